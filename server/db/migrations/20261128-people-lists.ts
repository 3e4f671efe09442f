import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Dialect } from '../dialect.ts'
import { typed } from './types.ts'

const STATEMENTS = [
  `create table imports (
    id :uuid primary key, name text not null, state text not null, delimiter text not null, columns :json not null,
    sample :json not null, mapping :json, rows :bigcount not null, created :bigcount not null, updated :bigcount not null,
    unchanged :bigcount not null, failed :bigcount not null, made_by :uuid not null references users (id),
    created_at :instant not null, ended_at :instant)`,
  `create table import_failures (
    import_id :uuid not null references imports (id) on delete cascade, row :bigcount not null, line :bigcount not null,
    cells :json not null, reason :json not null, primary key (import_id, row))`,
  `create table segments (
    id :uuid primary key, name text not null, name_key text not null unique, filter :json not null,
    made_by :uuid not null references users (id), created_at :instant not null)`,
]

export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(typed(dialect, statement)).execute(db)
}
