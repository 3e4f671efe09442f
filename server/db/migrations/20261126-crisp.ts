import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Dialect } from '../dialect.ts'
import { typed } from './types.ts'

// Columns are added one by one: SQLite takes no more in one statement. Crisp's own times are milliseconds, as it gives them.
const TABLES = [
  `alter table messages add column rank :bigcount not null default 0`,
  `alter table messages add column edited_at :instant`,
  `alter table messages add column removed_at :instant`,
  `alter table messages add column delivery text`,
  `alter table messages add column delivery_error text`,

  `create table crisp_websites (
    website_id text primary key, name text not null, is_enabled integer not null default 1, team_id :uuid references teams (id),
    inbox_rules :json not null, watermark :bigcount not null default 0, caught_up_at :instant, last_event_at :instant,
    last_lag_ms :bigcount, last_error text, last_error_at :instant, backfill text not null default 'none',
    backfill_page integer not null default 0, backfill_done integer not null default 0, backfill_messages integer not null default 0,
    backfill_requests integer not null default 0, backfill_started_at :instant, backfill_ended_at :instant,
    created_at :instant not null)`,
  `create table crisp_sessions (
    website_id text not null, session_id text not null, conversation_id :uuid not null references conversations (id),
    crisp_updated_at :bigcount not null default 0, crisp_created_at :bigcount, state text not null default 'unresolved',
    nickname text, email text, phone text, people_id text, inbox_id text, is_blocked integer not null default 0,
    operator_id text, raw text not null, is_stale integer not null default 1, is_walked integer not null default 0,
    removed_at :instant, primary key (website_id, session_id))`,
  `create index crisp_sessions_conversation on crisp_sessions (conversation_id)`,
  `create index crisp_sessions_newest on crisp_sessions (crisp_updated_at, session_id)`,
  `create index crisp_sessions_website on crisp_sessions (website_id, crisp_updated_at, session_id)`,
  `create index crisp_sessions_id on crisp_sessions (session_id)`,
  `create index crisp_sessions_stale on crisp_sessions (website_id) where is_stale = 1`,
  `create table crisp_items (
    website_id text not null, session_id text not null, fingerprint :bigcount not null, message_id :uuid references messages (id),
    type text not null, author text not null, content text not null, sent_at :bigcount not null, raw text, removed_at :instant,
    primary key (website_id, session_id, fingerprint))`,
  `create index crisp_items_message on crisp_items (message_id)`,
  `create index crisp_items_session on crisp_items (session_id, sent_at, fingerprint)`,
  `create table crisp_operators (
    website_id text not null, operator_id text not null, email text not null, name text not null,
    primary key (website_id, operator_id))`,
  `create table crisp_outbox (
    id :uuid primary key, website_id text not null, session_id text not null, conversation_id :uuid not null references conversations (id),
    message_id :uuid, kind text not null, body text not null, fingerprint :bigcount, attempts integer not null default 0,
    is_uncertain integer not null default 0, run_at :instant not null, last_error text, failed_at :instant, created_at :instant not null)`,
  `create index crisp_outbox_due on crisp_outbox (run_at) where failed_at is null`,
  `create index crisp_outbox_session on crisp_outbox (website_id, session_id, id)`,
  `create index crisp_outbox_message on crisp_outbox (message_id) where message_id is not null`,
  `create table crisp_days (day text primary key, requests integer not null)`,
  `create table crisp_lost (
    id :uuid primary key, website_id text, source text not null, reason text not null, raw text not null, at :instant not null)`,
  `create index crisp_lost_age on crisp_lost (at)`,
  `create table crisp_owner (
    name text primary key, holder text not null, expires_at :instant not null, state text not null)`,
]

/** The classic names, from what Crisp itself said. */
const views = (dialect: Dialect) => {
  const whole = (column: string) => (dialect === 'sqlite' ? column : `${column}::text`)
  const instant = (column: string) =>
    dialect === 'sqlite'
      ? `strftime('%Y-%m-%dT%H:%M:%fZ', ${column} / 1000.0, 'unixepoch')`
      : `to_timestamp(${column} / 1000.0)`
  return [
    `drop view crisp_conversations`,
    `drop view crisp_messages`,
    `create view crisp_conversations as
      select s.session_id, s.website_id, case s.state when 'pending' then 0 when 'resolved' then 2 else 1 end as status, s.state,
        s.nickname as meta_nickname, s.email as meta_email, s.phone as meta_phone, s.people_id, s.inbox_id, s.is_blocked,
        s.operator_id as assigned_user_id, s.conversation_id, s.raw,
        ${instant('s.crisp_created_at')} as created_at_crisp, ${instant('s.crisp_updated_at')} as updated_at_crisp
      from crisp_sessions s where s.removed_at is null`,
    `create view crisp_messages as
      select ${whole('i.fingerprint')} as fingerprint, i.session_id, i.website_id, i.type, i.author as "from",
        i.content, i.sent_at as timestamp, i.message_id, i.raw
      from crisp_items i join crisp_sessions s on s.website_id = i.website_id and s.session_id = i.session_id
      where i.removed_at is null and s.removed_at is null`,
  ]
}

export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  for (const statement of [...TABLES.map((text) => typed(dialect, text)), ...views(dialect)])
    await sql.raw(statement).execute(db)
}
