import type { z } from 'zod'
import type { UpdateMeBody, UpdateUserBody } from '../contract/identity.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { problem } from '../problems.ts'
import { endSessionsOf } from './login-session.ts'
import { hashPassword } from './passwords.ts'
import { countAdmins, lockUser, type UserRow } from './queries.ts'
import { tellStaff } from './staff.ts'
import { waitForOthers } from './turn.ts'

type Change = Partial<
  Pick<UserRow, 'name' | 'language' | 'role' | 'isActive' | 'passwordHash' | 'capacity'>
>

async function change(tx: Tx, id: string, values: Change): Promise<UserRow> {
  const row = await tx.sql
    .updateTable('users')
    .set({ ...values, updatedAt: tx.now })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  if (!row) throw problem('user_not_found')
  return row
}

/** Changes one's own name or language. */
export const updateMe = (
  database: Database,
  id: string,
  { name, language }: z.infer<typeof UpdateMeBody>,
): Promise<UserRow> =>
  database.transaction(async (tx) => {
    const row = await change(tx, id, {
      ...(name !== undefined && { name }),
      ...(language !== undefined && { language }),
    })
    if (row.role !== 'customer') tellStaff(tx, row)
    return row
  })

/**
 * Changes an account as an admin. A new password, another role or deactivation signs it out everywhere.
 * Throws `user_not_found` or `last_admin`.
 */
export async function updateUser(
  database: Database,
  id: string,
  body: z.infer<typeof UpdateUserBody>,
): Promise<UserRow> {
  const passwordHash = body.password === undefined ? undefined : await hashPassword(body.password)
  return database.transaction(async (tx) => {
    const before = await lockUser(tx, id)
    if (!before) throw problem('user_not_found')
    const after = await change(tx, id, {
      ...(body.name !== undefined && { name: body.name }),
      ...(body.role !== undefined && { role: body.role }),
      ...(body.isActive !== undefined && { isActive: body.isActive ? 1 : 0 }),
      ...(passwordHash !== undefined && { passwordHash }),
      ...(body.capacity !== undefined && { capacity: body.capacity }),
    })
    if (before.role === 'admin') await refuseLastAdmin(tx)
    if (before.role !== 'customer' || after.role !== 'customer') tellStaff(tx, after)
    const signsOut =
      passwordHash !== undefined || after.role !== before.role || after.isActive !== 1
    if (signsOut) await endSessionsOf(tx, id)
    return after
  })
}

async function refuseLastAdmin(tx: Tx): Promise<void> {
  await waitForOthers(tx)
  if ((await countAdmins(tx.sql)) === 0) throw problem('last_admin')
}
