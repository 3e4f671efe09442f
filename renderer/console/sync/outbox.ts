import type { Message } from '../../../server/contract/conversations.ts'

/** A message on its way. The id is made once: however often it is sent, it is stored once. */
export interface Outgoing {
  readonly clientMessageId: string
  readonly conversationId: string
  readonly content: string
  readonly visibility: Message['visibility']
  /** The ticket whose thread it goes to; absent for a conversation. */
  readonly ticketId?: string
  readonly writtenAt: string
  readonly state: 'sending' | 'failed'
  /** Why the server refused it, in the agent's language. */
  readonly reason?: string
}

/** What came of one attempt: stored, refused for good, or unanswered (the connection failed; try again). */
export type Attempt =
  | { readonly result: 'stored'; readonly message?: Message }
  | { readonly result: 'refused'; readonly reason: string }
  | { readonly result: 'unanswered' }

export interface OutboxHost {
  readonly send: (item: Outgoing) => Promise<Attempt>
  readonly stored: (message: Message) => void
  readonly changed: (items: readonly Outgoing[]) => void
  /** Resolves when another attempt makes sense: after a pause, or as soon as the connection is back. */
  readonly another: () => Promise<void>
}

/** Sends messages in the order they were written, one at a time per conversation, until each is stored or refused. */
export function createOutbox(host: OutboxHost) {
  let items: readonly Outgoing[] = []
  const running = new Set<string>()

  function set(next: readonly Outgoing[]) {
    items = next
    host.changed(items)
  }
  const drop = (id: string) => set(items.filter((item) => item.clientMessageId !== id))
  const update = (id: string, change: Partial<Outgoing>) =>
    set(items.map((item) => (item.clientMessageId === id ? { ...item, ...change } : item)))

  function settle(item: Outgoing, attempt: Attempt) {
    if (attempt.result === 'stored') {
      // First into the thread, then out of the queue: the message is never off the screen.
      if (attempt.message) host.stored(attempt.message)
      drop(item.clientMessageId)
    } else if (attempt.result === 'refused') {
      update(item.clientMessageId, { state: 'failed', reason: attempt.reason })
    }
  }

  async function run(conversationId: string) {
    if (running.has(conversationId)) return
    running.add(conversationId)
    const first = () =>
      items.find((item) => item.conversationId === conversationId && item.state === 'sending')
    for (let item = first(); item; item = first()) {
      const attempt = await host.send(item)
      settle(item, attempt)
      if (attempt.result === 'unanswered') await host.another()
    }
    running.delete(conversationId)
  }

  return {
    add(item: Omit<Outgoing, 'state'>) {
      set([...items, { ...item, state: 'sending' }])
      void run(item.conversationId)
    },
    retry(clientMessageId: string) {
      const item = items.find((one) => one.clientMessageId === clientMessageId)
      if (!item) return
      const { reason: _, ...rest } = item
      set([...items.filter((one) => one !== item), { ...rest, state: 'sending' }])
      void run(item.conversationId)
    },
    discard: drop,
    /** The stream brought the message before the acknowledgement did. */
    arrived(clientMessageId: string) {
      if (items.some((item) => item.clientMessageId === clientMessageId)) drop(clientMessageId)
    },
    clear: () => set([]),
  }
}

export type Outbox = ReturnType<typeof createOutbox>
