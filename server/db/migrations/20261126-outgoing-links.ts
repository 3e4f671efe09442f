import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Dialect } from '../dialect.ts'
import { typed } from './types.ts'

const TABLES = [
  `alter table conversations add column continues_in :uuid references conversations (id)`,
  `alter table conversations add column continues_how text`,
  `alter table conversations add column continues :json`,
  `create table conversation_links (
    id :uuid primary key, kind text not null check (kind in ('merged', 'split')),
    source_id :uuid not null references conversations (id), target_id :uuid not null references conversations (id),
    source_head :bigcount not null, target_head :bigcount not null, made_by :uuid not null references users (id),
    made_at :instant not null, undone_at :instant, before :json not null)`,
  `create index conversation_links_source on conversation_links (source_id, made_at)`,
  `create unique index conversation_links_standing on conversation_links (source_id) where undone_at is null`,
]

export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  for (const statement of TABLES) await sql.raw(typed(dialect, statement)).execute(db)
}
