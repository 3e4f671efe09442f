import type { LoginBody, RegisterBody, Role, SignedIn } from '../contract/identity.ts'
import type { Database, Sql, Tx } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { problem } from '../problems.ts'
import { readSettings } from '../settings/index.ts'
import type { Principal } from './authenticate.ts'
import type { TokenKeys } from './keys.ts'
import { beginSession } from './login-session.ts'
import { hashPassword, passwordMatches } from './passwords.ts'
import { mayRegister } from './policy.ts'
import { countAdmins, findUserByEmail, hasStaff, lockUser, type UserRow } from './queries.ts'
import { tellStaff } from './staff.ts'
import { waitForOthers } from './turn.ts'

async function insertUser(
  tx: Tx,
  user: Omit<RegisterBody, 'password'> & { passwordHash: string; role: Role },
): Promise<UserRow> {
  const row = await tx.sql
    .insertInto('users')
    .values({
      id: newId(),
      ...user,
      isActive: 1,
      language: null,
      availability: 'online',
      isPresent: 0,
      isIdle: 0,
      capacity: null,
      lastAssignedAt: null,
      createdAt: tx.now,
      updatedAt: tx.now,
    })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returningAll()
    .executeTakeFirst()
  if (!row) throw problem('email_taken')
  return row
}

async function roleOfNew(sql: Sql, by: Principal | null, wanted: Role | undefined): Promise<Role> {
  const isFirst = !(await hasStaff(sql))
  const { customerRegistration } = await readSettings(sql)
  return mayRegister({ isFirst, customerRegistration, by: by?.user.role ?? null, wanted })
}

/**
 * Creates an account and signs it in. Without any admin it becomes the first one; afterwards admins create staff, and
 * strangers `customer` accounts where the workspace allows it. Throws `unauthorized`, `forbidden` or `email_taken`.
 */
export async function register(
  database: Database,
  keys: TokenKeys,
  by: Principal | null,
  body: RegisterBody,
): Promise<SignedIn> {
  // A stranger who may not is refused before the costly hash; who is first is decided again when it is our turn.
  await roleOfNew(database.sql, by, body.role)
  const passwordHash = await hashPassword(body.password)
  return database.transaction(async (tx) => {
    await waitForOthers(tx)
    const role = await roleOfNew(tx.sql, by, body.role)
    const user = await insertUser(tx, { email: body.email, name: body.name, role, passwordHash })
    if (role !== 'customer') tellStaff(tx, user)
    return beginSession(tx, keys, user)
  })
}

/** Signs in by e-mail and password; throws `invalid_credentials`, alike and in like time for every reason. */
export async function login(
  database: Database,
  keys: TokenKeys,
  body: LoginBody,
): Promise<SignedIn> {
  const user = await findUserByEmail(database.sql, body.email)
  const right = await passwordMatches(user?.passwordHash, body.password)
  if (!user || !right || user.isActive !== 1) throw problem('invalid_credentials')
  return database.transaction(async (tx) => {
    // A password reset while this one was checked has ended every session; it must not miss this one.
    const now = await lockUser(tx, user.id)
    if (now?.passwordHash !== user.passwordHash || now.isActive !== 1)
      throw problem('invalid_credentials')
    return beginSession(tx, keys, now)
  })
}

/** Creates the first admin from the environment; does nothing when there is one. */
export async function createFirstAdmin(
  database: Database,
  admin: { email: string; password: string },
): Promise<boolean> {
  if ((await countAdmins(database.sql)) > 0) return false
  const passwordHash = await hashPassword(admin.password)
  return database.transaction(async (tx) => {
    await waitForOthers(tx)
    if ((await countAdmins(tx.sql)) > 0) return false
    const email = admin.email.trim().toLowerCase()
    await insertUser(tx, { email, name: 'Admin', role: 'admin', passwordHash })
    return true
  })
}
