import type { Dialect } from '../dialect.ts'
import { type Kysely, sql } from 'kysely'
import { typed } from './types.ts'

const TABLES = [
  `create table users (
    id :uuid primary key, email text not null unique, name text not null, password_hash text not null,
    role text not null check (role in ('customer', 'agent', 'supervisor', 'admin')), is_active integer not null,
    language text, created_at :instant not null, updated_at :instant not null)`,
  `create table login_sessions (
    id :uuid primary key, user_id :uuid not null references users (id), generation integer not null,
    created_at :instant not null, last_used_at :instant not null, expires_at :instant not null, ended_at :instant)`,
  `create index login_sessions_user on login_sessions (user_id)`,
  `create index login_sessions_expiry on login_sessions (expires_at)`,
  `create table api_keys (
    id :uuid primary key, user_id :uuid not null references users (id), name text not null,
    key_hash text not null unique, created_at :instant not null, last_used_at :instant)`,
  `create table customers (
    id :uuid primary key, email text unique, name text not null, phone text, company text,
    search_text text not null, merged_into :uuid references customers (id), created_at :instant not null, updated_at :instant not null)`,
  `create index customers_newest on customers (created_at, id)`,
  `create table customer_identities (
    id :uuid primary key, customer_id :uuid not null references customers (id) on delete cascade,
    kind text not null, value text not null, verified integer not null, created_at :instant not null,
    unique (kind, value))`,
  `create index customer_identities_customer on customer_identities (customer_id)`,
  `create table conversations (
    id :uuid primary key, channel text not null, customer_id :uuid not null references customers (id),
    visitor_name text not null, status text not null check (status in ('open', 'closed')),
    assignee_id :uuid references users (id), head_seq :bigcount not null, note_count :bigcount not null, inner_count :bigcount not null default 0,
    agent_read_seq :bigcount not null, customer_read_seq :bigcount not null, waiting_since :instant,
    last_activity_at :instant not null, started_at :instant not null, closed_at :instant,
    start_key text unique, external_source text, external_id text, data :json,
    unique (external_source, external_id))`,
  `create index conversations_inbox on conversations (status, last_activity_at, id)`,
  `create index conversations_assignee on conversations (assignee_id, status, last_activity_at, id)`,
  `create index conversations_channel on conversations (channel, status, started_at, id)`,
  `create index conversations_customer on conversations (customer_id, started_at)`,
  `create table messages (
    id :uuid primary key, conversation_id :uuid not null references conversations (id), seq :bigcount,
    position :bigcount not null, inner_seq :bigcount not null default 0, author_type text not null, author_id text, author_name text not null,
    kind text not null, visibility text not null check (visibility in ('public', 'internal')),
    content text not null, client_message_id text, sent_at :instant not null,
    unique (conversation_id, position, inner_seq))`,
  // Clients choose keys that grow with time, so that new ones meet at one end of the index however many there are.
  `create unique index messages_key on messages (client_message_id, conversation_id) where client_message_id is not null`,
  `create table tickets (
    id :uuid primary key, number integer not null unique, customer_id :uuid not null references customers (id),
    conversation_id :uuid not null unique references conversations (id),
    chat_session_id :uuid references conversations (id), converted_from :uuid unique references conversations (id),
    subject text not null, description text not null,
    status text not null check (status in ('open', 'in_progress', 'resolved', 'closed')),
    priority text not null check (priority in ('low', 'medium', 'high', 'urgent')),
    assignee_id :uuid references users (id), created_at :instant not null, updated_at :instant not null,
    resolved_at :instant, closed_at :instant)`,
  `create index tickets_newest on tickets (created_at, id)`,
  `create index tickets_status on tickets (status, created_at, id)`,
  `create index tickets_customer on tickets (customer_id, created_at, id)`,
  `create index tickets_assignee on tickets (assignee_id, created_at, id)`,
  `create index tickets_chat on tickets (chat_session_id)`,
  `create table activities (
    id :uuid primary key, customer_id :uuid not null references customers (id), type text not null,
    at :instant not null, description text not null, metadata :json not null)`,
  `create index activities_customer on activities (customer_id, at, id)`,
  `create index activities_newest on activities (at, id)`,
  `create table events (
    seq :bigcount primary key, at :instant not null, kind text not null, refs :json not null, body :json not null)`,
  `create table counters (name text primary key, value :bigcount not null)`,
  `insert into counters (name, value) values ('event', 0), ('ticket', 0)`,
  `create table jobs (
    id :uuid primary key, kind text not null, payload :json not null, dedupe_key text unique,
    run_at :instant not null, attempts integer not null, leased_until :instant, last_error text,
    failed_at :instant, created_at :instant not null)`,
  `create index jobs_due on jobs (run_at) where failed_at is null`,
  `create table settings (key text primary key, value :json not null, updated_at :instant not null)`,
  `create table idempotency_keys (
    owner text not null, route text not null, key text not null, body_hash text not null,
    status_code integer, answer text, created_at :instant not null, primary key (owner, route, key))`,
  `create index idempotency_keys_age on idempotency_keys (created_at)`,
]

const inJson = (dialect: Dialect, column: string, key: string) =>
  dialect === 'sqlite' ? `json_extract(${column}, '$.${key}')` : `${column} ->> '${key}'`

/** The classic names, for BI tools that read the database directly. */
const views = (dialect: Dialect) => [
  `create view chat_sessions as
    select c.id, c.customer_id, c.assignee_id as agent_id,
      case c.status when 'open' then 'active' else c.status end as status, c.started_at, c.closed_at as ended_at
    from conversations c where c.channel = 'webchat'`,
  `create view chat_messages as
    select m.id, m.conversation_id as session_id, m.seq, m.author_type as sender_type, m.author_id as sender_id,
      m.author_name as sender_name, m.content, m.sent_at
    from messages m join conversations c on c.id = m.conversation_id
    where c.channel = 'webchat' and m.visibility = 'public'`,
  `create view customer_activities as
    select id, customer_id, type as activity_type, description, metadata, at as created_at from activities`,
  `create view crisp_conversations as
    select c.external_id as session_id, c.external_source as website_id, c.status,
      ${inJson(dialect, 'c.data', 'state')} as state, ${inJson(dialect, 'c.data', 'nickname')} as meta_nickname,
      ${inJson(dialect, 'c.data', 'email')} as meta_email, ${inJson(dialect, 'c.data', 'phone')} as meta_phone,
      c.started_at as created_at_crisp, c.last_activity_at as updated_at_crisp
    from conversations c where c.channel = 'crisp'`,
  `create view crisp_messages as
    select m.client_message_id as fingerprint, c.external_id as session_id, c.external_source as website_id,
      m.kind as type, m.author_type as "from", m.content, m.sent_at as timestamp
    from messages m join conversations c on c.id = m.conversation_id
    where c.channel = 'crisp' and m.visibility = 'public'`,
]

export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  for (const statement of [...TABLES.map((text) => typed(dialect, text)), ...views(dialect)])
    await sql.raw(statement).execute(db)
}
