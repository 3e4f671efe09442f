import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Dialect } from '../dialect.ts'
import { typed } from './types.ts'

const STATEMENTS = [
  // Asked of everybody who is written to, and of whatever gets words for the search.
  `create index erasure_subjects_subject on erasure_subjects (subject_id)`,
  // An erasure takes what was read, too.
  `create index notifications_about_any on notifications (about_id) where about_id is not null`,
  `create table erasure_partners (
    erasure_id :uuid not null references erasures (id) on delete cascade, customer_id :uuid not null,
    since :instant not null, until :instant not null, primary key (erasure_id, customer_id, since, until))`,
  `create table forgotten_customers (
    customer_id :uuid primary key, since :instant not null, partners :json not null)`,
  // A merge that was taken back needs nothing of what it would have taken back.
  `update customer_merges set fields = '{}', before = '{}' where undone_at is not null`,
]

export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(typed(dialect, statement)).execute(db)
}
