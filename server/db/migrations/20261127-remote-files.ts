import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Dialect } from '../dialect.ts'
import { typed } from './types.ts'

/** The file of a message whose bytes are at the system it came from. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await sql.raw(typed(dialect, `alter table messages add column remote_file :json`)).execute(db)
}
