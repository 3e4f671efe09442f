import type { StreamEvent } from '../contract/events.ts'
import type { Database } from '../db/transaction.ts'
import { subscribe } from './announce.ts'

export interface DurableFollowerOptions {
  database: Database
  /** Does the next of what there is to do, in one transaction with its cursor; answers whether there may be more. */
  step: () => Promise<boolean>
  /** What this process hears of and looks at soon. Without it nothing is heard of: somebody calls `soon`. */
  hears?: (event: StreamEvent) => boolean
  /** What is committed within this time is done together. */
  calmMs: number
  /** How often it looks for what another process committed, or left when it died. */
  sweepMs: number
  onError: (error: unknown) => void
}

/**
 * Follows the stream in the background, step by step. How far it is stands in the database, so that whoever comes after
 * a process that died, on whatever thread, goes on from there; when a step fails, the rest waits for the next look.
 */
export class DurableFollower {
  readonly #options: DurableFollowerOptions
  #running: Promise<void> | undefined
  #isAskedAgain = false
  #isStopped = false
  #calm: NodeJS.Timeout | undefined
  #sweep: NodeJS.Timeout | undefined
  #stopHearing = () => {}

  constructor(options: DurableFollowerOptions) {
    this.#options = options
  }

  /** Begins with what there is to do, and goes on with what comes. */
  start(): void {
    const { database, hears, sweepMs } = this.#options
    if (hears)
      this.#stopHearing = subscribe(database, (events) => void (events.some(hears) && this.soon()))
    this.#sweep = setInterval(() => void this.run(), sweepMs)
    void this.run()
  }

  /** There is news. */
  soon(): void {
    this.#calm ??= setTimeout(() => {
      this.#calm = undefined
      void this.run()
    }, this.#options.calmMs)
  }

  /** Does all that there is to do; what is asked for meanwhile is done before the answer. */
  run(): Promise<void> {
    this.#isAskedAgain = true
    this.#running ??= this.#runAll().finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  /** Ends, once the step that is under way is done. */
  async stop(): Promise<void> {
    this.#isStopped = true
    clearTimeout(this.#calm)
    clearInterval(this.#sweep)
    this.#stopHearing()
    await this.#running
  }

  async #runAll(): Promise<void> {
    while (this.#isAskedAgain && !this.#isStopped) {
      this.#isAskedAgain = false
      await this.#stepOn().catch((error: unknown) => {
        if (!this.#isStopped) this.#options.onError(error)
      })
    }
  }

  async #stepOn(): Promise<void> {
    // Where the chats are served by this very process they come first.
    while (!this.#isStopped && (await this.#options.step())) await new Promise(setImmediate)
  }
}
