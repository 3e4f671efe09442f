import { type Kysely, sql } from 'kysely'
import { folded } from '../../contract/text.ts'
import { updateRows } from '../bulk.ts'
import type { Dialect } from '../dialect.ts'
import { typed } from './types.ts'

const BATCH = 500

const TABLES = [
  `create table tags (
    id :uuid primary key, name text not null, name_key text not null unique, color text not null,
    created_at :instant not null)`,
  `create table conversation_tags (
    tag_id :uuid not null references tags (id), conversation_id :uuid not null references conversations (id) on delete cascade,
    primary key (tag_id, conversation_id))`,
  `create index conversation_tags_conversation on conversation_tags (conversation_id)`,
  // The same ids once more, so that a conversation that is taken for a transaction brings them along as they are.
  `alter table conversations add column tag_ids text not null default ''`,
  `alter table conversations add column visitor_search text not null default ''`,
  `alter table conversations add column snoozed_until :instant`,
  `alter table conversations add column returned_at :instant`,
  `create index conversations_snoozed on conversations (last_activity_at, id) where snoozed_until is not null`,
  `create index conversations_waiting on conversations (status, coalesce(waiting_since, '9999-12-31T23:59:59.999Z'), id)`,
  `create table saved_views (
    id :uuid primary key, owner_id :uuid not null references users (id), name text not null, is_shared integer not null,
    filter :json not null, position integer not null, created_at :instant not null)`,
  `create index saved_views_owner on saved_views (owner_id)`,
  `create table inbox_acts (
    id :uuid primary key, user_id :uuid not null references users (id), kind text not null, items :json not null,
    created_at :instant not null)`,
  `create index inbox_acts_age on inbox_acts (created_at)`,
]

export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  for (const text of TABLES) await sql.raw(typed(dialect, text)).execute(db)
  await foldVisitorNames(db, dialect)
}

async function foldVisitorNames(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const columns = { table: 'conversations', columns: ['visitorSearch'] }
  for (let last: string | undefined; ;) {
    const after = last === undefined ? sql`1 = 1` : sql`id > ${last}`
    const { rows } = await sql<{ id: string; visitor_name: string }>`
      select id, visitor_name from conversations where ${after} order by id limit ${BATCH}`.execute(
      db,
    )
    const folds = rows.map(({ id, visitor_name: name }) => ({ id, visitorSearch: folded(name) }))
    await updateRows(db, dialect, columns, folds)
    last = rows.at(-1)?.id
    if (last === undefined) return
  }
}
