import { randomInt } from 'node:crypto'
import type { z } from 'zod'
import type { ChangePasswordBody } from '../contract/identity.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { problem } from '../problems.ts'
import type { Principal } from './authenticate.ts'
import { endOtherSessions, endSessionsOf } from './login-session.ts'
import { hashPassword, passwordMatches } from './passwords.ts'
import { findUser, findUserByEmail, lockUser, type UserRow } from './queries.ts'

const setPassword = (tx: Tx, id: string, passwordHash: string) =>
  tx.sql
    .updateTable('users')
    .set({ passwordHash, updatedAt: tx.now })
    .where('id', '=', id)
    .execute()

/**
 * Changes one's own password, for whoever knows the one it had; signs out every other session and answers how many those
 * were. Throws `wrong_password`.
 */
export async function changePassword(
  database: Database,
  { user: { id }, sessionId }: Principal,
  { currentPassword, newPassword }: z.infer<typeof ChangePasswordBody>,
): Promise<number> {
  const known = await findUser(database.sql, id)
  if (!(await passwordMatches(known?.passwordHash, currentPassword)))
    throw problem('wrong_password')
  const passwordHash = await hashPassword(newPassword)
  return database.transaction(async (tx) => {
    // An admin may have set another one while this one was checked.
    const now = await lockUser(tx, id)
    if (now?.passwordHash !== known?.passwordHash) throw problem('wrong_password')
    await setPassword(tx, id, passwordHash)
    return endOtherSessions(tx, id, sessionId)
  })
}

// Nothing that looks like something else: it is read from a screen and typed.
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'
const GROUPS = [5, 5, 5, 5]

const drawPassword = () =>
  GROUPS.map((length) =>
    Array.from({ length }, () => LETTERS.charAt(randomInt(LETTERS.length))).join(''),
  ).join('-')

/** Gives an account a password nobody knows yet, and signs it out everywhere; undefined where there is no such account. */
export async function resetPassword(
  database: Database,
  email: string,
): Promise<{ user: UserRow; password: string } | undefined> {
  const user = await findUserByEmail(database.sql, email.trim().toLowerCase())
  if (!user) return undefined
  const password = drawPassword()
  const passwordHash = await hashPassword(password)
  await database.transaction(async (tx) => {
    await lockUser(tx, user.id)
    await setPassword(tx, user.id, passwordHash)
    await endSessionsOf(tx, user.id)
  })
  return { user, password }
}
