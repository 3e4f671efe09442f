import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Dialect } from '../dialect.ts'
import { typed } from './types.ts'

const TABLES = [
  `create table crisp_reconciliations (
    id :uuid primary key, website_id text not null references crisp_websites (website_id), from_day text not null,
    to_day text not null, state text not null, is_repairing integer not null default 0, last_error text,
    created_at :instant not null, ended_at :instant)`,
  `create index crisp_reconciliations_website on crisp_reconciliations (website_id, created_at, id)`,
  `create index crisp_reconciliations_waiting on crisp_reconciliations (website_id) where state in ('wanted', 'running')`,
  `create table crisp_reconciled (
    reconciliation_id :uuid not null references crisp_reconciliations (id) on delete cascade, session_id text not null,
    day text not null, here integer not null, there integer not null, primary key (reconciliation_id, session_id, day))`,
  `create table crisp_differences (
    reconciliation_id :uuid not null references crisp_reconciliations (id) on delete cascade, day text not null,
    session_id text not null, fingerprint :bigcount not null, kind text not null, repaired_at :instant,
    primary key (reconciliation_id, day, session_id, fingerprint))`,
  `create index crisp_differences_session on crisp_differences (reconciliation_id, session_id)`,
  `create index crisp_items_time on crisp_items (website_id, sent_at)`,
]

export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  for (const text of TABLES) await sql.raw(typed(dialect, text)).execute(db)
}
