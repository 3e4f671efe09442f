import { type Kysely, sql } from 'kysely'
import type { Dialect } from '../dialect.ts'
import { typed } from './types.ts'

const TABLES: Record<Dialect, readonly string[]> = {
  sqlite: [
    `create table analytics_days (
      kind text not null, day text not null, dimension_id integer not null, count integer not null,
      valued integer not null, wall_sum integer not null, business_sum integer not null,
      wall_values text not null, business_values text not null, primary key (kind, day, dimension_id)) without rowid`,
  ],
  postgres: [
    `create table analytics_days (
      kind text not null, day text not null, dimension_id integer not null, count bigint not null,
      valued bigint not null, wall_sum bigint not null, business_sum bigint not null,
      wall_values bigint[] not null, business_values bigint[] not null, primary key (kind, day, dimension_id))`,
  ],
}

const OTHERS = [
  `create table analytics_loose_days (day text primary key, starts :instant not null, ends :instant not null)`,
  `create table analytics_stays (
    id :bigcount primary key, subject_id :uuid not null, dimension_id integer not null, from_at :instant not null,
    until_at :instant not null)`,
  `create index analytics_stays_until on analytics_stays (until_at, from_at, dimension_id, subject_id)`,
  `create index analytics_stays_subject on analytics_stays (subject_id, until_at)`,
]

// A stay begins with each fact that opens something, and ends with the next of the same thing.
const STAYS = `insert into analytics_stays (id, subject_id, dimension_id, from_at, until_at)
  select id, subject_id, dimension_id, at, coalesce(next_at, '9999-12-31T23:59:59.999Z') from (
    select id, kind, subject_id, dimension_id, at,
      lead(at) over (partition by subject_id order by id) as next_at
    from analytics_facts
    where kind in ('begun', 'assigned', 'moved', 'reopened', 'left', 'resolved')) as turned
  where kind not in ('left', 'resolved')`

// What was counted before is packed little by little, as what is counted later is.
const LOOSE: Record<Dialect, string> = {
  sqlite: `insert into analytics_loose_days (day, starts, ends)
    select day, day || 'T00:00:00.000Z', date(day, '+1 day') || 'T00:00:00.000Z'
    from (select distinct substr(at, 1, 10) as day from analytics_facts)`,
  postgres: `insert into analytics_loose_days (day, starts, ends)
    select to_char(day, 'YYYY-MM-DD'), day at time zone 'UTC', (day + interval '1 day') at time zone 'UTC'
    from (select distinct date_trunc('day', at at time zone 'UTC') as day from analytics_facts) as days`,
}

export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const all = [...TABLES[dialect], ...OTHERS, STAYS, LOOSE[dialect]]
  for (const statement of all) await sql.raw(typed(dialect, statement)).execute(db)
}
