import { type Kysely, sql } from 'kysely'
import type { Dialect } from '../dialect.ts'
import { typed } from './types.ts'

/** From when on customers are looked at once more who committed after others with a later time. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const statement = 'alter table duplicate_progress add column swept_at :instant'
  await sql.raw(typed(dialect, statement)).execute(db)
}
