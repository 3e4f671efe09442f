import type { LoginBody, RegisterBody, Role, SignedIn } from '../contract/identity.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { problem } from '../problems.ts'
import { readSettings } from '../settings/index.ts'
import type { Principal } from './authenticate.ts'
import { beginSession } from './login-session.ts'
import { hashPassword, passwordMatches } from './passwords.ts'
import { mayRegister } from './policy.ts'
import { countAdmins, findUserByEmail, type UserRow } from './queries.ts'
import type { TokenKeys } from './tokens.ts'

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
      createdAt: tx.now,
      updatedAt: tx.now,
    })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returningAll()
    .executeTakeFirst()
  if (!row) throw problem('email_taken')
  return row
}

// Two first visits at once must not make two admins: both wait here for the counter row, the second sees the first's.
const waitForOthers = (tx: Tx) =>
  tx.sql
    .updateTable('counters')
    .set((row) => ({ value: row.ref('value') }))
    .where('name', '=', 'event')
    .execute()

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
  const passwordHash = await hashPassword(body.password)
  return database.transaction(async (tx) => {
    await waitForOthers(tx)
    const isFirst = (await countAdmins(tx.sql)) === 0
    const { customerRegistration } = await readSettings(tx.sql)
    const role = mayRegister({
      isFirst,
      customerRegistration,
      by: by?.user.role ?? null,
      wanted: body.role,
    })
    const user = await insertUser(tx, { email: body.email, name: body.name, role, passwordHash })
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
  return database.transaction((tx) => beginSession(tx, keys, user))
}

/** Creates the first admin from the environment; does nothing when there is one. */
export async function createFirstAdmin(
  database: Database,
  admin: { email: string; password: string },
): Promise<boolean> {
  if ((await countAdmins(database.sql)) > 0) return false
  const passwordHash = await hashPassword(admin.password)
  await database.transaction((tx) =>
    insertUser(tx, {
      email: admin.email.trim().toLowerCase(),
      name: 'Admin',
      role: 'admin',
      passwordHash,
    }),
  )
  return true
}
