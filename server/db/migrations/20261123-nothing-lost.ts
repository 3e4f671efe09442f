import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Dialect } from '../dialect.ts'
import { typed } from './types.ts'

// Columns are added one by one: SQLite takes no more in one statement.
const TABLES = [
  `create table teams (id :uuid primary key, name text not null unique, created_at :instant not null)`,
  `create table team_members (
    team_id :uuid not null references teams (id) on delete cascade, user_id :uuid not null references users (id),
    primary key (team_id, user_id))`,
  `create index team_members_user on team_members (user_id)`,
  `alter table users add column availability text not null default 'online'`,
  `alter table users add column is_present integer not null default 0`,
  `alter table users add column is_idle integer not null default 0`,
  `alter table users add column capacity integer`,
  `create index users_present on users (id) where is_present = 1`,
  `alter table users add column last_assigned_at :instant`,
  `create table agent_connections (
    id text primary key, user_id :uuid not null references users (id) on delete cascade,
    is_idle integer not null default 0, expires_at :instant not null)`,
  `create index agent_connections_user on agent_connections (user_id)`,
  `create index agent_connections_expiry on agent_connections (expires_at)`,

  `alter table conversations add column team_id :uuid references teams (id)`,
  `alter table conversations add column passed_by :uuid`,
  `alter table conversations add column customer_got_seq :bigcount not null default 0`,
  `alter table conversations add column agent_got_seq :bigcount not null default 0`,
  `alter table conversations add column last_reply_seq :bigcount not null default 0`,
  `alter table conversations add column last_reply_by text`,
  `alter table conversations add column is_verified integer not null default 0`,
  `alter table conversations add column visitor_id text`,
  `create index conversations_queue on conversations (assignee_id, status, (waiting_since is null),
    coalesce(waiting_since, started_at), id)
    where status = 'open' and assignee_id is null and channel <> 'ticket'`,
  `create index conversations_team on conversations (team_id, status, last_activity_at, id) where team_id is not null`,

  // A database begun before the keys had an index of their own has none of that name yet.
  `create unique index if not exists messages_key on messages (client_message_id, conversation_id)
    where client_message_id is not null`,
  `alter table messages add column attachments :json`,
  `create table files (
    id :uuid primary key, conversation_id :uuid not null references conversations (id), uploaded_by text not null,
    name text not null, type text not null, size :bigcount not null, width integer, height integer,
    attached_at :instant, message_id :uuid, created_at :instant not null)`,
  `create index files_conversation on files (conversation_id)`,
  `create index files_unattached on files (created_at) where attached_at is null`,

  `create table chat_ratings (
    conversation_id :uuid not null references conversations (id), closed_at :instant not null, score integer not null,
    comment text, agent_id :uuid references users (id), created_at :instant not null, updated_at :instant not null,
    primary key (conversation_id, closed_at))`,
  `create table visitor_blocks (
    id :uuid primary key, kind text not null, value text not null, blocked_by :uuid references users (id),
    created_at :instant not null, until :instant, is_verified integer not null default 0, unique (kind, value))`,
]

const POSTGRES_ONLY = [
  // Where Socket.IO's adapter puts what is too large for a notification.
  `create table if not exists socket_io_attachments (
    id bigserial unique, created_at timestamptz default now(), payload bytea)`,
  // Counters of rate-limiter-flexible.
  `create table if not exists rate_limits (key varchar(255) primary key, points integer not null default 0, expire bigint)`,
]

export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const own = dialect === 'postgres' ? POSTGRES_ONLY : []
  for (const statement of [...TABLES.map((text) => typed(dialect, text)), ...own])
    await sql.raw(statement).execute(db)
}
