import type { StreamEvent } from '../contract/events.ts'
import { type Database, runHook } from '../db/transaction.ts'
import { announce } from './announce.ts'
import { headOf, pageAfter } from './catch-up.ts'
import { OwnCommits } from './own-commits.ts'

const POLL_MS = 1_000
// A commit whose number others have passed is known to us in a moment, or was rolled back.
const GRACE_MS = 100

/** How a process that serves sockets hears of the others, and they of it. */
export interface Surroundings {
  /** Tells the other processes that there is news up to `head`. It may get lost. */
  signal: (head: number) => void
  onError: (error: unknown) => void
}

/**
 * Announces the stream to the subscribers of this process: strictly in order, each event once, whoever committed it.
 * What this process commits right after its cursor is announced at once; what lies between is read from the database,
 * where everything below a committed number is committed too.
 */
export class Follower {
  readonly #database: Database
  readonly #own = new OwnCommits()
  /** The newest announced; undefined until the first event is placed or `start` has read the head. */
  #cursor: number | undefined
  #known = 0
  #waiting: Array<{ seq: number; run: () => void }> = []
  #isReading = false
  #isAsking = false
  #isStopped = false
  #around: Surroundings | undefined
  #poll: NodeJS.Timeout | undefined
  #grace: NodeJS.Timeout | undefined
  #retry: NodeJS.Timeout | undefined

  constructor(database: Database) {
    this.#database = database
  }

  /** The number of the newest announced event. */
  get cursor(): number {
    return this.#cursor ?? 0
  }

  /** Begins at the head, and from then on also hears of what others commit. */
  async start(around: Surroundings): Promise<void> {
    this.#around = around
    this.#begin(await headOf(this.#database.sql))
    if (this.#database.dialect === 'sqlite') return
    // A signal may be lost; this is what makes that harmless.
    this.#poll = setInterval(() => void this.#look(), POLL_MS).unref()
  }

  stop(): void {
    this.#isStopped = true
    for (const timer of [this.#poll, this.#grace, this.#retry]) clearTimeout(timer)
  }

  /** A transaction of this process has taken these numbers, and holds the counter until it ends. */
  place(first: number): void {
    // A number that was announced is given anew only in another history: an older database was put back.
    if (this.#cursor === undefined || first <= this.#cursor) this.#begin(first - 1)
    this.#own.place(first)
  }

  /** What was placed is on disk. */
  committed(events: StreamEvent[]): void {
    const last = this.#own.commit(events, performance.now())
    this.#known = Math.max(this.#known, last)
    this.#advance()
    this.#around?.signal(last)
  }

  /** Somebody committed up to `head`. */
  heard(head: number): void {
    if (this.#cursor === undefined || head <= this.#known) return
    this.#known = head
    this.#advance()
  }

  /** Runs at the very place in the stream where everything up to `seq` is announced and nothing after it. */
  when(seq: number, run: () => void): void {
    if (this.#cursor === undefined || this.#cursor >= seq) return runHook(this.#database, run)
    this.#waiting.push({ seq, run })
    this.heard(seq)
  }

  #begin(cursor: number): void {
    this.#cursor = cursor
    this.#known = cursor
    this.#own.clear()
    for (const { run } of this.#waiting.splice(0)) runHook(this.#database, run)
  }

  async #look(): Promise<void> {
    if (this.#isAsking) return
    this.#isAsking = true
    const cursor = this.cursor
    try {
      const head = await headOf(this.#database.sql)
      if (head < cursor) this.#begin(head)
      else this.heard(head)
    } catch (error) {
      if (!this.#isStopped) this.#around?.onError(error)
    } finally {
      this.#isAsking = false
    }
  }

  #advance(): void {
    for (let own = this.#own.take(this.cursor); own; own = this.#own.take(this.cursor))
      this.#tell(own.events, own.committedAt)
    if (this.cursor >= this.#known || this.#isReading) return
    if (!this.#own.isPlaced(this.cursor + 1)) {
      void this.#read()
      return
    }
    this.#grace ??= setTimeout(() => {
      this.#grace = undefined
      this.#own.forget(this.cursor + 1)
      this.#advance()
    }, GRACE_MS).unref()
  }

  /** Reads the next page of what others committed, up to what is our own. */
  async #read(): Promise<void> {
    this.#isReading = true
    try {
      const before = Math.min(this.#known + 1, this.#own.nextAfter(this.cursor))
      const { events, isWhole } = await pageAfter(this.#database.sql, this.cursor, before)
      const news = events.filter(({ seq }) => seq > this.cursor)
      if (news.length > 0) this.#tell(news, undefined)
      if (isWhole && this.cursor < before - 1) await this.#pass(before - 1)
      this.#isReading = false
      this.#advance()
    } catch (error) {
      this.#isReading = false
      if (this.#isStopped) return
      this.#around?.onError(error)
      clearTimeout(this.#retry)
      this.#retry = setTimeout(() => this.#advance(), POLL_MS).unref()
    }
  }

  /** Passes numbers that are not there: rows that were removed, or what somebody said who knew no better. */
  async #pass(seq: number): Promise<void> {
    const head = await headOf(this.#database.sql)
    this.#known = Math.max(this.cursor, Math.min(this.#known, head))
    this.#cursor = Math.max(this.cursor, Math.min(seq, head))
    this.#release(this.#cursor)
  }

  #tell(events: StreamEvent[], committedAt: number | undefined): void {
    const parts = this.#waiting.length === 0 ? [events] : events.map((event) => [event])
    for (const part of parts) {
      this.#cursor = part.at(-1)?.seq ?? this.cursor
      announce(this.#database, part, committedAt)
      this.#release(this.#cursor)
    }
  }

  #release(cursor: number): void {
    if (this.#waiting.length === 0) return
    const due = this.#waiting.filter(({ seq }) => seq <= cursor)
    this.#waiting = this.#waiting.filter(({ seq }) => seq > cursor)
    for (const { run } of due) runHook(this.#database, run)
  }
}

const followers = new WeakMap<Database, Follower>()

/** The one follower of this database in this process. */
export function followerOf(database: Database): Follower {
  const known = followers.get(database)
  if (known) return known
  const follower = new Follower(database)
  followers.set(database, follower)
  return follower
}
