import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Dialect } from '../dialect.ts'
import { typed } from './types.ts'

/** How many rows of a file are about somebody whom a row before is about. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const statement = 'alter table imports add column repeated :bigcount not null default 0'
  await sql.raw(typed(dialect, statement)).execute(db)
}
