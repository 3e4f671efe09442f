import { sql } from 'kysely'
import { folded } from '../contract/text.ts'
import type { Activity } from '../contract/timeline.ts'
import type { Partner } from '../customers/index.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { renameTold } from '../notifications/index.ts'
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

/** Removes what stands of somebody with those they were one with: on their timelines, and as whose their tickets were. */
export async function partWith(tx: Tx, partners: readonly Partner[]): Promise<void> {
  for (const partner of partners) {
    await eraseFromTimeline(tx, partner)
    await renameTickets(tx, partner)
  }
}

const within = ({ since, until }: Partner, column: 'at' | 'startedAt') => {
  const [from, to] = [shifted(since, -NEAR_MS), shifted(until, NEAR_MS)]
  return sql<boolean>`(${sql.ref(column)} >= ${from} and ${sql.ref(column)} <= ${to})`
}

/** Rows that are a partner's, or were until somebody else took the partner in. */
const broughtBy = ({ customerId }: Partner, kind: 'activities' | 'conversations') =>
  sql<boolean>`(customer_id = ${customerId} or id in (
    select r.row_id from customer_merge_rows r join customer_merges m on m.id = r.merge_id
    where m.merged_id = ${customerId} and m.undone_at is null and r.kind = ${kind}))`

async function eraseFromTimeline(tx: Tx, partner: Partner): Promise<void> {
  const rows = await tx.sql
    .selectFrom('activities')
    .select(['id', 'customerId', 'type', 'at'])
    .where(broughtBy(partner, 'activities'))
    .where('type', 'in', TELLING)
    .where(within(partner, 'at'))
    .execute()
  for (const { id, customerId, type, at } of rows) {
    if (!isTelling(partner, { type, timestamp: at })) continue
    await tx.sql.deleteFrom('activities').where('id', '=', id).execute()
    append(tx, { kind: 'activity.removed', refs: { customerId }, body: { id, customerId } })
  }
}

// A ticket is begun under the name its customer has at that moment.
async function renameTickets(tx: Tx, partner: Partner): Promise<void> {
  const now = await tx.sql
    .selectFrom('customers')
    .select('name')
    .where('id', '=', partner.customerId)
    .executeTakeFirst()
  const visitorName = now?.name ?? ''
  await tx.sql
    .updateTable('conversations')
    .set({ visitorName, visitorSearch: folded(visitorName) })
    .where(broughtBy(partner, 'conversations'))
    .where('channel', '=', 'ticket')
    .where(within(partner, 'startedAt'))
    .execute()
}

/** Calls partners by their own names in what agents were told meanwhile, once nobody is told any more of what was. */
export async function renameInTold(
  database: Database,
  partners: readonly Partner[],
): Promise<void> {
  for (const { since, until } of partners)
    await renameTold(database, { since: shifted(since, -NEAR_MS), until: shifted(until, NEAR_MS) })
}
