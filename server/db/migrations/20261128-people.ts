import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Dialect } from '../dialect.ts'
import { typed } from './types.ts'

const STATEMENTS = [
  // As whom the site signed for a visitor: two customers may have become one, and each goes on with their own chat.
  `alter table conversations add column verified_as text`,
  `update conversations set verified_as = (select min(i.value) from customer_identities i
    where i.customer_id = conversations.customer_id and i.kind = 'external')
    where channel = 'webchat' and is_verified = 1`,

  `create index customers_merged on customers (merged_into) where merged_into is not null`,
  `create table customer_merges (
    id :uuid primary key, survivor_id :uuid not null references customers (id), merged_id :uuid not null references customers (id),
    made_by :uuid not null references users (id), made_at :instant not null, undone_at :instant,
    fields :json not null, before :json not null)`,
  `create index customer_merges_survivor on customer_merges (survivor_id, made_at)`,
  `create index customer_merges_merged on customer_merges (merged_id)`,
  `create table customer_merge_rows (
    merge_id :uuid not null references customer_merges (id) on delete cascade, kind text not null, row_id :uuid not null,
    primary key (merge_id, kind, row_id))`,

  `create table audit_entries (
    id :uuid primary key, action text not null, user_id :uuid references users (id), at :instant not null,
    subject_id :uuid not null, counts :json not null)`,
  `create index audit_entries_newest on audit_entries (at, id)`,
  `create table erasures (
    id :uuid primary key, customer_id :uuid not null, asked_by :uuid not null references users (id),
    asked_at :instant not null, done_at :instant, kept :json not null, event_cursor :bigcount not null)`,
  `create table erasure_subjects (
    erasure_id :uuid not null references erasures (id) on delete cascade, kind text not null, subject_id :uuid not null,
    primary key (erasure_id, kind, subject_id))`,
  `create table tombstones (hash text primary key, erased_at :instant not null)`,
  // What a row refers to is looked for when it is deleted.
  `create index conversations_continues on conversations (continues_in) where continues_in is not null`,
  `create index conversation_links_target on conversation_links (target_id)`,
  `create index crisp_outbox_conversation on crisp_outbox (conversation_id)`,
  `create index scheduled_messages_conversation on scheduled_messages (conversation_id)`,
]

export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(typed(dialect, statement)).execute(db)
}
