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
export class Outbox {
  readonly #host: OutboxHost
  readonly #running = new Set<string>()
  #items: readonly Outgoing[] = []

  constructor(host: OutboxHost) {
    this.#host = host
  }

  add(written: Omit<Outgoing, 'state'>) {
    this.#set([...this.#items, { ...written, state: 'sending' }])
    void this.#run(written.conversationId)
  }

  /** Sends what was refused once more, under the same id, behind what was written since. */
  retry(clientMessageId: string) {
    const item = this.#find(clientMessageId)
    if (!item) return
    const { reason: _, ...written } = item
    this.#set(this.#items.filter((one) => one !== item))
    this.add(written)
  }

  discard(clientMessageId: string) {
    this.#set(this.#items.filter((item) => item.clientMessageId !== clientMessageId))
  }

  /** The stream brought the message before the acknowledgement did. */
  arrived(clientMessageId: string) {
    if (this.#find(clientMessageId)) this.discard(clientMessageId)
  }

  clear() {
    this.#set([])
  }

  #find(clientMessageId: string) {
    return this.#items.find((item) => item.clientMessageId === clientMessageId)
  }

  #set(next: readonly Outgoing[]) {
    this.#items = next
    this.#host.changed(next)
  }

  async #run(conversationId: string) {
    if (this.#running.has(conversationId)) return
    this.#running.add(conversationId)
    const first = () =>
      this.#items.find((one) => one.conversationId === conversationId && one.state === 'sending')
    for (let item = first(); item; item = first()) {
      const attempt = await this.#host.send(item)
      this.#settle(item, attempt)
      if (attempt.result === 'unanswered') await this.#host.another()
    }
    this.#running.delete(conversationId)
  }

  #settle({ clientMessageId }: Outgoing, attempt: Attempt) {
    if (attempt.result === 'stored') {
      // First into the thread, then out of the queue: the message is never off the screen.
      if (attempt.message) this.#host.stored(attempt.message)
      this.discard(clientMessageId)
    } else if (attempt.result === 'refused') {
      const { reason } = attempt
      this.#set(
        this.#items.map((one) =>
          one.clientMessageId === clientMessageId ? { ...one, state: 'failed', reason } : one,
        ),
      )
    }
  }
}
