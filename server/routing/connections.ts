import type { Availability } from '../contract/routing.ts'
import { amongIds } from '../db/bulk.ts'
import type { Database, Sql, Tx } from '../db/transaction.ts'
import { lockUsers, saveAttendance, type UserRow } from '../identity/index.ts'
import { askHandBack, isThere } from './hand-back.ts'

/** How long a connection counts without being renewed. */
export const LIFE_MS = 15_000
/** How long a connection that ended still counts: a page that is loaded again is back before. */
export const GRACE_MS = 5_000

/** A console of an agent: its socket and whose it is. */
export interface AgentConnection {
  id: string
  userId: string
}

const later = (at: string, ms: number) => new Date(Date.parse(at) + ms).toISOString()

/** An agent opened a console. */
export const addConnection = (database: Database, { id, userId }: AgentConnection): Promise<void> =>
  database.transaction(async (tx) => {
    const users = await lockUsers(tx, [userId])
    const row = { id, userId, isIdle: 0, focusId: null, expiresAt: later(tx.now, LIFE_MS) }
    await tx.sql
      .insertInto('agentConnections')
      .values(row)
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ expiresAt: row.expiresAt }))
      .execute()
    await settle(tx, users)
  })

/** A console was closed, or its line broke: it counts for the grace only. */
export async function endConnection({ sql, clock }: Database, id: string): Promise<void> {
  const expiresAt = later(clock.now().toISOString(), GRACE_MS)
  await sql
    .updateTable('agentConnections')
    .set({ expiresAt, focusId: null })
    .where('id', '=', id)
    .execute()
}

/** Renews the connections of a process in one statement; answers which of them somebody has removed. */
export async function renewConnections(
  { sql, clock }: Database,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await sql
    .updateTable('agentConnections')
    .set({ expiresAt: later(clock.now().toISOString(), LIFE_MS) })
    .where('id', 'in', ids)
    .returning('id')
    .execute()
  const known = new Set(rows.map((row) => row.id))
  return ids.filter((id) => !known.has(id))
}

/**
 * Lets every connection that is known count a whole life more: while no process ran nobody could renew them, and
 * their agents are about to come back.
 */
export async function keepConnections({ sql, clock }: Database): Promise<void> {
  const expiresAt = later(clock.now().toISOString(), LIFE_MS)
  await sql
    .updateTable('agentConnections')
    .set({ expiresAt })
    .where('expiresAt', '<', expiresAt)
    .execute()
}

/** Removes what has expired, on whatever process it was; who has no console left is absent. */
export async function sweepConnections(database: Database): Promise<void> {
  const expired = await expiredUsers(database.sql, database.clock.now().toISOString())
  if (expired.length === 0) return
  await database.transaction(async (tx) => {
    const users = await lockUsers(tx, expired)
    await tx.sql
      .deleteFrom('agentConnections')
      .where('expiresAt', '<=', tx.now)
      .where(amongIds(database.dialect, 'userId', expired))
      .execute()
    await settle(tx, users)
  })
}

async function expiredUsers(sql: Sql, now: string): Promise<string[]> {
  const rows = await sql
    .selectFrom('agentConnections')
    .select('userId')
    .distinct()
    .where('expiresAt', '<=', now)
    .execute()
  return rows.map((row) => row.userId)
}

/**
 * What an agent says of themselves. Said by the machine (idle, locked, or in use again) it concerns that console only,
 * and never what they said.
 */
export const sayAvailability = (
  database: Database,
  { id, userId }: AgentConnection,
  said: { state: Availability; isAutomatic: boolean },
): Promise<void> =>
  database.transaction(async (tx) => {
    const users = await lockUsers(tx, [userId])
    await tx.sql
      .updateTable('agentConnections')
      .set({ isIdle: said.isAutomatic && said.state !== 'online' ? 1 : 0 })
      .where('id', '=', id)
      .execute()
    await settle(tx, users, said.isAutomatic ? undefined : said.state)
  })

/** Brings accounts in line with their connections; the caller holds them. */
async function settle(tx: Tx, users: readonly UserRow[], said?: Availability): Promise<void> {
  const ids = users.map((user) => user.id)
  const rows = await tx.sql
    .selectFrom('agentConnections')
    .select((row) => ['userId', row.fn.min<number>('isIdle').as('isIdle')])
    .where(amongIds(tx.database.dialect, 'userId', ids))
    .groupBy('userId')
    .execute()
  const open = new Map(rows.map((row) => [row.userId, row.isIdle]))
  for (const user of users) {
    const after = await saveAttendance(tx, user, {
      availability: said ?? user.availability,
      isPresent: open.has(user.id) ? 1 : 0,
      isIdle: open.get(user.id) ?? 0,
    })
    if (isThere(user) && !isThere(after)) await askHandBack(tx, user.id)
  }
}
