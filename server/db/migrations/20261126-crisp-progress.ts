import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/** About how many conversations a website has, so that the time a backfill still takes can be told. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(`alter table crisp_websites add column backfill_total integer`).execute(db)
}
