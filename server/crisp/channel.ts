import type { Logger } from '../log.ts'
import type { Database } from '../db/transaction.ts'
import { witness } from '../stream/index.ts'
import type { CrispCredentials } from './api/credentials.ts'
import { CrispClient } from './api/client.ts'
import { Intake, type IntakeOptions } from './live/intake.ts'
import { type Address, carryOut } from './replies/outgoing.ts'
import { CrispSync, type SyncOptions } from './sync.ts'
import { type AgentTyping, Typing } from './replies/typing.ts'
import { findWebsites } from './websites.ts'

// A third of the lease, so that a busy moment does not lose it.
const HOLD_MS = 5_000

/** How often Crisp is looked at, and how patiently. */
export type CrispTimes = SyncOptions['times']

export interface CrispOptions {
  database: Database
  /** Undefined where Crisp is not configured: nothing is said and nothing comes. */
  credentials: CrispCredentials | undefined
  log: Logger
  addressOf: Address
  onTaken: IntakeOptions['onTaken']
  /** How often things are looked at; tests look more often. */
  times?: CrispTimes | undefined
}

/** Crisp as a channel: what is said there is in our conversations, and what is said in them there. */
export class CrispChannel {
  readonly intake: Intake
  readonly credentials: CrispCredentials | undefined
  /** Undefined where Crisp is not configured. */
  readonly client: CrispClient | undefined
  readonly #options: CrispOptions
  readonly #typing: Typing | undefined
  #sync: CrispSync | undefined
  #timer: NodeJS.Timeout | undefined
  #holding: Promise<void> | undefined
  #isStopped = false

  constructor(options: CrispOptions) {
    const { database, credentials, log, onTaken, times } = options
    this.#options = options
    this.credentials = credentials
    this.client = credentials && new CrispClient(database, credentials, times?.patience)
    this.#typing = this.client && new Typing(database, this.client)
    witness(database, async (tx, facts) => {
      if (await carryOut(tx, facts, options.addressOf)) tx.afterCommit(() => this.nudge('say'))
    })
    this.intake = new Intake({
      database,
      onTaken,
      findWebsites: () => this.#findWebsites(),
      onError: (error) => log.error({ err: error }, 'an event of Crisp was not taken in'),
    })
  }

  /** Begins to talk to Crisp as soon as no other process does. */
  start(): void {
    if (!this.credentials) return
    const { log } = this.#options
    const hold = () => {
      this.#holding ??= this.#hold()
        .catch((error: unknown) =>
          log.warn({ err: error }, 'talking to Crisp could not be begun or ended; trying again'),
        )
        .finally(() => (this.#holding = undefined))
    }
    this.#timer = setInterval(hold, HOLD_MS)
    hold()
  }

  /** An agent types in a conversation, or stops: said from here, whichever process talks to Crisp otherwise. */
  type(typing: AgentTyping): void {
    this.#typing?.tell(typing)
  }

  /** There is something to do; where another process talks to Crisp, that one looks by itself. */
  nudge(what: 'say' | 'backfill'): void {
    this.#sync?.now(what)
  }

  /** Ends; what was taken in is on disk then. */
  async stop(): Promise<void> {
    this.#isStopped = true
    clearInterval(this.#timer)
    await this.#holding
    // First that it ends, then what it waits for: what breaks off by that is no problem to be noted.
    const ending = this.#sync?.stop()
    await this.client?.stop()
    await ending
    await this.intake.settled()
  }

  async #hold(): Promise<void> {
    const { database, log, times = {} } = this.#options
    const { credentials, client, intake } = this
    if (!credentials || !client) return
    this.#sync ??= new CrispSync({ database, credentials, client, intake, log, times })
    const isHeld = await this.#sync.owner.hold().catch((error: unknown) => {
      log.warn({ err: error }, 'the lease for talking to Crisp could not be looked at')
      return undefined
    })
    if (this.#isStopped || isHeld === undefined) return
    if (isHeld) this.#sync.start()
    else await this.#lose()
  }

  // What was said on a new one before it was known is caught up with by whoever talks to Crisp.
  async #findWebsites(): Promise<void> {
    if (!this.credentials || !this.client) return
    await findWebsites(this.#options.database, this.client, this.credentials)
    this.#sync?.now('catch up')
  }

  // Another process took over while this one was away.
  async #lose(): Promise<void> {
    const lost = this.#sync
    this.#sync = undefined
    await lost?.stop()
  }
}
