import { type RawBuilder, sql } from 'kysely'
import type { CustomerFilter, FieldCondition } from '../contract/segments.ts'
import { folded } from '../contract/text.ts'
import { holds } from '../customers/index.ts'

const DAY_MS = 86_400_000
const KEY_MAX = 200

type Condition = RawBuilder<boolean>
type Since = NonNullable<CustomerFilter['createdSince']>

/** The condition that a customer is one a filter asks for, at a moment. Who was merged into another never is. */
export function matchingCustomers(filter: CustomerFilter, now: Date): Condition {
  const at = (since: Since) =>
    typeof since === 'string'
      ? new Date(since).toISOString()
      : new Date(now.getTime() - since.days * DAY_MS).toISOString()
  const conditions: Condition[] = [
    sql`customers.merged_into is null`,
    ...given(filter.q || undefined, (q) => holds('customers.searchText', q)),
    ...(filter.tags ?? []).map(hasTag),
    ...given(filter.companyId, (id) => sql<boolean>`customers.company_id = ${id}`),
    ...given(filter.channel, wroteOn),
    ...given(filter.createdSince, (since) => sql<boolean>`customers.created_at >= ${at(since)}`),
    ...given(filter.createdBefore, (since) => sql<boolean>`customers.created_at < ${at(since)}`),
    ...given(filter.seenSince, (since) => wasSeen(at(since))),
    ...given(filter.notSeenSince, (since) => sql<boolean>`not ${wasSeen(at(since))}`),
    ...given(filter.hasOpenTickets, (has) => (has ? OPEN_TICKETS : sql`not ${OPEN_TICKETS}`)),
    ...given(filter.hasEmail, (has) =>
      has ? sql`customers.email is not null` : sql`customers.email is null`,
    ),
    ...(filter.fields ?? []).map(hasValue),
  ]
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`
}

const given = <T>(value: T | undefined, condition: (value: T) => Condition): Condition[] =>
  value === undefined ? [] : [condition(value)]

const hasTag = (tagId: string): Condition =>
  sql`exists (select 1 from customer_tags t where t.tag_id = ${tagId} and t.customer_id = customers.id)`

const wroteOn = (channel: string): Condition =>
  sql`exists (select 1 from conversations c where c.customer_id = customers.id and c.channel = ${channel})`

const wasSeen = (since: string): Condition =>
  sql`exists (select 1 from conversations c
    where c.customer_id = customers.id and c.last_activity_at >= ${since})`

const OPEN_TICKETS: Condition = sql`exists (select 1 from tickets t
  where t.customer_id = customers.id and t.status in ('open', 'in_progress'))`

function hasValue({ key, is, value }: FieldCondition): Condition {
  const row = sql`select 1 from customer_values v join customer_fields f on f.id = v.field_id
    where v.customer_id = customers.id and f.key = ${key}`
  if (is === 'set') return sql`exists (${row})`
  if (is === 'unset') return sql`not exists (${row})`
  return sql`exists (${row} and ${compared(is, value ?? '')})`
}

// A date is written so that its order is that of its letters.
function compared(is: 'equal' | 'atLeast' | 'atMost', value: string | number | boolean): Condition {
  if (typeof value === 'number') {
    if (is === 'equal') return sql`v.number_value = ${value}`
    return is === 'atLeast' ? sql`v.number_value >= ${value}` : sql`v.number_value <= ${value}`
  }
  const text = folded(String(value)).slice(0, KEY_MAX)
  if (is === 'equal') return sql`v.text_key = ${text}`
  return is === 'atLeast' ? sql`v.text_key >= ${text}` : sql`v.text_key <= ${text}`
}
