import type { Selectable } from 'kysely'
import { amongIds } from '../db/bulk.ts'
import type { Dialect } from '../db/dialect.ts'
import type { Sql, Tx } from '../db/transaction.ts'
import { isId } from '../ids.ts'
import { problem } from '../problems.ts'
import type { UserTable } from './table.ts'

export type UserRow = Selectable<UserTable>

export const findUserByEmail = (sql: Sql, email: string) =>
  sql.selectFrom('users').selectAll().where('email', '=', email).executeTakeFirst()

/** The account with this id, or undefined. */
export const findUser = async (sql: Sql, id: string): Promise<UserRow | undefined> =>
  isId(id) ? sql.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst() : undefined

/** The account as it is now, kept from changing until the transaction ends. */
export const lockUser = async (tx: Tx, id: string): Promise<UserRow | undefined> =>
  isId(id)
    ? tx.sql
        .selectFrom('users')
        .selectAll()
        .where('id', '=', id)
        .$if(tx.database.dialect === 'postgres', (query) => query.forNoKeyUpdate())
        .executeTakeFirst()
    : undefined

/** Accounts as they are now, kept from changing until the transaction ends; always taken in the order of their ids. */
export const lockUsers = (tx: Tx, ids: readonly string[]): Promise<UserRow[]> =>
  tx.sql
    .selectFrom('users')
    .selectAll()
    .where(amongIds(tx.database.dialect, 'users.id', ids))
    .orderBy('users.id')
    .$if(tx.database.dialect === 'postgres', (query) => query.forNoKeyUpdate())
    .execute()

/** An active agent (or above) with this id; throws `agent_not_found`. */
export async function findAgent(sql: Sql, id: string): Promise<UserRow> {
  const user = await findUser(sql, id)
  if (!user || user.isActive !== 1 || user.role === 'customer') throw problem('agent_not_found')
  return user
}

/** Which of these ids are active agents' (or above). */
export async function activeAgents(
  sql: Sql,
  dialect: Dialect,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const known = ids.filter(isId)
  if (known.length === 0) return new Set()
  const rows = await sql
    .selectFrom('users')
    .select('id')
    .where(amongIds(dialect, 'users.id', known))
    .where('isActive', '=', 1)
    .where('role', '!=', 'customer')
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** The active account of a login session that has not ended. */
export const userOfSession = (sql: Sql, sessionId: string) =>
  sql
    .selectFrom('loginSessions')
    .innerJoin('users', 'users.id', 'loginSessions.userId')
    .selectAll('users')
    .where('loginSessions.id', '=', sessionId)
    .where('loginSessions.endedAt', 'is', null)
    .where('users.isActive', '=', 1)
    .executeTakeFirst()

/** The active account of an API key, with the key's id and when it was used last. */
export const userOfApiKey = (sql: Sql, keyHash: string) =>
  sql
    .selectFrom('apiKeys')
    .innerJoin('users', 'users.id', 'apiKeys.userId')
    .selectAll('users')
    .select(['apiKeys.id as apiKeyId', 'apiKeys.lastUsedAt'])
    .where('apiKeys.keyHash', '=', keyHash)
    .where('users.isActive', '=', 1)
    .executeTakeFirst()

export const listAgents = (sql: Sql) =>
  sql
    .selectFrom('users')
    .selectAll()
    .where('role', '!=', 'customer')
    .orderBy('name')
    .orderBy('id')
    .limit(1_000)
    .execute()

/**
 * Whether there is, or ever was, anybody on the staff: whoever registers first becomes the admin, and nobody does so a
 * second time, whatever became of the first.
 */
export async function hasStaff(sql: Sql): Promise<boolean> {
  const someone = await sql
    .selectFrom('users')
    .select('id')
    .where('role', '!=', 'customer')
    .limit(1)
    .executeTakeFirst()
  return someone !== undefined
}

/** How many active admins there are. */
export async function countAdmins(sql: Sql): Promise<number> {
  const row = await sql
    .selectFrom('users')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('role', '=', 'admin')
    .where('isActive', '=', 1)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}
