import { type Kysely, sql } from 'kysely'
import type { Dialect } from '../dialect.ts'
import { typed } from './types.ts'

const STATEMENTS = [
  // From the first event on: what happened before there were reports is counted too.
  `insert into counters (name, value) values ('counted', 0), ('fact', 0)`,
  `create table analytics_dimensions (
    id integer primary key, key text not null unique, channel text not null, agent_id :uuid, team_id :uuid,
    tags text not null)`,
  `create table analytics_dimension_tags (
    dimension_id integer not null references analytics_dimensions (id), tag_id :uuid not null,
    primary key (dimension_id, tag_id))`,
  `create table analytics_threads (
    id :uuid primary key, subject_id :uuid not null, channel text not null, agent_id :uuid, team_id :uuid,
    tags text not null, is_open integer not null, since :instant not null, asked_at :instant, answered_at :instant,
    waiting_since :instant, rated_at :instant, reread_seq :bigcount not null)`,
]

// What is asked for is a stretch of time of one kind: SQLite keeps the rows in that order, Postgres an index that
// holds all a report adds up.
const FACTS = `create table analytics_facts (
    kind text not null, at :instant not null, id :bigcount not null, subject_id :uuid not null,
    dimension_id integer not null, wall_ms :bigcount, business_ms :bigcount, score integer,
    primary key (kind, at, id))`
const ORDERED: Record<Dialect, readonly string[]> = {
  sqlite: [`${FACTS} without rowid`],
  postgres: [
    FACTS,
    `create index analytics_facts_sum on analytics_facts (kind, at)
      include (dimension_id, wall_ms, business_ms, score)`,
  ],
}

export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const all = [
    ...STATEMENTS,
    ...ORDERED[dialect],
    `create index analytics_facts_subject on analytics_facts (subject_id)`,
  ]
  for (const statement of all) await sql.raw(typed(dialect, statement)).execute(db)
}
