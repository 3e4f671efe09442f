import { type Kysely, sql } from 'kysely'
import type { Dialect } from '../dialect.ts'
import { typed } from './types.ts'

/** When a team answers, where that is not when the workspace does. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await sql.raw(typed(dialect, `alter table teams add column hours :json`)).execute(db)
}
