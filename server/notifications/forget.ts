import type { Database, Sql, Tx } from '../db/transaction.ts'
import { holdCursor, moveCursor, nextBatch } from '../stream/index.ts'
import { markRead, renameToldOf } from './actions.ts'
import { DECIDED_KINDS } from './decide.ts'

const BATCH = 50

/**
 * Removes what agents were told about these conversations and tickets. What was not read counts as read first, so that
 * every window's number stays right, and nobody decides meanwhile whom to tell.
 */
export async function forgetAbout(database: Database, ids: readonly string[]): Promise<void> {
  for (let at = 0; at < ids.length; at += BATCH) {
    const some = ids.slice(at, at + BATCH)
    await database.transaction(async (tx) => {
      await holdCursor(tx, 'notified')
      for (const aboutId of some) {
        await markRead(tx, { aboutId })
        await dropRead(tx.sql, aboutId)
      }
    })
    await new Promise(setImmediate)
  }
}

/** Removes what was read about something. */
export const dropRead = (sql: Sql, aboutId: string) =>
  sql
    .deleteFrom('notifications')
    .where('aboutId', '=', aboutId)
    .where('readAt', 'is not', null)
    .execute()

/** Calls whose tasks agents were told of by their names now, by the ids of the tasks. */
export async function renameAbout(
  database: Database,
  names: ReadonlyMap<string, string>,
): Promise<void> {
  const all = [...names]
  for (let at = 0; at < all.length; at += BATCH)
    await database.transaction(async (tx) => {
      await holdCursor(tx, 'notified')
      await renameToldOf(tx, new Map(all.slice(at, at + BATCH)))
    })
}

const TRIES = 50
const REST_MS = 100

/**
 * Resolves once nobody can be told any more of what the stream said up to a number and does not say now; throws when it
 * takes too long.
 */
export async function decidedUntil(database: Database, seq: number): Promise<void> {
  for (let left = TRIES; left > 0; left--) {
    if (await database.transaction((tx) => isDecidedUntil(tx, seq))) return
    await new Promise((resolve) => setTimeout(resolve, REST_MS))
  }
  throw new Error('it is not decided yet who is told of what the stream said')
}

// Who decides may have read what stood there before: where the cursor moves on, that counts no more.
async function isDecidedUntil(tx: Tx, seq: number): Promise<boolean> {
  const after = await holdCursor(tx, 'notified')
  const next = await nextBatch(tx.sql, { cursor: 'notified', kinds: DECIDED_KINDS, limit: 1 })
  if (after >= seq || !next) return true
  const [first] = next.events
  if (first && first.seq <= seq) return false
  await moveCursor(tx, 'notified', first ? first.seq - 1 : next.to)
  return true
}
