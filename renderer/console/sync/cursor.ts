import type { StreamEvent } from '../../../server/contract/events.ts'

export interface Batch {
  readonly events: readonly StreamEvent[]
  readonly head: number
  readonly tooOld: boolean
}

/** What the cursor needs of its surroundings. */
export interface CursorHost {
  /** Takes events in, strictly in order and each once. */
  readonly apply: (events: readonly StreamEvent[]) => void
  /** Asks the server for what follows `after`. A rejection ends this attempt. */
  readonly catchUp: (after: number) => Promise<Batch>
  /** Begins anew at `head`: nothing that was loaded before can be trusted. */
  readonly restart: (head: number) => void
  /** Says whether everything up to the known head is applied. */
  readonly isBehind: (behind: boolean) => void
  /** A catch-up failed while the connection is still up. */
  readonly failed: (error: unknown) => void
}

/**
 * Puts the numbered events of one workspace in line. Events may come twice, late or not at all; a hole is filled by
 * asking for what follows the cursor, and nothing after a hole is applied before it is filled.
 */
export class Cursor {
  readonly #host: CursorHost
  #at: number | null = null
  #head = 0
  #isAsking = false
  readonly #early = new Map<number, StreamEvent>()

  constructor(host: CursorHost) {
    this.#host = host
  }

  /** The server's greeting on each connection: where the stream stands. */
  hello(serverHead: number) {
    if (this.#at === null) this.#restart(serverHead)
    else if (serverHead < this.#at) this.check().catch(this.#host.failed)
    this.#head = Math.max(this.#head, serverHead)
    this.#settle()
  }

  receive(event: StreamEvent) {
    if (this.#at === null || event.seq <= this.#at) return
    this.#head = Math.max(this.#head, event.seq)
    this.#take([event])
    this.#settle()
  }

  /** Asks whether anything was missed, for instance after sleep. Rejects when the server does not answer. */
  async check() {
    if (this.#at === null) return
    await this.#ask(this.#at)
    this.#settle()
  }

  get #isBehind() {
    return this.#at === null || this.#at < this.#head
  }

  #restart(from: number) {
    this.#early.clear()
    this.#at = from
    this.#head = from
    this.#host.restart(from)
  }

  #take(events: readonly StreamEvent[]) {
    const inLine: StreamEvent[] = []
    let at = this.#at ?? 0
    for (const event of events) this.#early.set(event.seq, event)
    for (let next = this.#early.get(at + 1); next; next = this.#early.get(at + 1)) {
      inLine.push(next)
      at = next.seq
    }
    for (const seq of this.#early.keys()) if (seq <= at) this.#early.delete(seq)
    this.#at = at
    this.#head = Math.max(this.#head, at)
    if (inLine.length > 0) this.#host.apply(inLine)
  }

  /** One question to the server. A head before `asked` is another history: an older database was put back. */
  async #ask(asked: number) {
    const batch = await this.#host.catchUp(asked)
    if (batch.tooOld || batch.head < asked) return this.#restart(batch.head)
    this.#head = Math.max(batch.head, ...this.#early.keys())
    this.#take(batch.events)
    if (this.#at === asked && asked < this.#head)
      throw new Error('The server answered a gap with nothing')
  }

  #settle() {
    this.#host.isBehind(this.#isBehind)
    if (this.#at === null || !this.#isBehind || this.#isAsking) return
    this.#isAsking = true
    this.#ask(this.#at).then(
      () => {
        this.#isAsking = false
        this.#settle()
      },
      (error: unknown) => {
        this.#isAsking = false
        this.#host.failed(error)
      },
    )
  }
}
