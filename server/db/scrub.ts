import { sql } from 'kysely'
import type { Database } from './transaction.ts'

const TRIES = 20
const REST_MS = 250

/**
 * Makes sure that what was deleted is in no file any more: SQLite's log holds it until it is folded back and cut off.
 * Postgres gives the space back when it vacuums.
 */
export async function scrub(database: Database): Promise<void> {
  if (database.dialect !== 'sqlite') return
  for (let left = TRIES; left > 0; left--) {
    const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(
      database.sql,
    )
    if (rows[0]?.busy === 0) return
    // Somebody reads what the log holds, for a moment.
    await new Promise((resolve) => setTimeout(resolve, REST_MS))
  }
  throw new Error('the write-ahead log could not be cut off: somebody reads it all the time')
}
