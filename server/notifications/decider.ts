import type { StreamEvent } from '../contract/events.ts'
import type { Database } from '../db/transaction.ts'
import { isUnavailable } from '../db/unavailable.ts'
import { subscribe } from '../stream/index.ts'
import { DECIDED_KINDS } from './decide.ts'
import { decideSome, isBehind, nextUndecided, passOver } from './deciding.ts'

const BATCH = 500
// How often one fact may fail before those after it go on without it.
const TRIES = 5
// What is committed meanwhile is decided together.
const CALM_MS = 50
// For what a process that died right after its commit left to do.
const SWEEP_MS = 2_000

export interface DeciderOptions {
  database: Database
  onError: (error: unknown) => void
  /** Nobody was told of this fact: it could not be decided, again and again. */
  onLeftOut: (fact: Pick<StreamEvent, 'seq' | 'kind'>, error: unknown) => void
}

/**
 * Decides from the stream who is told what. One cursor for all processes moves on in the transaction that writes what
 * was decided, so that each fact is decided once, whoever dies in between. A fact that cannot be decided is left out in
 * the end, so that it does not keep the others.
 */
export class Decider {
  readonly #options: DeciderOptions
  #running: Promise<void> | undefined
  #isAskedAgain = false
  #isStopped = false
  #calm: NodeJS.Timeout | undefined
  #sweep: NodeJS.Timeout | undefined
  #stopHearing = () => {}
  /** How many facts are still decided one by one, since one among them failed. */
  #single = 0
  #failed = { seq: 0, times: 0 }

  constructor(options: DeciderOptions) {
    this.#options = options
  }

  /** Begins to follow the stream. */
  start(): void {
    this.#stopHearing = subscribe(this.#options.database, (events) => {
      if (events.some(isDecided)) this.#soon()
    })
    this.#sweep = setInterval(() => void this.run(), SWEEP_MS)
    void this.run()
  }

  /** Decides all that is committed; what is asked for meanwhile is done before the answer. */
  run(): Promise<void> {
    this.#isAskedAgain = true
    this.#running ??= this.#runAll().finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  /** Ends, once what is under way is done. */
  async stop(): Promise<void> {
    this.#isStopped = true
    clearTimeout(this.#calm)
    clearInterval(this.#sweep)
    this.#stopHearing()
    await this.#running
  }

  #soon(): void {
    this.#calm ??= setTimeout(() => {
      this.#calm = undefined
      void this.run()
    }, CALM_MS)
  }

  async #runAll(): Promise<void> {
    const { onError } = this.#options
    while (this.#isAskedAgain && !this.#isStopped) {
      this.#isAskedAgain = false
      await this.#decideAll().catch(onError)
    }
  }

  async #decideAll(): Promise<void> {
    for (let isMore = await isBehind(this.#options.database); isMore;)
      isMore = await this.#decideNext()
  }

  async #decideNext(): Promise<boolean> {
    const limit = this.#single > 0 ? 1 : BATCH
    try {
      const isMore = await this.#options.database.transaction((tx) => decideSome(tx, limit))
      if (limit === 1) this.#single -= 1
      return isMore
    } catch (error) {
      if (isUnavailable(error)) throw error
      if (limit === 1) return this.#stumble(error)
      this.#single = BATCH
      return true
    }
  }

  /** One fact failed: it is tried again later, but only so often. Answers whether others go on at once. */
  async #stumble(error: unknown): Promise<boolean> {
    const { database, onLeftOut } = this.#options
    const next = await nextUndecided(database.sql)
    if (!next) return false
    const times = this.#failed.seq === next.seq ? this.#failed.times + 1 : 1
    this.#failed = { seq: next.seq, times }
    if (times < TRIES) throw error
    await database.transaction((tx) => passOver(tx, next.seq))
    onLeftOut(next, error)
    return true
  }
}

const decided: ReadonlySet<string> = new Set(DECIDED_KINDS)
const isDecided = ({ kind }: StreamEvent) => decided.has(kind)
