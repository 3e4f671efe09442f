import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Dialect } from '../dialect.ts'
import { typed } from './types.ts'

const TABLES = [
  `create table scheduled_messages (
    id :uuid primary key, conversation_id :uuid not null references conversations (id),
    author_id :uuid not null references users (id), author_name text not null, content text not null,
    attachments :json, client_message_id text not null, is_undo integer not null, stops_on_reply integer not null,
    after_seq :bigcount not null, due_at :instant not null,
    state text not null check (state in ('waiting', 'held', 'sent', 'cancelled')), held_because text,
    message_id :uuid, created_at :instant not null, updated_at :instant not null,
    unique (conversation_id, client_message_id))`,
  `create index scheduled_messages_pending on scheduled_messages (conversation_id, due_at, id)
    where state in ('waiting', 'held')`,
  `create index scheduled_messages_stoppable on scheduled_messages (conversation_id)
    where state = 'waiting' and stops_on_reply = 1`,
  `create index scheduled_messages_due on scheduled_messages (due_at) where state = 'waiting'`,
]

export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  for (const statement of TABLES) await sql.raw(typed(dialect, statement)).execute(db)
}
