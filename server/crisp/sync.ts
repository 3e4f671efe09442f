import type { Logger } from '../log.ts'
import type { Database } from '../db/transaction.ts'
import { backfill } from './past/backfill.ts'
import { catchUp } from './past/catch-up.ts'
import { BudgetSpent, type CrispClient, type Patience } from './api/client.ts'
import type { CrispCredentials } from './api/credentials.ts'
import type { Intake } from './live/intake.ts'
import { Owner, type OwnerState } from './live/owner.ts'
import { listWebsites, type WebsiteRow } from './queries.ts'
import { reconcile } from './reconciliation/reconcile.ts'
import { waitingReconciliations } from './reconciliation/reconciliations.ts'
import { CrispRefusal } from './api/refusal.ts'
import { refreshStale } from './past/refresh.ts'
import { Rtm, RTM_TIMES, type RtmTimes } from './live/rtm.ts'
import { Rounds } from './rounds.ts'
import { CrispSender } from './replies/sender.ts'
import { findWebsites, learnOperators, noteWebsite } from './websites.ts'

/** How often things are looked at. */
export interface SyncTimes {
  tickMs: number
  sweepMs: number
  operatorsMs: number
}

// Another process may have put something on the list.
const SAY_MS = 500

const SYNC_TIMES: SyncTimes = { tickMs: 2_000, sweepMs: 600_000, operatorsMs: 21_600_000 }

export interface SyncOptions {
  database: Database
  credentials: CrispCredentials
  client: CrispClient
  intake: Intake
  log: Logger
  times: Partial<SyncTimes> & { rtm?: Partial<RtmTimes>; patience?: Partial<Patience> }
}

/** Keeps what we have of Crisp true for as long as this process holds the lease. */
export class CrispSync {
  readonly owner: Owner
  readonly #options: SyncOptions
  readonly #client: CrispClient
  readonly #times: SyncTimes
  readonly #rounds: Rounds
  readonly #sender: CrispSender
  #rtm: Rtm | undefined
  #isStarted = false
  #isStopped = false
  #missedSome = true

  constructor(options: SyncOptions) {
    const { database, client, log, times } = options
    this.#options = options
    this.#times = { ...SYNC_TIMES, ...times }
    this.#client = client
    this.owner = new Owner(database)
    this.#sender = new CrispSender(database, this.#client, (error) =>
      log.warn({ err: error }, 'what became of something said to Crisp could not be noted'),
    )
    const { tickMs, sweepMs, operatorsMs } = this.#times
    this.#rounds = new Rounds(
      (error, name) => this.#failed(error, name),
      [
        { name: 'catch up', everyMs: sweepMs, run: () => this.#catchUp() },
        { name: 'say', everyMs: SAY_MS, run: () => this.#sender.sayDue() },
        { name: 'refresh', everyMs: tickMs, run: () => this.#refresh() },
        { name: 'backfill', everyMs: tickMs, run: () => this.#backfill() },
        { name: 'reconcile', everyMs: tickMs, run: () => this.#reconcile() },
        { name: 'operators', everyMs: operatorsMs, run: () => this.#operators() },
        { name: 'budget', everyMs: tickMs, run: () => this.#client.budget.save() },
      ],
    )
  }

  /** Begins to talk to Crisp: this process holds the lease now. A second time changes nothing. */
  start(): void {
    if (this.#isStarted) return
    this.#isStarted = true
    this.#rounds.start()
    this.#listen()
  }

  #listen(): void {
    const { credentials, intake, times, log } = this.#options
    if (!credentials.isLive) return
    this.#rtm = new Rtm({
      credentials,
      times: { ...RTM_TIMES, ...times.rtm },
      onEvent: (name, data) => {
        // Catching up finds it.
        intake
          .take('rtm', name, data)
          .catch((error: unknown) => log.warn({ err: error }, 'an event of Crisp was not kept'))
      },
      onLive: () => {
        this.#say('live')
        this.#missedSome = true
        this.#rounds.now('catch up')
      },
      onDown: (why) => {
        log.warn({ why }, 'the live connection to Crisp is down; trying again')
        this.#say('down', why)
      },
      onRefused: (why) => {
        log.error(
          { why },
          'Crisp refuses the credentials: check CRISP_IDENTIFIER, CRISP_KEY, CRISP_TIER',
        )
        this.#say('refused', why)
      },
    })
    this.#rtm.start()
  }

  /** Has a round begin at once. */
  now(name: 'backfill' | 'catch up' | 'say'): void {
    this.#rounds.now(name)
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    this.#rtm?.stop()
    await this.#rounds.stop()
    await this.#sender.settled()
    await this.#client.budget.save()
    await this.owner.release()
  }

  #say(connection: OwnerState['connection'], why: string | null = null): void {
    const { log } = this.#options
    this.owner
      .say(connection, why)
      .catch((error: unknown) => log.warn({ err: error }, 'how Crisp is could not be noted'))
  }

  async #enabled(): Promise<WebsiteRow[]> {
    return (await listWebsites(this.#options.database.sql)).filter(
      ({ isEnabled }) => isEnabled === 1,
    )
  }

  async #catchUp(): Promise<void> {
    const { database, credentials, intake: hearing } = this.#options
    await findWebsites(database, this.#client, credentials)
    const isThorough = this.#missedSome
    this.#missedSome = false
    const purpose = 'follow' as const
    const walk = { client: this.#client, purpose, database, hearing, isThorough }
    try {
      for (const website of await this.#enabled())
        await this.#noting(website, () => catchUp(walk, website))
      if (!credentials.isLive) await this.owner.say('live')
    } catch (error) {
      this.#missedSome ||= isThorough
      throw error
    }
  }

  async #refresh(): Promise<void> {
    const { database, intake: hearing } = this.#options
    const purpose = 'follow' as const
    const walk = { client: this.#client, purpose, database, hearing, isThorough: true }
    for (const website of await this.#enabled()) await refreshStale(walk, website.websiteId)
  }

  async #backfill(): Promise<void> {
    const { database } = this.#options
    const walk = { client: this.#client, purpose: 'backfill' as const, database }
    for (const website of await this.#enabled()) {
      if (website.backfill !== 'wanted' && website.backfill !== 'running') continue
      await this.#noting(website, () =>
        backfill({ ...walk, isStopped: () => this.#isStopped }, website.websiteId),
      )
    }
  }

  async #reconcile(): Promise<void> {
    const { database } = this.#options
    const walk = { client: this.#client, purpose: 'backfill' as const, database }
    const options = { ...walk, isStopped: () => this.#isStopped }
    for (const website of await this.#enabled())
      for (const row of await waitingReconciliations(database.sql, website.websiteId))
        await this.#noting(website, () => reconcile(options, row))
  }

  async #operators(): Promise<void> {
    const { database, credentials } = this.#options
    await findWebsites(database, this.#client, credentials)
    for (const { websiteId } of await this.#enabled())
      await learnOperators(database, this.#client, websiteId)
  }

  /** What goes wrong with one website is noted with it, for the people who look. */
  async #noting({ websiteId }: WebsiteRow, run: () => Promise<void>): Promise<void> {
    const { database } = this.#options
    try {
      await run()
    } catch (error) {
      if (this.#isStopped) return
      const lastError = error instanceof CrispRefusal ? error.reason : String(error)
      const lastErrorAt = database.clock.now().toISOString()
      await noteWebsite(database, websiteId, { lastError, lastErrorAt })
      throw error
    }
  }

  #failed(error: unknown, name: string): number {
    if (this.#isStopped) return 0
    this.#options.log.warn({ err: error, round: name }, 'reading Crisp failed; trying again')
    if (error instanceof CrispRefusal && error.remedy === 'refused')
      this.#say('refused', error.reason)
    return error instanceof BudgetSpent ? Math.min(error.forMs, 600_000) : this.#times.tickMs * 5
  }
}
