import { type Expression, type RawBuilder, sql } from 'kysely'
import type { GroupKind, Scope } from '../contract/analytics.ts'
import { quantiles, quantilesIn, type StoredQuantiles } from '../db/quantile.ts'
import { type GivenSpan, givenSpans, weekHour } from '../db/spans.ts'
import type { Database, Sql } from '../db/transaction.ts'
import type { Tally } from './measures.ts'
import { partsIn } from './parts.ts'
import type { Clocks } from './periods.ts'
import type { FactKind } from './table.ts'

/** What is asked of the facts: by whose they were, and by which clock. */
export type Narrowing = Pick<Scope, 'agentId' | 'teamId' | 'channel' | 'tagId' | 'time'>

/** Where a question is put, and in which dialect. */
export interface Asked {
  db: Sql
  dialect: Database['dialect']
}

export const askedOf = ({ reports: db, dialect }: Database): Asked => ({ db, dialect })

const sameOrNone = (column: string, id: string) =>
  id === 'none' ? sql`${sql.ref(column)} is null` : sql`${sql.ref(column)} = ${id}`

function conditionsOf({ agentId, teamId, channel, tagId }: Narrowing): Array<RawBuilder<unknown>> {
  const found: Array<RawBuilder<unknown>> = []
  if (agentId !== undefined) found.push(sameOrNone('agentId', agentId))
  if (teamId !== undefined) found.push(sameOrNone('teamId', teamId))
  if (channel !== undefined) found.push(sql`channel = ${channel}`)
  if (tagId === 'none') found.push(sql`tags = ''`)
  else if (tagId !== undefined)
    found.push(
      sql`id in (select dimension_id from analytics_dimension_tags where tag_id = ${tagId})`,
    )
  return found
}

/** The condition that a fact was of whom a question is about. */
export function isOf(narrowing: Narrowing): RawBuilder<boolean> {
  const conditions = conditionsOf(narrowing)
  if (conditions.length === 0) return sql<boolean>`1 = 1`
  const all = sql.join(conditions, sql` and `)
  return sql<boolean>`fact.dimension_id in (select id from analytics_dimensions where ${all})`
}

const KEYS: Record<GroupKind, ReturnType<typeof sql<string | null>>> = {
  agent: sql.ref<string | null>('dimension.agentId'),
  team: sql.ref<string | null>('dimension.teamId'),
  channel: sql.ref<string | null>('dimension.channel'),
  tag: sql.ref<string | null>('tagged.tagId'),
}

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
  { spans, kinds, by, ...narrowing }: Narrowing & Sought,
): Promise<Tallied[]> {
  const key = by === undefined ? sql<string | null>`null` : KEYS[by]
  const rows = await asked.db
    .selectFrom(partsIn(asked, { spans, wanted: kinds, time: narrowing.time }).as('fact'))
    .$if(by !== undefined, (query) =>
      query.innerJoin('analyticsDimensions as dimension', 'dimension.id', 'fact.dimensionId'),
    )
    .$if(by === 'tag', (query) =>
      query.leftJoin('analyticsDimensionTags as tagged', 'tagged.dimensionId', 'fact.dimensionId'),
    )
    .where(isOf(narrowing))
    .select(['fact.kind', key.as('key')])
    .select((row) => row.fn.min('fact.place').as('place'))
    .select([
      amount(sql`sum(fact.count)`).as('count'),
      amount(sql`sum(fact.valued)`).as('valued'),
      mean.as('mean'),
      quantiles(asked.dialect, 'fact.measured').as('quantiles'),
    ])
    .groupBy('fact.kind')
    .$if(spans.length > 1, (query) => query.groupBy('fact.place'))
    .$if(by !== undefined, (query) => query.groupBy(key))
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
  { spans, ...narrowing }: Narrowing & { spans: readonly GivenSpan[] },
): Promise<Array<{ place: number; change: number }>> =>
  asked.db
    .selectFrom(partsIn(asked, { spans, wanted: 'open', time: 'wall' }).as('fact'))
    .where(isOf(narrowing))
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

/** How much was open at a moment, in all or for each of a group. */
export const openAt = (
  asked: Asked,
  { at, by, ...narrowing }: Narrowing & { at: string; by?: GroupKind | undefined },
): Promise<Array<{ key: string | null; open: number }>> => {
  const key = by === undefined ? sql<string | null>`null` : KEYS[by]
  return openBefore(asked, at, narrowing)
    .$if(by !== undefined, (query) =>
      query.innerJoin('analyticsDimensions as dimension', 'dimension.id', 'fact.dimensionId'),
    )
    .$if(by === 'tag', (query) =>
      query.leftJoin('analyticsDimensionTags as tagged', 'tagged.dimensionId', 'fact.dimensionId'),
    )
    .select(key.as('key'))
    .select((row) => row.fn.countAll<number>().as('open'))
    .$if(by !== undefined, (query) => query.groupBy(key))
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
