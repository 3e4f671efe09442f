import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Dialect } from '../dialect.ts'
import { typed } from './types.ts'

/** How far back the conversations of a website are here whole, while its past is brought in. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const column = `alter table crisp_websites add column backfill_reached :bigcount`
  await sql.raw(typed(dialect, column)).execute(db)
}
