import { type ExpressionBuilder, sql } from 'kysely'
import { UNTIL_REPLY } from '../contract/conversations.ts'
import {
  FILTER_OF_VIEW,
  type InboxFilter,
  type InboxStatus,
  type InboxView,
} from '../contract/inbox.ts'
import { holds } from '../customers/index.ts'
import type { Place } from '../db/keyset.ts'
import type { Schema } from '../db/schema.ts'
import { isId } from '../ids.ts'

/** A filter for whoever asks, at the moment they ask. */
export interface Asked {
  filter: InboxFilter
  agentId: string
  now: Date
}

/** The filter of a view of everybody's, narrowed by what else an address says. */
export function filterOf({
  view,
  ...narrowed
}: { view: InboxView } & { [K in keyof InboxFilter]?: InboxFilter[K] | undefined }): InboxFilter {
  const given = Object.entries(narrowed).filter(
    ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && !value.length),
  )
  return { sort: 'activity', ...FILTER_OF_VIEW[view], ...Object.fromEntries(given) }
}

type Row = ExpressionBuilder<Schema, 'conversations' | 'customers'>

/** The condition that a conversation, with its customer, is what a filter asks for. */
export function matching({ filter, agentId, now }: Asked) {
  return (row: Row) =>
    row.and([
      ...standing(row, filter.status),
      ...holder(row, filter, agentId),
      sql<boolean>`conversations.channel <> 'ticket'`,
      ...(filter.channel === undefined ? [] : [row('conversations.channel', '=', filter.channel)]),
      ...(filter.tags ?? []).map((tag) => hasTag(row, tag)),
      ...waiting(row, filter, now),
      ...text(row, filter),
    ])
}

// In so many words as the partial indexes say it.
function standing(row: Row, status: InboxStatus) {
  if (status === 'snoozed') return [row('conversations.snoozedUntil', 'is not', null)]
  if (status === 'closed') return [row('conversations.status', '=', 'closed')]
  return [row('conversations.status', '=', 'open'), row('conversations.snoozedUntil', 'is', null)]
}

function holder(row: Row, { assignee, teamId }: InboxFilter, agentId: string) {
  return [
    ...has(row, 'conversations.assigneeId', assignee === 'me' ? agentId : assignee),
    ...has(row, 'conversations.teamId', teamId),
  ]
}

function has(
  row: Row,
  column: 'conversations.assigneeId' | 'conversations.teamId',
  wanted: string | undefined,
) {
  if (wanted === undefined) return []
  if (wanted === 'none') return [row(column, 'is', null)]
  return [isId(wanted) ? row(column, '=', wanted) : row.lit(false)]
}

const hasTag = (row: Row, tag: string) =>
  isId(tag)
    ? row(
        'conversations.id',
        'in',
        row
          .selectFrom('conversationTags')
          .select('conversationTags.conversationId')
          .where('conversationTags.tagId', '=', tag),
      )
    : row.lit(false)

function waiting(row: Row, { waitingMinutes }: InboxFilter, now: Date) {
  if (waitingMinutes === undefined) return []
  const latest = new Date(now.getTime() - waitingMinutes * 60_000).toISOString()
  return [row(waitingSince, '<=', latest)]
}

const text = (row: Row, { q }: InboxFilter) =>
  q === undefined
    ? []
    : [row.or([holds('customers.searchText', q), holds('conversations.visitorSearch', q)])]

// As the index has it: who waits for nothing comes after everybody who does.
const waitingSince = sql<string>`coalesce(conversations.waiting_since, ${sql.lit(UNTIL_REPLY)})`

/** What a list is ordered by, and which way. */
export const orderOf = ({ sort }: Pick<InboxFilter, 'sort'>) =>
  sort === 'waiting'
    ? ({ at: waitingSince, way: 'asc' } as const)
    : ({ at: sql<string>`conversations.last_activity_at`, way: 'desc' } as const)

/** Where a conversation stands in a list. */
export const placeIn = (
  { sort }: Pick<InboxFilter, 'sort'>,
  row: { id: string; waitingSince: string | null; lastActivityAt: string },
): Place => ({
  at: sort === 'waiting' ? (row.waitingSince ?? UNTIL_REPLY) : row.lastActivityAt,
  id: row.id,
})
