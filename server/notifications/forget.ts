import type { Database, Sql, Tx } from '../db/transaction.ts'
import { holdCursor, moveCursor, nextBatch } from '../stream/index.ts'
import { markRead, rename, type Renaming } from './actions.ts'
import { DECIDED_KINDS, NEWS_MS } from './decide.ts'

const BATCH = 50
const MOST_RENAMED = 200

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

/**
 * Calls customers by their names of today in what agents were told of tasks because of what happened in a time: whose a
 * task is may have changed since.
 */
export async function renameTold(
  database: Database,
  { since, until }: { since: string; until: string },
): Promise<void> {
  const latest = new Date(Date.parse(until) + NEWS_MS).toISOString()
  for (let isMore = true; isMore; await new Promise(setImmediate))
    isMore = await database.transaction(async (tx) => {
      await holdCursor(tx, 'notified')
      const found = await misnamed(tx.sql, since, latest)
      await rename(tx, found)
      return found.length === MOST_RENAMED
    })
}

/** What was told in a time of tasks whose customers have another name now; so many at once. */
export const misnamed = (sql: Sql, since: string, latest: string): Promise<Renaming[]> =>
  sql
    .selectFrom('notifications')
    .innerJoin('tasks', 'tasks.id', 'notifications.aboutId')
    .innerJoin('customers', 'customers.id', 'tasks.customerId')
    .select(['notifications.id', 'notifications.agentId', 'customers.name'])
    .where('notifications.about', '=', 'task')
    .where('notifications.createdAt', '>=', since)
    .where('notifications.createdAt', '<=', latest)
    .whereRef('notifications.who', '<>', 'customers.name')
    .limit(MOST_RENAMED)
    .execute()

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
