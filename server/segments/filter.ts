import { type RawBuilder, sql } from 'kysely'
import type { CustomerFilter, FieldCondition } from '../contract/segments.ts'
import { folded } from '../contract/text.ts'
import { holds } from '../customers/index.ts'

const DAY_MS = 86_400_000
const KEY_MAX = 200

type Condition = RawBuilder<boolean>
type Since = NonNullable<CustomerFilter['createdSince']>

/**
 * How those of a tag or a value are found: for each customer, so that customers are read in the order of an index; or
 * before all others by the index of the tag or value, so that few are counted without going through everybody.
 */
type Way = 'inOrder' | 'counting'

/** The condition that a customer is one a filter asks for, at a moment. Who was merged into another never is. */
export function matchingCustomers(filter: CustomerFilter, now: Date, way: Way): Condition {
  const at = (since: Since) =>
    typeof since === 'string'
      ? new Date(since).toISOString()
      : new Date(now.getTime() - since.days * DAY_MS).toISOString()
  const conditions: Condition[] = [
    sql`customers.merged_into is null`,
    ...given(filter.q || undefined, (q) => holds('customers.searchText', q)),
    ...(filter.tags ?? []).map((tag) => hasTag(tag, way)),
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
    ...(filter.fields ?? []).map((field) => hasValue(field, way)),
  ]
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`
}

const given = <T>(value: T | undefined, condition: (value: T) => Condition): Condition[] =>
  value === undefined ? [] : [condition(value)]

const hasTag = (tagId: string, way: Way): Condition =>
  isAmong(way, {
    of: sql`t.customer_id`,
    rows: sql`from customer_tags t where t.tag_id = ${tagId}`,
  })

const isAmong = (way: Way, { of, rows }: Record<'of' | 'rows', RawBuilder<unknown>>): Condition =>
  way === 'inOrder'
    ? sql`exists (select 1 ${rows} and ${of} = customers.id)`
    : sql`customers.id in (select ${of} ${rows})`

const wroteOn = (channel: string): Condition =>
  sql`exists (select 1 from conversations c where c.customer_id = customers.id and c.channel = ${channel})`

const wasSeen = (since: string): Condition =>
  sql`exists (select 1 from conversations c
    where c.customer_id = customers.id and c.last_activity_at >= ${since})`

const OPEN_TICKETS: Condition = sql`exists (select 1 from tickets t
  where t.customer_id = customers.id and t.status in ('open', 'in_progress'))`

function hasValue({ key, is, value }: FieldCondition, way: Way): Condition {
  const rows = sql`from customer_fields f join customer_values v on v.field_id = f.id where f.key = ${key}`
  const of = sql`v.customer_id`
  if (is === 'unset') return sql`not ${isAmong('inOrder', { of, rows })}`
  if (is === 'set') return isAmong(way, { of, rows })
  return isAmong(way, { of, rows: sql`${rows} and ${compared(is, value ?? '')}` })
}

type Compared = Exclude<FieldCondition['is'], 'set' | 'unset'>

// A date is written so that its order is that of its letters.
function compared(is: Compared, value: string | number | boolean): Condition {
  if (is === 'contains') return holds('v.textKey', String(value))
  if (typeof value === 'number') {
    if (is === 'equal') return sql`v.number_value = ${value}`
    return is === 'atLeast' ? sql`v.number_value >= ${value}` : sql`v.number_value <= ${value}`
  }
  const text = folded(String(value)).slice(0, KEY_MAX)
  if (is === 'equal') return sql`v.text_key = ${text}`
  return is === 'atLeast' ? sql`v.text_key >= ${text}` : sql`v.text_key <= ${text}`
}
