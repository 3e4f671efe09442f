import { type Expression, type RawBuilder, sql } from 'kysely'
import type { GroupKind, Scope } from '../contract/analytics.ts'
import { quantile } from '../db/quantile.ts'
import { type GivenSpan, givenSpans } from '../db/spans.ts'
import type { Database, Sql } from '../db/transaction.ts'
import { OPENING, type Tally } from './measures.ts'
import { type FactKind, OPENS } from './table.ts'

/** What is asked of the facts: by whose they were, and by which clock. */
export type Narrowing = Pick<Scope, 'agentId' | 'teamId' | 'channel' | 'tagId' | 'time'>

/** Where a question is put, and in which dialect. */
export interface Asked {
  db: Sql
  dialect: Database['dialect']
}

export const askedOf = ({ reads: db, dialect }: Database): Asked => ({ db, dialect })

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

/** What a fact measures. */
const valueOf = (time: Scope['time']) =>
  sql<number | null>`case when fact.kind = 'rated' then fact.score else ${sql.ref(
    time === 'wall' ? 'fact.wallMs' : 'fact.businessMs',
  )} end`

const amount = (count: Expression<unknown>) => sql<number>`cast(${count} as integer)`

export interface Tallied extends Tally {
  place: number
  key: string | null
}

const COLUMNS = ['kind', 'at', 'dimensionId', 'wallMs', 'businessMs', 'score'] as const

/** The facts of these kinds in the spans, each with the place of its span. */
function factsIn(
  { db, dialect }: Asked,
  { spans, kinds }: { spans: readonly GivenSpan[]; kinds: readonly FactKind[] },
) {
  const [first] = spans
  if (first && spans.length === 1)
    return db
      .selectFrom('analyticsFacts')
      .select(COLUMNS)
      .select(sql<number>`${sql.lit(first[0])}`.as('place'))
      .where('kind', 'in', kinds)
      .where('at', '>=', first[1])
      .where('at', '<', first[2])
      .as('fact')
  // A cross join keeps SQLite to the order: each span is then one stretch of the facts.
  return db
    .selectFrom(givenSpans(dialect, spans).as('given'))
    .crossJoin('analyticsFacts')
    .select(COLUMNS)
    .select('given.place')
    .where('kind', 'in', kinds)
    .whereRef('at', '>=', 'given.starts')
    .whereRef('at', '<', 'given.ends')
    .as('fact')
}

/** Adds up the facts of these kinds in each of the spans, and for each of a group where one is asked for. */
export function tallies(
  asked: Asked,
  {
    spans,
    kinds,
    by,
    ...narrowing
  }: Narrowing & {
    spans: readonly GivenSpan[]
    kinds: readonly FactKind[]
    by?: GroupKind | undefined
  },
): Promise<Tallied[]> {
  const value = valueOf(narrowing.time)
  const key = by === undefined ? sql<string | null>`null` : KEYS[by]
  return asked.db
    .selectFrom(factsIn(asked, { spans, kinds }))
    .$if(by !== undefined, (query) =>
      query.innerJoin('analyticsDimensions as dimension', 'dimension.id', 'fact.dimensionId'),
    )
    .$if(by === 'tag', (query) =>
      query.leftJoin('analyticsDimensionTags as tagged', 'tagged.dimensionId', 'fact.dimensionId'),
    )
    .where(isOf(narrowing))
    .select(['fact.kind', key.as('key')])
    .select((row) => [row.fn.min('fact.place').as('place'), row.fn.countAll<number>().as('count')])
    .select([
      sql<number>`count(${value})`.as('valued'),
      sql<number | null>`cast(avg(${value}) as double precision)`.as('mean'),
      quantile(asked.dialect, value, 0.5).as('median'),
      quantile(asked.dialect, value, 0.9).as('p90'),
    ])
    .groupBy('fact.kind')
    .$if(spans.length > 1, (query) => query.groupBy('fact.place'))
    .$if(by !== undefined, (query) => query.groupBy(key))
    .execute()
}

/** By how much a fact changes what is open. */
export const change = sql<number>`case ${sql.join(
  OPENING.map((kind) => sql`when fact.kind = ${sql.lit(kind)} then ${sql.lit(OPENS[kind] ?? 0)}`),
  sql` `,
)} else 0 end`

/** By how much what is open changed in each of the spans. */
export const changes = (
  asked: Asked,
  { spans, ...narrowing }: Narrowing & { spans: readonly GivenSpan[] },
): Promise<Array<{ place: number; change: number }>> =>
  asked.db
    .selectFrom(factsIn(asked, { spans, kinds: OPENING }))
    .where(isOf(narrowing))
    .select(['fact.place', amount(sql`sum(${change})`).as('change')])
    .groupBy('fact.place')
    .execute()

/** How much was open at a moment, in all or for each of a group. */
export const openAt = (
  { db }: Asked,
  { at, by, ...narrowing }: Narrowing & { at: string; by?: GroupKind | undefined },
): Promise<Array<{ key: string | null; open: number }>> => {
  const key = by === undefined ? sql<string | null>`null` : KEYS[by]
  return db
    .selectFrom('analyticsFacts as fact')
    .$if(by !== undefined, (query) =>
      query.innerJoin('analyticsDimensions as dimension', 'dimension.id', 'fact.dimensionId'),
    )
    .$if(by === 'tag', (query) =>
      query.leftJoin('analyticsDimensionTags as tagged', 'tagged.dimensionId', 'fact.dimensionId'),
    )
    .where('fact.kind', 'in', OPENING)
    .where('fact.at', '<', at)
    .where(isOf(narrowing))
    .select([key.as('key'), amount(sql`coalesce(sum(${change}), 0)`).as('open')])
    .$if(by !== undefined, (query) => query.groupBy(key))
    .execute()
}

/** How much happened in each of the places of the spans. */
export const countsAt = (
  asked: Asked,
  { spans, kind, ...narrowing }: Narrowing & { spans: readonly GivenSpan[]; kind: FactKind },
): Promise<Array<{ place: number; count: number }>> =>
  asked.db
    .selectFrom(factsIn(asked, { spans, kinds: [kind] }))
    .where(isOf(narrowing))
    .select('fact.place')
    .select((row) => row.fn.countAll<number>().as('count'))
    .groupBy('fact.place')
    .execute()

/** Names by id, of the agents, teams or tags there are. */
export async function namesOf(
  db: Sql,
  of: 'users' | 'teams' | 'tags',
): Promise<Map<string, string>> {
  const rows = await db.selectFrom(of).select(['id', 'name']).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
