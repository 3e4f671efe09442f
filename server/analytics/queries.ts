import { type Expression, sql } from 'kysely'
import type { GroupKind, Scope } from '../contract/analytics.ts'
import { quantiles, quantilesIn, type StoredQuantiles } from '../db/quantile.ts'
import { type GivenSpan, givenSpans, weekHour } from '../db/spans.ts'
import type { Database, Sql } from '../db/transaction.ts'
import { isOf, ownerBy, type Owners } from './belonging.ts'
import type { Tally } from './measures.ts'
import { partsIn } from './parts.ts'
import type { Clocks } from './periods.ts'
import type { FactKind } from './table.ts'

/** What is asked of the facts: by whose they were, and by which clock. */
export type Narrowing = Owners & Pick<Scope, 'time'>

/** Where a question is put, and in which dialect. */
export interface Asked {
  db: Sql
  dialect: Database['dialect']
}

export const askedOf = ({ reports: db, dialect }: Database): Asked => ({ db, dialect })

const amount = (count: Expression<unknown>) => sql<number>`cast(${count} as integer)`

/** What was found in one of the spans, and for one of a group where that is asked for. */
export interface Tallied extends Tally {
  place: number
  key: string | null
}

interface Sought {
  spans: readonly GivenSpan[]
  kinds: readonly FactKind[]
  by?: GroupKind | undefined
}

/** Adds up the facts of these kinds in each of the spans, and for each of a group where one is asked for. */
export async function tallies(
  asked: Asked,
  { spans, kinds, by, time, ...owners }: Narrowing & Sought,
): Promise<Tallied[]> {
  const rows = await asked.db
    .selectFrom(
      partsIn(asked, { spans, wanted: kinds, time, owners, owner: ownerBy(by) }).as('fact'),
    )
    .select(['fact.kind', 'fact.key'])
    .select((row) => row.fn.min('fact.place').as('place'))
    .select([
      amount(sql`sum(fact.count)`).as('count'),
      amount(sql`sum(fact.valued)`).as('valued'),
      mean.as('mean'),
      quantiles(asked.dialect, 'fact.measured').as('quantiles'),
    ])
    .groupBy(['fact.kind', 'fact.key'])
    .$if(spans.length > 1, (query) => query.groupBy('fact.place'))
    .execute()
  return rows.map(readTally)
}

const mean = sql<
  number | null
>`cast(sum(fact.total) as double precision) / nullif(sum(fact.valued), 0)`

type TallyRow = Omit<Tallied, 'kind' | 'median' | 'p90'> & {
  kind: string
  quantiles: StoredQuantiles
}

function readTally({ kind, quantiles: stored, ...row }: TallyRow): Tallied {
  const [median, p90] = quantilesIn(stored) ?? [null, null]
  return { ...row, kind: kind as FactKind, median, p90 }
}

/** By how much what is open changed in each of the spans. */
export const changes = (
  asked: Asked,
  { spans, time, ...owners }: Narrowing & { spans: readonly GivenSpan[] },
): Promise<Array<{ place: number; change: number }>> =>
  asked.db
    .selectFrom(
      partsIn(asked, { spans, wanted: 'open', time, owners, owner: ownerBy(undefined) }).as('fact'),
    )
    .select(['fact.place', amount(sql`sum(fact.count)`).as('change')])
    .groupBy('fact.place')
    .execute()

/** What was open right before a moment. */
export const openBefore = ({ db }: Asked, at: string, narrowing: Narrowing) =>
  db
    .selectFrom('analyticsStays as fact')
    .where('fact.untilAt', '>=', at)
    .where('fact.fromAt', '<', at)
    .where(isOf(narrowing))

/** How much was open at a moment, in all or for each of a group; nothing of whom had nothing open. */
export const openAt = (
  { db }: Asked,
  { at, by, ...owners }: Owners & { at: string; by?: GroupKind | undefined },
): Promise<Array<{ key: string | null; open: number }>> => {
  const { key, joins } = ownerBy(by)
  const stays = sql<{
    key: string | null
  }>`(select ${key} as key from analytics_stays as fact ${joins}
    where fact.until_at >= ${at} and fact.from_at < ${at} and ${isOf(owners)})`
  return db
    .selectFrom(stays.as('stay'))
    .select('stay.key')
    .select((row) => row.fn.countAll<number>().as('open'))
    .groupBy('stay.key')
    .execute()
}

/** How much happened in each hour of the week, by the clocks of these stretches of time. */
export const countsByHour = (
  { db, dialect }: Asked,
  { clocks, kind, ...narrowing }: Narrowing & { clocks: readonly Clocks[]; kind: FactKind },
): Promise<Array<{ place: number; count: number }>> => {
  const place = weekHour(dialect, 'fact.at', 'given.place')
  return db
    .selectFrom(givenSpans(dialect, clocks).as('given'))
    .crossJoin('analyticsFacts as fact')
    .where('fact.kind', '=', kind)
    .whereRef('fact.at', '>=', 'given.starts')
    .whereRef('fact.at', '<', 'given.ends')
    .where(isOf(narrowing))
    .select(amount(place).as('place'))
    .select((row) => row.fn.countAll<number>().as('count'))
    .groupBy(place)
    .execute()
}

/** Names by id, of the agents, teams or tags there are. */
export async function namesOf(
  db: Sql,
  of: 'users' | 'teams' | 'tags',
): Promise<Map<string, string>> {
  const rows = await db.selectFrom(of).select(['id', 'name']).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
