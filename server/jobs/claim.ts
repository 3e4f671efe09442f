import type { Database } from '../db/transaction.ts'

/** A job this process holds until its lease ends. */
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
        leasedUntil: new Date(Date.parse(tx.now) + LEASE_MS).toISOString(),
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
