import { Listeners } from '../db/listeners.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { newId } from '../ids.ts'

/** A side effect to be. `runAt` is ISO 8601; with `dedupeKey` at most one such job waits. */
export interface NewJob {
  kind: string
  payload?: object
  runAt?: string
  dedupeKey?: string
}

const wakers = new Listeners<[]>()

/** Adds a job to the transaction that causes it; a runner of this process is woken after the commit. */
export async function enqueue(tx: Tx, job: NewJob): Promise<void> {
  await tx.sql
    .insertInto('jobs')
    .values({
      id: newId(),
      kind: job.kind,
      payload: JSON.stringify(job.payload ?? {}),
      dedupeKey: job.dedupeKey ?? null,
      runAt: job.runAt ?? tx.now,
      attempts: 0,
      leasedUntil: null,
      lastError: null,
      failedAt: null,
      createdAt: tx.now,
    })
    .onConflict((conflict) => conflict.column('dedupeKey').doNothing())
    .execute()
  wakers.tellAfter(tx)
}

/** Takes back the job that waits under a key; one that runs already goes on. */
export async function cancel(tx: Tx, dedupeKey: string): Promise<void> {
  await tx.sql.deleteFrom('jobs').where('dedupeKey', '=', dedupeKey).execute()
}

/** Calls `wake` after each commit that added a job; answers how to stop. */
export const onEnqueued = (database: Database, wake: () => void): (() => void) =>
  wakers.add(database, wake)
