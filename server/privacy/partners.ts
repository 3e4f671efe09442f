import type { Activity } from '../contract/timeline.ts'
import type { Partner } from '../customers/index.ts'
import { amongIds } from '../db/bulk.ts'
import type { Sql, Tx } from '../db/transaction.ts'
import { append } from '../stream/index.ts'

// A commit may carry a time from a little before, and another process has another clock.
const NEAR_MS = 60_000
const TELLING = ['customer_updated', 'customer_merged', 'customer_unmerged'] as const

const shifted = (at: string, ms: number) => new Date(Date.parse(at) + ms).toISOString()

/** Whether something happened while a partner may have shown what is another's. */
export const isWithin = ({ since, until }: Partner, at: string): boolean =>
  at >= shifted(since, -NEAR_MS) && at <= shifted(until, NEAR_MS)

/** Whether an entry of a partner's timeline may tell of the other: that they were one, or from what to what they changed meanwhile. */
export function isTelling(
  partner: Partner,
  { type, timestamp }: Pick<Activity, 'type' | 'timestamp'>,
): boolean {
  const { since, until } = partner
  if (type === 'customer_updated') return since < until && isWithin(partner, timestamp)
  const isMerge = type === 'customer_merged' || type === 'customer_unmerged'
  return isMerge && (timestamp === since || timestamp === until)
}

/** Removes from the timelines of partners what tells of whom they were one with. */
export async function eraseFromTimelines(tx: Tx, partners: readonly Partner[]): Promise<void> {
  for (const partner of partners) {
    const holders = [partner.customerId, ...(await mergedInto(tx.sql, partner.customerId))]
    const rows = await tx.sql
      .selectFrom('activities')
      .select(['id', 'customerId', 'type', 'at'])
      .where(amongIds(tx.database.dialect, 'customerId', holders))
      .where('type', 'in', TELLING)
      .where('at', '>=', shifted(partner.since, -NEAR_MS))
      .where('at', '<=', shifted(partner.until, NEAR_MS))
      .execute()
    for (const { id, customerId, type, at } of rows) {
      if (!isTelling(partner, { type, timestamp: at })) continue
      await tx.sql.deleteFrom('activities').where('id', '=', id).execute()
      append(tx, {
        kind: 'activity.removed',
        refs: { customerId },
        body: { id, customerId },
      })
    }
  }
}

/** Whom a customer was merged into, and whom that one was. */
async function mergedInto(sql: Sql, id: string): Promise<string[]> {
  const row = await sql
    .selectFrom('customers')
    .select('mergedInto')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.mergedInto ? [row.mergedInto, ...(await mergedInto(sql, row.mergedInto))] : []
}
