import { type Kysely, sql } from 'kysely'
import type { Dialect } from '../dialect.ts'
import { typed } from './types.ts'

const STATEMENTS = [
  // What happened before there were notifications is no news.
  `insert into counters (name, value) select 'notified', value from counters where name = 'event'`,
  `create table notification_desks (
    agent_id :uuid primary key references users (id) on delete cascade, head :bigcount not null,
    unread :bigcount not null, preferences :json)`,
  `create table notifications (
    id :uuid primary key, agent_id :uuid not null references users (id) on delete cascade, seq :bigcount not null,
    kind text not null, cause text not null, about text not null, about_id :uuid, ticket_number text, who text not null,
    excerpt text not null, is_urgent integer not null, channels text not null, withheld text,
    created_at :instant not null, read_at :instant, unique (agent_id, seq), unique (cause, agent_id))`,
  `create index notifications_newest on notifications (agent_id, created_at, id)`,
  `create index notifications_unread on notifications (agent_id, created_at, id) where read_at is null`,
  `create index notifications_about on notifications (about_id, agent_id) where read_at is null`,
  `create index notifications_age on notifications (created_at)`,
  `create table notification_steps (
    id :uuid primary key, notification_id :uuid not null references notifications (id) on delete cascade,
    step text not null, channel text not null, connection text not null, reason text, at :instant not null,
    unique (notification_id, step, channel, connection))`,
  `create table muted_conversations (
    agent_id :uuid not null references users (id) on delete cascade,
    conversation_id :uuid not null references conversations (id) on delete cascade, created_at :instant not null,
    primary key (agent_id, conversation_id))`,
  `create index muted_conversations_conversation on muted_conversations (conversation_id)`,
  `alter table agent_connections add column focus_id :uuid`,
]

export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(typed(dialect, statement)).execute(db)
}
