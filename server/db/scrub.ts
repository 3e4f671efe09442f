import { sql } from 'kysely'
import type { Database } from './transaction.ts'

const TRIES = 20
const REST_MS = 250

// So much is written anew in a moment. Nobody could write while a larger file is.
const SMALL_BYTES = 32 * 2 ** 20

/**
 * Makes sure that what was deleted is in no file any more: SQLite's log holds it until it is folded back and cut off.
 * Where pages were divided, a copy may stay in the part that is not used, until the file is written anew: a small one is at
 * once. Postgres gives the space back when it vacuums.
 */
export async function scrub(database: Database): Promise<void> {
  if (database.dialect !== 'sqlite') return
  if ((await bytesOf(database)) <= SMALL_BYTES) await sql`vacuum`.execute(database.sql)
  for (let left = TRIES; left > 0; left--) {
    if (await cutOff(database)) return
    // Somebody reads what the log holds, for a moment.
    await new Promise((resolve) => setTimeout(resolve, REST_MS))
  }
  throw new Error('the write-ahead log could not be cut off: somebody reads it all the time')
}

// Nobody is waited for, since everything else would wait as well; and only the file that is this connection's own is
// taken, not one that is read beside it.
const cutOff = (database: Database): Promise<boolean> =>
  database.sql.connection().execute(async (own) => {
    await sql`pragma busy_timeout = 0`.execute(own)
    try {
      const { rows } = await sql<{ busy: number }>`pragma main.wal_checkpoint(truncate)`.execute(
        own,
      )
      return rows[0]?.busy === 0
    } finally {
      await sql`pragma busy_timeout = 5000`.execute(own)
    }
  })

async function bytesOf(database: Database): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`
    select page_count * page_size as bytes from pragma_page_count, pragma_page_size`.execute(
    database.sql,
  )
  return rows[0]?.bytes ?? 0
}
