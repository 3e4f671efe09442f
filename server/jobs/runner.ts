import type { Database, Tx } from '../db/transaction.ts'
import { claimDue, type ClaimedJob, RENEW_MS, renewLeases, SCHEDULE } from './claim.ts'
import { enqueue, onEnqueued } from './queue.ts'

/**
 * Does one kind of job. It may run more than once for one job, so its effect must be idempotent; never twice at a time
 * while the process that runs it lives and reaches the database.
 */
export type JobHandler = (payload: unknown, job: { attempts: number }) => Promise<void>

export interface JobRunnerOptions {
  database: Database
  handlers: Record<string, JobHandler>
  /** Kinds that come again `everyMs` after each run. */
  schedules?: Array<{ kind: string; everyMs: number }>
  onError: (error: unknown, kind: string) => void
  /** Runs in the transaction that gives a job up. */
  onGivenUp?: (tx: Tx, job: { id: string; kind: string }) => Promise<unknown>
  /** Milliseconds from due to started. */
  onStarted?: (lagMs: number) => void
}

const POLL_MS = 1_000
const BATCH = 20
const MAX_ATTEMPTS = 12
const backOffMs = (attempts: number) => Math.min(3_600_000, 1_000 * 2 ** attempts)
const later = (tx: Tx, ms: number) => new Date(Date.parse(tx.now) + ms).toISOString()

/** Runs durable jobs: each at least once, failed ones again with back-off, given up after twelve tries. */
export class JobRunner {
  readonly #options: JobRunnerOptions
  readonly #everyMs: Map<string, number>
  #timer: NodeJS.Timeout | undefined
  #stopWaking = () => {}
  #running: Promise<number> | undefined
  readonly #held = new Set<ClaimedJob>()
  #lookAgain = () => {}
  #isStopped = false

  constructor(options: JobRunnerOptions) {
    this.#options = options
    this.#everyMs = new Map(options.schedules?.map(({ kind, everyMs }) => [kind, everyMs]))
  }

  /** Runs all that is due now; answers how many ran. */
  runDue(): Promise<number> {
    this.#running ??= this.#runHolding().finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  /** Begins to run jobs as they become due. */
  async start(): Promise<void> {
    const { database } = this.#options
    await database.transaction(async (tx) => {
      for (const kind of this.#everyMs.keys()) await scheduleNext(tx, kind, 0)
    })
    this.#stopWaking = onEnqueued(database, () => this.#poll())
    this.#timer = setInterval(() => this.#poll(), POLL_MS)
    this.#poll()
  }

  /** Stops taking jobs and waits for those under way. */
  async stop(): Promise<void> {
    this.#isStopped = true
    clearInterval(this.#timer)
    this.#stopWaking()
    await this.#running?.catch(() => {})
  }

  #poll(): void {
    this.#lookAgain()
    this.runDue().catch((error: unknown) => this.#options.onError(error, 'claim'))
  }

  async #runHolding(): Promise<number> {
    const { database, onError } = this.#options
    const renewing = setInterval(() => {
      renewLeases(database, this.#held).catch((error: unknown) => onError(error, 'lease'))
    }, RENEW_MS)
    try {
      return await this.#runAll()
    } finally {
      clearInterval(renewing)
    }
  }

  async #runAll(): Promise<number> {
    const underWay = new Set<Promise<void>>()
    try {
      for (let total = 0; ;) {
        const asked = new Promise<void>((resolve) => (this.#lookAgain = resolve))
        const room = this.#isStopped ? 0 : BATCH - underWay.size
        const jobs = room === 0 ? [] : await claimDue(this.#options.database, room)
        for (const job of jobs) this.#begin(job, underWay)
        total += jobs.length
        if (underWay.size === 0) return total
        // A slow one keeps nobody waiting.
        await Promise.race([...underWay, asked])
      }
    } finally {
      await Promise.all(underWay)
    }
  }

  #begin(job: ClaimedJob, underWay: Set<Promise<void>>): void {
    const done: Promise<void> = this.#run(job)
      .catch((error: unknown) => this.#options.onError(error, job.kind))
      .finally(() => underWay.delete(done))
    underWay.add(done)
  }

  async #run(job: ClaimedJob): Promise<void> {
    const { database, handlers, onStarted, onError } = this.#options
    onStarted?.(database.clock.now().getTime() - Date.parse(job.runAt))
    this.#held.add(job)
    try {
      const handler = handlers[job.kind]
      if (!handler) throw new Error(`no handler for jobs of kind ${job.kind}`)
      await handler(JSON.parse(job.payload), { attempts: job.attempts })
      await database.transaction((tx) => this.#finish(tx, job))
    } catch (error) {
      onError(error, job.kind)
      await database.transaction((tx) => this.#postpone(tx, job, error))
    } finally {
      this.#held.delete(job)
    }
  }

  async #finish(tx: Tx, job: ClaimedJob): Promise<void> {
    const { numDeletedRows } = await tx.sql
      .deleteFrom('jobs')
      .where('id', '=', job.id)
      .where('attempts', '=', job.attempts)
      .executeTakeFirst()
    // Taken over by another runner, which will finish it.
    if (numDeletedRows === 0n) return
    const again = this.#everyMs.get(job.kind)
    if (again !== undefined) await scheduleNext(tx, job.kind, again)
  }

  async #postpone(tx: Tx, job: ClaimedJob, error: unknown): Promise<void> {
    const isGivenUp = job.attempts >= MAX_ATTEMPTS && !this.#everyMs.has(job.kind)
    await tx.sql
      .updateTable('jobs')
      .set({
        leasedUntil: null,
        lastError: String(error).slice(0, 1_000),
        runAt: later(tx, backOffMs(job.attempts)),
        failedAt: isGivenUp ? tx.now : null,
      })
      .where('id', '=', job.id)
      .where('attempts', '=', job.attempts)
      .execute()
    if (isGivenUp) await this.#options.onGivenUp?.(tx, job)
  }
}

const scheduleNext = (tx: Tx, kind: string, ms: number) =>
  enqueue(tx, { kind, dedupeKey: SCHEDULE + kind, runAt: later(tx, ms) })
