import { type Selectable, sql as raw } from 'kysely'
import { ACTIVITY_GROUPS, type ActivityGroup, type CustomerStats } from '../contract/timeline.ts'
import type { TicketStatus } from '../contract/tickets.ts'
import { amongIds } from '../db/bulk.ts'
import type { Dialect } from '../db/dialect.ts'
import { olderThan, type Place } from '../db/keyset.ts'
import type { Sql } from '../db/transaction.ts'
import { isId } from '../ids.ts'
import type { ActivityTable } from './table.ts'

export type ActivityRow = Selectable<ActivityTable>

/**
 * The id of the customer with this id, or of whom they were merged into. The customers write this timeline, so it cannot
 * ask their slice.
 */
export async function customerNow(sql: Sql, id: string): Promise<string | undefined> {
  if (!isId(id)) return undefined
  const row = await sql
    .selectFrom('customers')
    .select(['id', 'mergedInto'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.mergedInto ? customerNow(sql, row.mergedInto) : row?.id
}

const newestFirst = (sql: Sql, limit: number) =>
  sql.selectFrom('activities').selectAll().orderBy('at', 'desc').orderBy('id', 'desc').limit(limit)

/** A customer's timeline from a place on, newest first; where a group is given, only what is about that. */
export const activitiesOf = (
  sql: Sql,
  customerId: string,
  from: Place | undefined,
  { limit, group }: { limit: number; group?: ActivityGroup | undefined },
): Promise<ActivityRow[]> =>
  newestFirst(sql, limit)
    .where('customerId', '=', customerId)
    .where(olderThan(from, 'at', 'id'))
    .$if(group !== undefined, (query) =>
      query.where('type', 'in', ACTIVITY_GROUPS[group ?? 'conversations']),
    )
    .execute()

/** The newest entries of every timeline. */
export const recentActivities = (sql: Sql, limit: number): Promise<ActivityRow[]> =>
  newestFirst(sql, limit).execute()

/** One entry, or undefined. */
export const findActivity = async (sql: Sql, id: string): Promise<ActivityRow | undefined> =>
  isId(id)
    ? sql.selectFrom('activities').selectAll().where('id', '=', id).executeTakeFirst()
    : undefined

/** Under which name an entry says which task or deal it tells of. */
export const ID_OF = { tasks: 'taskId', deals: 'dealId' } as const

/** The ids of all tasks or deals that these customers' timelines tell of, also of those that have been deleted since. */
export async function idsToldOf(
  sql: Sql,
  dialect: Dialect,
  { what, customerIds }: { what: keyof typeof ID_OF; customerIds: readonly string[] },
): Promise<string[]> {
  const rows = await sql
    .selectFrom('activities')
    .select(raw<string>`metadata ->> ${raw.lit(ID_OF[what])}`.as('id'))
    .distinct()
    .where(amongIds(dialect, 'customerId', customerIds))
    .where('type', 'in', ACTIVITY_GROUPS[what])
    .execute()
  return rows.map(({ id }) => id)
}

/** Counts over everything a customer has. */
export async function customerStats(sql: Sql, customerId: string): Promise<CustomerStats> {
  const chats = await sql
    .selectFrom('conversations')
    .select(({ fn }) => [
      fn.countAll<number>().as('count'),
      fn.sum<number>('headSeq').as('messages'),
      fn.max('lastActivityAt').as('last'),
    ])
    .where('customerId', '=', customerId)
    .where('channel', '!=', 'ticket')
    // The part of a split that was undone: all that was said in it is in the whole again.
    .where((row) => row.or([row('continuesHow', 'is', null), row('continuesHow', '!=', 'unsplit')]))
    .executeTakeFirstOrThrow()
  const activities = await sql
    .selectFrom('activities')
    .select(({ fn }) => [
      fn.countAll<number>().as('count'),
      fn.min('at').as('first'),
      fn.max('at').as('last'),
    ])
    .where('customerId', '=', customerId)
    .executeTakeFirstOrThrow()
  const ticketsByStatus = await countTickets(sql, customerId)
  const { open, in_progress: inProgress, resolved, closed } = ticketsByStatus
  return {
    totalChats: chats.count,
    totalTickets: open + inProgress + resolved + closed,
    totalActivities: activities.count,
    totalMessages: Number(chats.messages ?? 0),
    openTickets: open + inProgress,
    ticketsByStatus,
    firstActivity: activities.first,
    lastActivity: later(activities.last, chats.last),
  }
}

const later = (a: string | null, b: string | null): string | null =>
  a !== null && b !== null && a < b ? b : (a ?? b)

async function countTickets(sql: Sql, customerId: string): Promise<Record<TicketStatus, number>> {
  const rows = await sql
    .selectFrom('tickets')
    .select(({ fn }) => ['status', fn.countAll<number>().as('count')])
    .where('customerId', '=', customerId)
    .groupBy('status')
    .execute()
  const counts = { open: 0, in_progress: 0, resolved: 0, closed: 0 }
  for (const { status, count } of rows) counts[status] = count
  return counts
}
