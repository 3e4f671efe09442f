import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Dialect } from '../dialect.ts'
import { typed } from './types.ts'

const STATEMENTS = [
  `alter table messages add column mentions :json`,

  `create table canned_replies (
    id :uuid primary key, shortcut text not null, title text not null, text text not null, language text,
    owner_id :uuid references users (id), uses :bigcount not null default 0,
    created_at :instant not null, updated_at :instant not null)`,
  // Shared ones have no owner: for the index they are all of one.
  `create unique index canned_replies_shortcut on canned_replies
    (coalesce(owner_id, '00000000-0000-0000-0000-000000000000'), shortcut, coalesce(language, ''))`,

  `create table drafts (
    agent_id :uuid not null references users (id), conversation_id :uuid not null references conversations (id),
    mode text not null, reply text not null, note text not null, since_seq :bigcount,
    version :bigcount not null, updated_at :instant not null, primary key (agent_id, conversation_id))`,
  `create index drafts_conversation on drafts (conversation_id)`,
]

export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(typed(dialect, statement)).execute(db)
}
