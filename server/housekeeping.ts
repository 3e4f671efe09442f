import type { Database } from './db/transaction.ts'
import type { JobHandler } from './jobs/index.ts'

const DAY_MS = 86_400_000

/** Removes what is no longer needed: day-old idempotency keys and acts on the inbox, blocks that are over, long-expired login sessions. */
export const housekeeping =
  (database: Database): JobHandler =>
  async () => {
    const now = database.clock.now().getTime()
    const before = (days: number) => new Date(now - days * DAY_MS).toISOString()
    await database.sql.deleteFrom('idempotencyKeys').where('createdAt', '<', before(1)).execute()
    await database.sql.deleteFrom('visitorBlocks').where('until', '<', before(1)).execute()
    await database.sql.deleteFrom('inboxActs').where('createdAt', '<', before(1)).execute()
    await database.sql.deleteFrom('loginSessions').where('expiresAt', '<', before(30)).execute()
  }
