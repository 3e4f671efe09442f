import type { Logger } from '../log.ts'
import type { Database } from '../db/transaction.ts'
import type { CrispCredentials } from './credentials.ts'
import { Intake, type IntakeOptions } from './intake.ts'
import { CrispSync, type SyncOptions } from './sync.ts'

// A third of the lease, so that a busy moment does not lose it.
const HOLD_MS = 5_000

/** How often Crisp is looked at, and how patiently. */
export type CrispTimes = SyncOptions['times']

export interface CrispOptions {
  database: Database
  /** Undefined where Crisp is not configured: nothing is said and nothing comes. */
  credentials: CrispCredentials | undefined
  log: Logger
  onTaken: IntakeOptions['onTaken']
  /** How often things are looked at; tests look more often. */
  times?: CrispTimes | undefined
}

/** Crisp as a channel: what is said there is in our conversations, and what is said in them there. */
export class CrispChannel {
  readonly intake: Intake
  readonly #options: CrispOptions
  #sync: CrispSync | undefined
  #timer: NodeJS.Timeout | undefined
  #holding: Promise<void> | undefined
  #isStopped = false

  constructor(options: CrispOptions) {
    const { database, log, onTaken } = options
    this.#options = options
    const onError = (error: unknown) =>
      log.error({ err: error }, 'an event of Crisp was not taken in')
    this.intake = new Intake({ database, onTaken, onError })
  }

  get credentials(): CrispCredentials | undefined {
    return this.#options.credentials
  }

  /** Begins to talk to Crisp as soon as no other process does. */
  start(): void {
    if (!this.credentials) return
    const hold = () => {
      this.#holding ??= this.#hold().finally(() => (this.#holding = undefined))
    }
    this.#timer = setInterval(hold, HOLD_MS)
    hold()
  }

  /** Ends; what was taken in is on disk then. */
  async stop(): Promise<void> {
    this.#isStopped = true
    clearInterval(this.#timer)
    await this.#holding
    await this.#sync?.stop()
    await this.intake.settled()
  }

  async #hold(): Promise<void> {
    const { database, credentials, log, times = {} } = this.#options
    if (!credentials) return
    this.#sync ??= new CrispSync({ database, credentials, intake: this.intake, log, times })
    const isHeld = await this.#sync.owner.hold().catch((error: unknown) => {
      log.warn({ err: error }, 'the lease for talking to Crisp could not be looked at')
      return undefined
    })
    if (this.#isStopped || isHeld === undefined) return
    if (isHeld) this.#sync.start()
    else await this.#lose()
  }

  // Another process took over while this one was away.
  async #lose(): Promise<void> {
    const lost = this.#sync
    this.#sync = undefined
    await lost?.stop()
  }
}
