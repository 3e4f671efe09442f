import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Dialect } from '../dialect.ts'
import { typed } from './types.ts'

/** The tags that an import makes, by name. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const statement = `alter table imports add column new_tags :json not null default '[]'`
  await sql.raw(typed(dialect, statement)).execute(db)
}
