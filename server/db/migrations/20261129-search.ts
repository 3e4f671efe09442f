import { type Kysely, sql } from 'kysely'
import type { Dialect } from '../dialect.ts'

// As the tables of words that are there already.
const documents = (table: string) => [
  `create table ${table} (id bigint primary key, target_id uuid not null unique, words tsvector not null)`,
  `create index ${table}_words on ${table} using gin (words) with (gin_pending_list_limit = 256)`,
  `alter table ${table} alter column words set statistics 0`,
]

const STATEMENTS = [
  ...['search_notes', 'search_companies'].flatMap(documents),
  // Customers have further addresses among their words now; what comes after them is new. Messages are as they were.
  `update search_progress set filling = 'customers', filled_to = null
    where seq is not null and filling is distinct from 'messages'`,
]

export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  // On SQLite the words are in a file of their own, which is made anew when it is of another version.
  if (dialect === 'sqlite') return
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
