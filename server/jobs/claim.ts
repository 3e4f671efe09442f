import type { Database } from '../db/transaction.ts'

/** A job this process holds until its lease ends. `attempts` is also the number of its lease: each claim has another. */
export interface ClaimedJob {
  id: string
  kind: string
  payload: string
  attempts: number
  runAt: string
}

/** Keys of schedules begin with this; they stay taken while the job runs. */
export const SCHEDULE = 'schedule:'

const LEASE_MS = 60_000
/** How often a lease is made longer while its job runs. */
export const RENEW_MS = LEASE_MS / 3

const leaseFrom = (now: string) => new Date(Date.parse(now) + LEASE_MS).toISOString()

/** Takes up to `limit` due jobs; no other process gets them while the lease lasts. */
export function claimDue(database: Database, limit: number): Promise<ClaimedJob[]> {
  return database.transaction(async (tx) => {
    const due = await tx.sql
      .selectFrom('jobs')
      .select('id')
      .where('failedAt', 'is', null)
      .where('runAt', '<=', tx.now)
      .where((row) => row.or([row('leasedUntil', 'is', null), row('leasedUntil', '<=', tx.now)]))
      .orderBy('runAt')
      .limit(limit)
      .$if(database.dialect === 'postgres', (query) => query.forUpdate().skipLocked())
      .execute()
    if (due.length === 0) return []
    return tx.sql
      .updateTable('jobs')
      .set((row) => ({
        attempts: row('attempts', '+', 1),
        // What is asked for while this one runs must run after it, so its key is free from now on.
        dedupeKey: row
          .case()
          .when('dedupeKey', 'like', `${SCHEDULE}%`)
          .then(row.ref('dedupeKey'))
          .else(null)
          .end(),
        leasedUntil: leaseFrom(tx.now),
      }))
      .where(
        'id',
        'in',
        due.map((job) => job.id),
      )
      .returning(['id', 'kind', 'payload', 'attempts', 'runAt'])
      .execute()
  })
}

/** Holds jobs for longer, except those whose lease has ended and that somebody else has taken since. */
export async function renewLeases(database: Database, jobs: Iterable<ClaimedJob>): Promise<void> {
  const leasedUntil = leaseFrom(database.clock.now().toISOString())
  for (const { id, attempts } of jobs)
    await database.sql
      .updateTable('jobs')
      .set({ leasedUntil })
      .where('id', '=', id)
      .where('attempts', '=', attempts)
      .where('leasedUntil', 'is not', null)
      .execute()
}
