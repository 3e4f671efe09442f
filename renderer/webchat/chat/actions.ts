import type { Refusal } from '../../../server/contract/webchat.ts'
import type { ChosenFile } from '../../files/waiting.ts'
import { newId } from '../../text/ids.ts'
import { type Context, dispatch, problemOf } from './context.ts'
import { forgetVisitor } from './identifying.ts'
import type { StartRequest } from './opening.ts'
import { keptFiles } from './kept-files.ts'
import { keptMessage } from './outbox.ts'
import { DRAFT_KEY, keptVisitor } from './session.ts'
import { leaveChat, startChat } from './starting.ts'
import type { Problem } from './store.ts'
import { lastSeq, type Outgoing, unreadCount } from './thread.ts'

/** What the page can do. */
export interface Actions {
  start: (request: StartRequest) => Promise<void>
  /** Changes what stands in the composer. */
  write: (draft: string) => void
  /** Done once the message is kept; from then on it is in the thread. */
  send: (content: string, files?: readonly ChosenFile[]) => Promise<void>
  retry: (clientMessageId: string) => void
  /** Gives up a message that was refused. */
  remove: (clientMessageId: string) => void
  /** The customer has seen everything that is shown. */
  seen: () => void
  /** Says what the customer thought of the chat; answers why it could not. */
  rate: (score: number, comment: string) => Promise<Problem | null>
  end: () => Promise<void>
  leave: () => void
  /** Forgets whoever wrote here, and what they wrote. */
  forget: () => void
}

interface Means {
  send: () => Promise<void>
  bringUp: () => Promise<void>
  signal: (isTyping: boolean) => void
}

const UNREACHABLE: Refusal = { success: false, code: 'unreachable', error: '' }

/** What the page's buttons and keys cause. */
export function actionsOf(context: Context, { send, bringUp, signal }: Means): Actions {
  const { store } = context
  const nextPlace = placing(context)
  const keep = keeping(context)
  return {
    async start(request) {
      await startChat(context, request)
      if (store.get().session) await bringUp()
    },
    write(draft) {
      store.set({ draft })
      signal(draft.trim() !== '')
    },
    async send(content, files = []) {
      signal(false)
      const written = {
        clientMessageId: newId(),
        content,
        at: nextPlace(),
        state: 'sending',
      } as const
      await keep(written, files)
      void send()
    },
    retry(clientMessageId) {
      dispatch(context, { kind: 'retried', clientMessageId, at: nextPlace() })
      void send()
    },
    remove: (clientMessageId) => dispatch(context, { kind: 'removed', clientMessageId }),
    seen() {
      const { thread } = store.get()
      if (unreadCount(thread) > 0)
        dispatch(context, { kind: 'read', by: 'customer', seq: lastSeq(thread) })
    },
    rate: (score, comment) => rate(context, score, comment),
    end: () => end(context),
    leave: () => leaveChat(context),
    forget: () => forgetVisitor(context),
  }
}

/** Gives each message a place after all that were written before it. */
function placing({ store }: Context): () => number {
  let last = 0
  return () => {
    const before = Math.max(last, store.get().thread.outbox.at(-1)?.at ?? 0)
    last = Math.max(Date.now(), before + 1)
    return last
  }
}

/** Keeps messages; however long one takes, those written later are shown and sent after it. */
function keeping(context: Context) {
  let last: Promise<void> | undefined
  return (written: Outgoing, files: readonly ChosenFile[]) =>
    (last = keepWritten(context, written, { files, after: last }))
}

/** Keeps a message before it is shown as written, `after` those before it: what one sees in the thread outlives the page. */
async function keepWritten(
  context: Context,
  written: Outgoing,
  { files, after }: { files: readonly ChosenFile[]; after: Promise<void> | undefined },
): Promise<void> {
  const { store, storage } = context
  const { session } = store.get()
  const { email } = keptVisitor(storage)
  if (!session) return
  const attachments = files.map(({ bytes: _, ...file }) => file)
  const outgoing = { ...written, ...(files.length > 0 && { attachments }) }
  // In one transaction: at no moment is it in neither place.
  const done = storage.write({
    ...keptMessage(session.sessionId, outgoing),
    ...keptFiles(files),
    [DRAFT_KEY]: undefined,
  })
  store.set({ draft: '' })
  const isKept = await done
  await after
  if (store.get().session === session) {
    // Without its files there is room for it.
    const loose = { attachments: attachments.map((file) => ({ ...file, isLoose: true as const })) }
    dispatch(context, { kind: 'written', outgoing: isKept ? outgoing : { ...outgoing, ...loose } })
  }
  // The chat was left in this very moment: its words wait in the composer, unless somebody else sits there by now.
  else if (keptVisitor(storage).email === email)
    store.set({ draft: [outgoing.content, store.get().draft].filter(Boolean).join('\n') })
}

async function end({ store, ask }: Context): Promise<void> {
  const { session } = store.get()
  if (session) await ask('closeChat', { sessionId: session.sessionId })
}

async function rate(context: Context, score: number, comment: string): Promise<Problem | null> {
  const { session } = context.store.get()
  if (!session) return null
  const { sessionId } = session
  const answer = await context.ask('rate', { sessionId, score, comment: comment.trim() || null })
  if (!answer?.success) return problemOf(answer ?? UNREACHABLE)
  dispatch(context, { kind: 'rated', rating: answer.rating })
  return null
}
