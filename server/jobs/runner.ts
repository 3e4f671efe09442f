import type { Database, Tx } from '../db/transaction.ts'
import { claimDue, type ClaimedJob } from './claim.ts'
import { enqueue, onEnqueued } from './queue.ts'

/** Does one kind of job. It may run more than once for one job, so its effect must be idempotent. */
export type JobHandler = (payload: unknown, job: { attempts: number }) => Promise<void>

export interface JobRunnerOptions {
  database: Database
  handlers: Record<string, JobHandler>
  /** Kinds that come again `everyMs` after each run. */
  schedules?: Array<{ kind: string; everyMs: number }>
  onError: (error: unknown, kind: string) => void
  /** Milliseconds from due to started. */
  onStarted?: (lagMs: number) => void
}

export interface JobRunner {
  /** Runs all that is due now; answers how many ran. */
  runDue(): Promise<number>
  start(): Promise<void>
  /** Stops taking jobs and waits for those under way. */
  stop(): Promise<void>
}

const POLL_MS = 1_000
const BATCH = 20
const MAX_ATTEMPTS = 12
const backOffMs = (attempts: number) => Math.min(3_600_000, 1_000 * 2 ** attempts)

const later = (tx: Tx, ms: number) => new Date(Date.parse(tx.now) + ms).toISOString()

/** Runs durable jobs: each at least once, failed ones again with back-off, given up after twelve tries. */
export function createJobRunner(options: JobRunnerOptions): JobRunner {
  const { database } = options
  const everyMs = new Map(options.schedules?.map((schedule) => [schedule.kind, schedule.everyMs]))
  let timer: NodeJS.Timeout | undefined
  let stopWaking = () => {}
  let running: Promise<number> | undefined
  let stopped = false

  const schedule = (tx: Tx, kind: string, ms: number) =>
    enqueue(tx, { kind, dedupeKey: `schedule:${kind}`, runAt: later(tx, ms) })

  const finish = (job: ClaimedJob) =>
    database.transaction(async (tx) => {
      await tx.sql.deleteFrom('jobs').where('id', '=', job.id).execute()
      const again = everyMs.get(job.kind)
      if (again !== undefined) await schedule(tx, job.kind, again)
    })

  const postpone = (job: ClaimedJob, error: unknown) =>
    database.transaction(async (tx) => {
      const givenUp = job.attempts >= MAX_ATTEMPTS && !everyMs.has(job.kind)
      await tx.sql
        .updateTable('jobs')
        .set({
          leasedUntil: null,
          lastError: String(error).slice(0, 1_000),
          runAt: later(tx, backOffMs(job.attempts)),
          failedAt: givenUp ? tx.now : null,
        })
        .where('id', '=', job.id)
        .execute()
    })

  async function run(job: ClaimedJob): Promise<void> {
    options.onStarted?.(database.clock.now().getTime() - Date.parse(job.runAt))
    try {
      const handler = options.handlers[job.kind]
      if (!handler) throw new Error(`no handler for jobs of kind ${job.kind}`)
      await handler(JSON.parse(job.payload), { attempts: job.attempts })
      await finish(job)
    } catch (error) {
      options.onError(error, job.kind)
      await postpone(job, error)
    }
  }

  async function runAll(): Promise<number> {
    let total = 0
    for (;;) {
      const jobs = stopped ? [] : await claimDue(database, BATCH)
      if (jobs.length === 0) return total
      await Promise.all(jobs.map(run))
      total += jobs.length
    }
  }

  const runDue = () => (running ??= runAll().finally(() => (running = undefined)))
  const poll = () => void runDue().catch((error: unknown) => options.onError(error, 'claim'))

  return {
    runDue,
    async start() {
      await database.transaction(async (tx) => {
        for (const kind of everyMs.keys()) await schedule(tx, kind, 0)
      })
      stopWaking = onEnqueued(database, poll)
      timer = setInterval(poll, POLL_MS)
      poll()
    },
    async stop() {
      stopped = true
      clearInterval(timer)
      stopWaking()
      await running?.catch(() => {})
    },
  }
}
