import { type RawBuilder, sql } from 'kysely'
import type { Scope } from '../contract/analytics.ts'
import type { Dialect } from '../db/dialect.ts'
import { type GivenSpan, givenDays, givenSpans } from '../db/spans.ts'
import type { Database } from '../db/transaction.ts'
import { isOf, type Owner, type Owners } from './belonging.ts'
import { OPENING } from './measures.ts'
import { type FactKind, OPENS } from './table.ts'

/** What is asked for: facts of these kinds, or by how much more is open. */
export type Wanted = readonly FactKind[] | 'open'

/** What a report adds up: a fact, or those of a day that are packed. */
export interface Part {
  place: number
  kind: FactKind | 'open'
  /** In whose name it counts. */
  key: string | null
  count: number
  valued: number
  total: number
  /** A value, or in SQLite several as JSON. */
  measured: number | null
}

/** What a fact measures. */
export const valueOf = (time: Scope['time']) =>
  sql<number | null>`case when fact.kind = 'rated' then fact.score else ${sql.ref(
    time === 'wall' ? 'fact.wallMs' : 'fact.businessMs',
  )} end`

/** By how much a fact changes what is open. */
export const change = sql<number>`case ${sql.join(
  OPENING.map((kind) => sql`when fact.kind = ${sql.lit(kind)} then ${sql.lit(OPENS[kind] ?? 0)}`),
  sql` `,
)} else 0 end`

const DAY_MS = 86_400_000
const iso = (milliseconds: number) => new Date(milliseconds).toISOString()
const dateOf = (milliseconds: number) => iso(milliseconds).slice(0, 'yyyy-mm-dd'.length)

/** Takes spans apart: whole days in UTC, which may be packed, and what is left before and after them. */
function splitSpans(spans: readonly GivenSpan[]): {
  days: GivenSpan[]
  rest: GivenSpan[]
} {
  const [days, rest]: [GivenSpan[], GivenSpan[]] = [[], []]
  for (const span of spans) {
    const [place, starts, ends] = span
    const first = Math.ceil(Date.parse(starts) / DAY_MS) * DAY_MS
    const last = Math.floor(Date.parse(ends) / DAY_MS) * DAY_MS
    if (first >= last) {
      rest.push(span)
      continue
    }
    days.push([place, dateOf(first), dateOf(last)])
    if (starts < iso(first)) rest.push([place, starts, iso(first)])
    if (iso(last) < ends) rest.push([place, iso(last), ends])
  }
  return { days, rest }
}

interface Sought {
  spans: readonly GivenSpan[]
  wanted: Wanted
  time: Scope['time']
  owners: Owners
  owner: Owner
}

type Source = Omit<Sought, 'spans'>

/**
 * All that reports add up in these spans, as a table. One statement reads what is packed and what is not, so that it
 * is whole also while a day is packed.
 */
export function partsIn({ dialect }: Pick<Database, 'dialect'>, { spans, ...source }: Sought) {
  const { days, rest } = splitSpans(spans)
  const parts = [
    ...(days.length > 0 ? packed(dialect, days, source) : []),
    facts(looseSpans(dialect, { days, rest }), source),
  ]
  return sql<Part>`(${sql.join(parts, sql` union all `)})`
}

function packed(
  dialect: Dialect,
  days: readonly GivenSpan[],
  { wanted, time, owners, owner: { key, joins } }: Source,
): Array<RawBuilder<unknown>> {
  const kinds = wanted === 'open' ? [wanted] : wanted
  const [total, values] = [sql.ref(`fact.${time}Sum`), sql.ref(`fact.${time}Values`)]
  // A cross join keeps SQLite to the order: each span is then one stretch of the days.
  const found = sql`${givenDays(dialect, days)} as given cross join analytics_days as fact ${joins}
    where fact.kind in (${sql.join(kinds)}) and fact.day >= given.starts and fact.day < given.ends
      and ${isOf(owners)}`
  if (dialect === 'sqlite')
    return [
      sql`select given.place, fact.kind, ${key} as key, fact.count, fact.valued, ${total} as total,
          ${values} as measured
        from ${found}`,
    ]
  // Sums are added up before they are sorted with the values, of which there are as many as facts.
  const sums = sql`select given.place, fact.kind, ${key} as key, sum(fact.count)::bigint as count,
      sum(fact.valued)::bigint as valued, sum(${total})::bigint as total, null::bigint as measured
    from ${found} group by given.place, fact.kind, ${key}`
  if (wanted === 'open') return [sums]
  return [
    sums,
    sql`select given.place, fact.kind, ${key}, 0, 0, 0, unnest(${values}) from ${found} and fact.valued > 0`,
  ]
}

interface Split {
  days: readonly GivenSpan[]
  rest: readonly GivenSpan[]
}

/** What no packed day covers. */
function looseSpans(dialect: Dialect, { days, rest }: Split): RawBuilder<unknown> {
  if (days.length === 0) return givenSpans(dialect, rest)
  return sql`(select * from ${givenSpans(dialect, rest)} as rest union all
    select given.place, loose.starts, loose.ends
    from ${givenDays(dialect, days)} as given cross join analytics_loose_days as loose
    where loose.day >= given.starts and loose.day < given.ends)`
}

function facts(
  spans: RawBuilder<unknown>,
  { wanted, time, owners, owner: { key, joins } }: Source,
): RawBuilder<unknown> {
  const isOpen = wanted === 'open'
  const value = isOpen ? sql`cast(null as bigint)` : valueOf(time)
  return sql`select given.place, ${isOpen ? sql`'open'` : sql`fact.kind`} as kind, ${key} as key,
      ${isOpen ? change : sql`1`} as count, case when ${value} is null then 0 else 1 end as valued,
      coalesce(${value}, 0) as total, ${value} as measured
    from ${spans} as given cross join analytics_facts as fact ${joins}
    where fact.kind in (${sql.join(isOpen ? OPENING : wanted)})
      and fact.at >= given.starts and fact.at < given.ends and ${isOf(owners)}`
}
