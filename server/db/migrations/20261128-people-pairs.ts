import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Dialect } from '../dialect.ts'
import { typed } from './types.ts'

const STATEMENTS = [
  `create index customers_updated on customers (updated_at, id)`,
  `create table duplicate_keys (
    kind text not null, key text not null, customer_id :uuid not null references customers (id) on delete cascade,
    primary key (kind, key, customer_id))`,
  `create index duplicate_keys_customer on duplicate_keys (customer_id)`,
  `create table duplicate_dismissals (
    first_id :uuid not null references customers (id) on delete cascade,
    second_id :uuid not null references customers (id) on delete cascade,
    dismissed_by :uuid not null references users (id), dismissed_at :instant not null,
    primary key (first_id, second_id))`,
  `create index duplicate_dismissals_second on duplicate_dismissals (second_id)`,
  `create table duplicate_progress (id integer primary key, at :instant)`,
  `insert into duplicate_progress (id) values (1)`,
]

export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(typed(dialect, statement)).execute(db)
}
