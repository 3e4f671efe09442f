import { type Kysely, sql } from 'kysely'
import type { Dialect } from '../dialect.ts'

// A long list of what is not in the index yet would be read by every search. Without statistics the words are always
// looked up in the index.
const documents = (table: string) => [
  `create table ${table} (id bigint primary key, target_id uuid not null unique, words tsvector not null)`,
  `create index ${table}_words on ${table} using gin (words) with (gin_pending_list_limit = 256)`,
  `alter table ${table} alter column words set statistics 0`,
]

const STATEMENTS = [
  ...['search_messages', 'search_customers', 'search_tickets'].flatMap(documents),
  `create table search_progress (
    id integer primary key check (id = 1), seq bigint, at timestamptz, filling text, filled_to uuid)`,
  `insert into search_progress (id) values (1)`,
]

export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  // On SQLite the words are in a file of their own, which is made anew when it is missing.
  if (dialect === 'sqlite') return
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
