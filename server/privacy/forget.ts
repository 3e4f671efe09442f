import { sql } from 'kysely'
import type { Partner } from '../customers/index.ts'
import { amongIds } from '../db/bulk.ts'
import { scrub } from '../db/scrub.ts'
import type { Sql } from '../db/transaction.ts'
import type { JobHandler } from '../jobs/index.ts'
import { decidedUntil, forgetAbout } from '../notifications/index.ts'
import { headOf } from '../stream/index.ts'
import { eraseAnswers } from './answers.ts'
import type { EraseOptions } from './erase.ts'
import { eraseEvents, type Gone, tellsOf } from './events.ts'
import { partWith, renameInTold } from './partners.ts'

const AT_ONCE = 200
// One process has another clock than the next.
const NEAR_MS = 5_000

/**
 * Removes from the stream, from the timelines of others and from all files what they say of customers who were deleted. What was said
 * in a chat that turned out to be somebody else's stays that one's, without the deleted one's name and address.
 */
export const forgetDeleted =
  ({ database, sealer }: Pick<EraseOptions, 'database' | 'sealer'>): JobHandler =>
  async () => {
    for (;;) {
      const customers = await next(database.sql)
      if (customers.length === 0) return
      const ids = customers.map(({ customerId }) => customerId)
      const since = customers
        .map((one) => one.since)
        .reduce((one, other) => (one < other ? one : other))
      const partners = customers.flatMap((one) => JSON.parse(one.partners) as Partner[])
      const taskIds = customers.flatMap((one) => JSON.parse(one.taskIds) as string[])
      await database.transaction((tx) => partWith(tx, partners))
      await eraseAnswers(
        { database, sealer },
        new Set([...ids, ...partners.map((one) => one.customerId)]),
      )
      const now = database.clock.now().toISOString()
      const dealIds = customers.flatMap((one) => JSON.parse(one.dealIds) as string[])
      const gone = goneFrom({ ids, taskIds, dealIds, since, partners, now })
      await eraseEvents(database, gone, {
        after: await lastBefore(database.sql, new Date(Date.parse(since) - NEAR_MS).toISOString()),
        reached: () => Promise.resolve(),
      })
      // Who was told meanwhile was told of what the stream said until now.
      await decidedUntil(database, await headOf(database.sql))
      await forgetAbout(database, taskIds)
      await renameInTold(database, partners)
      // What was deleted is in the log of a SQLite file, until then.
      await scrub(database)
      await database.sql
        .deleteFrom('forgottenCustomers')
        .where(amongIds(database.dialect, 'customerId', ids))
        .execute()
    }
  }

const next = (db: Sql) =>
  db.selectFrom('forgottenCustomers').selectAll().orderBy('since').limit(AT_ONCE).execute()

function goneFrom({
  ids,
  taskIds,
  dealIds,
  since,
  partners,
  now,
}: {
  ids: readonly string[]
  taskIds: readonly string[]
  dealIds: readonly string[]
  since: string
  partners: readonly Partner[]
  now: string
}): Gone {
  const own = sql`(${sql.join(ids)})`
  const theirs = [...taskIds, ...dealIds]
  // No list may be empty.
  const about = sql`(${sql.join(theirs.length > 0 ? theirs : ids)})`
  return {
    isAbout: sql<boolean>`kind <> 'customer.deleted' and (
      (refs ->> 'customerId' in ${own} and refs ->> 'conversationId' is null)
      or ${tellsOf(about)}
      or (kind = 'customer.merged' and body ->> 'mergedId' in ${own})
      or (kind = 'customer.unmerged' and body -> 'restored' ->> 'id' in ${own}))`,
    partners: [...ids.map((customerId) => ({ customerId, since, until: now })), ...partners],
  }
}

/** The last event from before a time; the stream is in the order of time, but for moments. */
async function lastBefore(db: Sql, at: string): Promise<number> {
  let low = 0
  for (let high = await headOf(db); low < high;) {
    const middle = Math.ceil((low + high) / 2)
    const row = await db
      .selectFrom('events')
      .select('at')
      .where('seq', '=', middle)
      .executeTakeFirst()
    if (row && row.at < at) low = middle
    else high = middle - 1
  }
  return low
}
