import type { SignedIn, TokenPair } from '../contract/identity.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { problem } from '../problems.ts'
import type { TokenKeys } from './keys.ts'
import type { UserRow } from './queries.ts'
import { announceSignedOut } from './signed-out.ts'
import {
  ACCESS_SECONDS,
  readRefreshToken,
  REFRESH_DAYS,
  refreshToken,
  signAccessToken,
} from './tokens.ts'
import { viewUser } from './view.ts'

const DAY_MS = 86_400_000
const expiry = (now: string) => new Date(Date.parse(now) + REFRESH_DAYS * DAY_MS).toISOString()

async function pair(
  keys: TokenKeys,
  tx: Tx,
  session: { id: string; userId: string; generation: number },
): Promise<TokenPair> {
  const now = new Date(tx.now)
  return {
    accessToken: await signAccessToken(
      keys,
      { userId: session.userId, sessionId: session.id },
      now,
    ),
    refreshToken: refreshToken(keys, session.id, session.generation),
    expiresIn: ACCESS_SECONDS,
  }
}

/** Begins a login session for an account. */
export async function beginSession(tx: Tx, keys: TokenKeys, user: UserRow): Promise<SignedIn> {
  const session = { id: newId(), userId: user.id, generation: 1 }
  await tx.sql
    .insertInto('loginSessions')
    .values({
      ...session,
      createdAt: tx.now,
      lastUsedAt: tx.now,
      expiresAt: expiry(tx.now),
      endedAt: null,
    })
    .execute()
  return { user: viewUser(user), ...(await pair(keys, tx, session)) }
}

/** Ends a login session; its access tokens are worth nothing from now on. */
export async function endSession(tx: Tx, sessionId: string): Promise<void> {
  await tx.sql
    .updateTable('loginSessions')
    .set({ endedAt: tx.now })
    .where('id', '=', sessionId)
    .where('endedAt', 'is', null)
    .execute()
  announceSignedOut(tx, { kind: 'login', id: sessionId })
}

const openSessions = (tx: Tx, userId: string) =>
  tx.sql
    .selectFrom('loginSessions')
    .select(['id', 'expiresAt'])
    .where('userId', '=', userId)
    .where('endedAt', 'is', null)
    .execute()

/** Ends every login session of an account, and cuts what its API keys hold open. */
export async function endSessionsOf(tx: Tx, userId: string): Promise<void> {
  for (const session of await openSessions(tx, userId)) await endSession(tx, session.id)
  announceSignedOut(tx, { kind: 'account', id: userId })
}

/** Ends every login session of an account but one; answers how many of them could still be used. */
export async function endOtherSessions(
  tx: Tx,
  userId: string,
  keptId: string | null,
): Promise<number> {
  const others = (await openSessions(tx, userId)).filter(({ id }) => id !== keptId)
  for (const { id } of others) await endSession(tx, id)
  return others.filter(({ expiresAt }) => expiresAt > tx.now).length
}

/**
 * Trades a refresh token for a new pair. One that was traded before ends its whole session:
 * throws `refresh_token_reused`, or `refresh_token_invalid` for any other text.
 */
export async function refreshSession(
  database: Database,
  keys: TokenKeys,
  token: string,
): Promise<TokenPair> {
  const read = readRefreshToken(keys, token)
  if (!read) throw problem('refresh_token_invalid')
  const outcome = await database.transaction(async (tx) => {
    const session = await tx.sql
      .updateTable('loginSessions')
      .set((row) => ({
        generation: row('generation', '+', 1),
        lastUsedAt: tx.now,
        expiresAt: expiry(tx.now),
      }))
      .where('id', '=', read.sessionId)
      .where('generation', '=', read.generation)
      .where('endedAt', 'is', null)
      .where('expiresAt', '>', tx.now)
      .where('userId', 'in', tx.sql.selectFrom('users').select('id').where('isActive', '=', 1))
      .returning(['id', 'userId', 'generation'])
      .executeTakeFirst()
    if (session) return pair(keys, tx, session)
    return endIfReused(tx, read)
  })
  if (typeof outcome === 'string') throw problem(outcome, { isCommitted: true })
  return outcome
}

// The end of the session must be committed, so the refusal is a result here and thrown outside.
async function endIfReused(tx: Tx, read: { sessionId: string; generation: number }) {
  const session = await tx.sql
    .selectFrom('loginSessions')
    .selectAll()
    .where('id', '=', read.sessionId)
    .executeTakeFirst()
  if (!session || session.endedAt !== null || session.generation <= read.generation)
    return 'refresh_token_invalid' as const
  await endSession(tx, session.id)
  return 'refresh_token_reused' as const
}
