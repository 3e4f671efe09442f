import { type Context, dispatch } from './context.ts'
import { newId } from '../../text/ids.ts'
import type { Visitor } from './session.ts'
import { leaveChat, startChat } from './starting.ts'
import { lastSeq, unreadCount } from './thread.ts'

/** What the page can do. */
export interface Actions {
  start: (visitor: Visitor) => Promise<void>
  /** Changes what stands in the composer. */
  write: (draft: string) => void
  send: (content: string) => void
  retry: (clientMessageId: string) => void
  /** The customer has seen everything that is shown. */
  seen: () => void
  end: () => Promise<void>
  leave: () => void
}

interface Means {
  send: () => Promise<void>
  bringUp: () => Promise<void>
  signal: (isTyping: boolean) => void
}

/** What the page's buttons and keys cause. */
export function actionsOf(context: Context, { send, bringUp, signal }: Means): Actions {
  const { store, ask } = context
  const nextPlace = () => Math.max(Date.now(), (store.get().thread.outbox.at(-1)?.at ?? 0) + 1)
  return {
    async start(visitor) {
      await startChat(context, visitor)
      if (store.get().session) await bringUp()
    },
    write(draft) {
      store.set({ draft })
      signal(draft.trim() !== '')
    },
    send(content) {
      const clientMessageId = newId()
      const outgoing = { clientMessageId, content, at: nextPlace(), state: 'sending' } as const
      store.set({ draft: '' })
      dispatch(context, { kind: 'written', outgoing })
      signal(false)
      void send()
    },
    retry(clientMessageId) {
      dispatch(context, { kind: 'retried', clientMessageId, at: nextPlace() })
      void send()
    },
    seen() {
      const { thread } = store.get()
      if (unreadCount(thread) > 0)
        dispatch(context, { kind: 'read', by: 'customer', seq: lastSeq(thread) })
    },
    async end() {
      const { session } = store.get()
      if (session) await ask('closeChat', { sessionId: session.sessionId })
    },
    leave: () => leaveChat(context),
  }
}
