import type { Database } from '../db/transaction.ts'
import type { JobHandler } from '../jobs/index.ts'
import { markRead } from './actions.ts'

const BATCH = 1_000
const KEPT_MS = 90 * 86_400_000

/** Removes notifications of a quarter ago with their logs; what was never read counts as read first. */
export const dropOld =
  (database: Database): JobHandler =>
  async () => {
    const before = new Date(database.clock.now().getTime() - KEPT_MS).toISOString()
    let isMore = true
    while (isMore) isMore = await dropSome(database, before)
  }

async function dropSome(database: Database, before: string): Promise<boolean> {
  const rows = await database.sql
    .selectFrom('notifications')
    .select(['id', 'readAt'])
    .where('createdAt', '<', before)
    .orderBy('createdAt')
    .limit(BATCH)
    .execute()
  if (rows.length === 0) return false
  await database.transaction(async (tx) => {
    for (const { id, readAt } of rows) if (readAt === null) await markRead(tx, { id })
    await tx.sql
      .deleteFrom('notifications')
      .where(
        'id',
        'in',
        rows.map(({ id }) => id),
      )
      .execute()
  })
  return rows.length === BATCH
}
