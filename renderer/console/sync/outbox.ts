import { keysLeaving, type WaitingFile } from '../../files/waiting.ts'
import type { Outgoing } from './outgoing.ts'
import type { Amendment, Unqueued, Written } from './written.ts'

/**
 * What came of one attempt: stored, refused for good, or unanswered (the connection failed, or the server asks to wait
 * for `retryAfter` seconds; try again).
 */
export type Attempt =
  | { readonly result: 'stored' }
  | { readonly result: 'refused'; readonly code: string; readonly reason: string }
  | { readonly result: 'unanswered'; readonly retryAfter?: number }

/** Another window has the bytes of a message's files: it sends what this one cannot. */
export interface Elsewhere {
  readonly result: 'elsewhere'
}

/** All files of a message are with the server. */
export interface Brought {
  readonly result: 'ready'
  readonly files: readonly WaitingFile[]
}

export interface OutboxHost {
  /** The queue on disk: the truth, which every window of this browser shares. */
  readonly written: Pick<Written, 'items' | 'add' | 'take' | 'mark' | 'again' | 'remove'>
  /** Uploads what of a message's files is not with the server. */
  readonly bring: (item: Outgoing) => Promise<Brought | Elsewhere | Attempt>
  /** The server has dropped a message's files: whether the next attempt uploads them again. */
  readonly bringAgain: (item: Outgoing) => Promise<boolean>
  /** Hands a message over. What is stored is in its thread before it leaves the queue: it is never off the screen. */
  readonly send: (item: Outgoing) => Promise<Attempt>
  readonly changed: (items: readonly Outgoing[]) => void
  /** Ends what is done for files whose messages are out of the queue, wherever they were taken out. */
  readonly letGo: (keys: readonly string[]) => void
  /** Resolves as soon as there is a connection. */
  readonly connected: () => Promise<void>
  /** Resolves when another attempt makes sense: after a pause, or as soon as the connection is back. */
  readonly another: () => Promise<void>
  /** Waits as long as the server asked, and no longer once `signal` is aborted. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>
  /** Runs `work` while no other window runs any under this name. */
  readonly alone: <T>(name: string, work: () => Promise<T>) => Promise<T>
  /** Tells the other windows to look at the queue. */
  readonly tell: () => void
}

type Outcome = Attempt['result'] | Elsewhere['result'] | 'empty' | 'due'

/**
 * Sends what one account wrote, in the order it was written, one at a time per conversation, until each message is
 * stored or refused. Any window with a connection sends, whichever of them it was written in.
 */
export class Outbox {
  readonly #host: OutboxHost
  readonly #running = new Set<string>()
  readonly #due = new Set<string>()
  readonly #pauses = new Map<string, AbortController>()
  #account: string | null = null
  #items: readonly Outgoing[] = []
  #asked = 0
  #shown = 0

  constructor(host: OutboxHost) {
    this.#host = host
  }

  /** From now on this account's messages are shown and sent. */
  async open(account: string) {
    this.#account = account
    await this.refresh()
  }

  /** Nothing more is sent from this window. What is queued stays on disk. */
  close() {
    this.#account = null
    this.#items = []
    this.#endPauses()
    this.#host.changed([])
  }

  /** Resolves once the message is on disk: from then on it cannot get lost. */
  async add(item: Omit<Unqueued, 'account'>) {
    if (this.#account === null) throw new Error('Nobody is signed in')
    await this.#host.written.add({ ...item, account: this.#account })
    await this.#moved()
  }

  /** Sends what was refused once more, under the same id, behind what was written since. */
  async retry(clientMessageId: string, amendment: Amendment = {}) {
    await this.#host.written.again(clientMessageId, amendment)
    await this.#moved()
  }

  /** Takes a message out. One whose files are still on their way is not sent any more. */
  async discard(clientMessageId: string) {
    await this.#host.written.remove(clientMessageId)
    await this.#moved()
  }

  /** The stream brought the message, perhaps before the acknowledgement did. */
  arrived(clientMessageId: string) {
    if (!this.#items.some((item) => item.clientMessageId === clientMessageId)) return
    this.#show(this.#items.filter((item) => item.clientMessageId !== clientMessageId))
    void this.discard(clientMessageId)
  }

  /** Looks at the queue on disk, which another window may have changed. */
  async refresh() {
    const account = this.#account
    if (account === null) return
    const asked = ++this.#asked
    const items = await this.#host.written.items(account)
    if (account !== this.#account || asked < this.#shown) return
    this.#shown = asked
    this.#show(items)
    for (const { state, conversationId } of items)
      if (state === 'sending') this.#wake(account, conversationId)
  }

  async #moved() {
    this.#host.tell()
    await this.refresh()
  }

  #show(items: readonly Outgoing[]) {
    this.#host.letGo(keysLeaving(this.#items, items))
    this.#items = items
    this.#endPauses()
    this.#host.changed(items)
  }

  #wake(account: string, conversationId: string) {
    const lane = `${account} ${conversationId}`
    this.#due.add(lane)
    if (!this.#running.has(lane)) void this.#run(lane, account, conversationId)
  }

  async #run(lane: string, account: string, conversationId: string) {
    this.#running.add(lane)
    const sendFirst = () => this.#sendFirst(account, conversationId)
    while (this.#due.delete(lane)) {
      let outcome: Outcome = 'stored'
      while (outcome !== 'empty' && outcome !== 'elsewhere' && account === this.#account) {
        await this.#host.connected()
        if (account !== this.#account) break
        // A disk that fails for a moment is no reason to give the lane up.
        outcome = await this.#host
          .alone(`frontdesk.outbox ${lane}`, sendFirst)
          .catch((): Outcome => 'unanswered')
        if (outcome === 'unanswered') await this.#host.another()
      }
    }
    this.#running.delete(lane)
  }

  async #sendFirst(account: string, conversationId: string): Promise<Outcome> {
    // While this window waited for its turn, somebody else may have signed in.
    if (account !== this.#account) return 'empty'
    const item = await this.#host.written.take(account, conversationId)
    if (!item) return 'empty'
    if (item.triesAgainAt !== undefined) await this.#moved()
    const attempt = await this.#attempt(account, item)
    if (!attempt) return 'empty'
    await this.#settle(item, attempt)
    if (attempt.result !== 'unanswered' || attempt.retryAfter === undefined) return attempt.result
    await this.#pause(item, attempt.retryAfter * 1000)
    return 'due'
  }

  /** Nobody sends this conversation's meanwhile: another window would only be told the same. */
  async #pause({ clientMessageId }: Outgoing, ms: number) {
    const control = new AbortController()
    this.#pauses.set(clientMessageId, control)
    // Told or not, it waits.
    await this.#tellPause(clientMessageId, ms).catch(() => undefined)
    this.#endPauses()
    await this.#host.pause(ms, control.signal)
    this.#pauses.delete(clientMessageId)
  }

  /** Has every window show until when a message waits. */
  async #tellPause(clientMessageId: string, ms: number) {
    await this.#host.written.mark(clientMessageId, { triesAgainAt: Date.now() + ms })
    await this.#moved()
  }

  /** Nothing is waited for that is not to be sent any more. */
  #endPauses() {
    const sending = new Set(this.#items.map(({ clientMessageId }) => clientMessageId))
    for (const [id, control] of this.#pauses) if (!sending.has(id)) control.abort()
  }

  /** Hands a message over with its files; null when it was taken out, or somebody else signed in, while they were on their way. */
  async #attempt(account: string, item: Outgoing): Promise<Attempt | Elsewhere | null> {
    if (!item.attachments) return this.#host.send(item)
    const brought = await this.#host.bring(item)
    if (account !== this.#account || !(await this.#isQueued(item))) return null
    if (brought.result !== 'ready') return brought
    return this.#host.send({ ...item, attachments: brought.files })
  }

  async #isQueued({ account, clientMessageId }: Outgoing): Promise<boolean> {
    const items = await this.#host.written.items(account)
    return items.some((item) => item.clientMessageId === clientMessageId)
  }

  async #settle(item: Outgoing, attempt: Attempt | Elsewhere) {
    const { clientMessageId } = item
    if (attempt.result === 'unanswered') return
    // Nothing was tried.
    if (attempt.result === 'elsewhere')
      return this.#host.written.mark(clientMessageId, { attempts: item.attempts })
    if (attempt.result === 'stored') await this.#host.written.remove(clientMessageId)
    else {
      const { code, reason } = attempt
      if (code === 'file_not_found' && (await this.#host.bringAgain(item))) return
      await this.#host.written.mark(clientMessageId, { state: 'failed', code, reason })
    }
    await this.#moved()
  }
}
