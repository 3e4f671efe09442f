import type { Database } from '../db/transaction.ts'
import type { FileStore } from '../files/index.ts'
import type { JobHandler } from '../jobs/index.ts'
import { IS_GOING_ON } from './running.ts'

const KEPT_MS = 7 * 86_400_000

/**
 * Forgets imports, with their files and the rows that were not taken: all that do not run, or those begun before a time.
 * One that was given up runs no more.
 */
export async function forgetImports(
  database: Database,
  store: FileStore,
  before?: string,
): Promise<void> {
  const gone = await database.transaction((tx) =>
    tx.sql
      .deleteFrom('imports')
      .where((row) => row.or([row('state', '!=', 'running'), row.not(IS_GOING_ON)]))
      .$if(before !== undefined, (query) => query.where('createdAt', '<', before ?? ''))
      .returning('id')
      .execute(),
  )
  for (const { id } of gone) await store.remove(id)
}

/** Forgets those of more than a week ago: what they hold of people is not kept for nothing. */
export const forgetOldImports =
  (database: Database, store: FileStore): JobHandler =>
  () =>
    forgetImports(database, store, new Date(database.clock.now().getTime() - KEPT_MS).toISOString())
