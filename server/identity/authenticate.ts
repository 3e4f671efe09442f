import { createHash } from 'node:crypto'
import type { User } from '../contract/identity.ts'
import type { Database } from '../db/transaction.ts'
import { isId } from '../ids.ts'
import { problem } from '../problems.ts'
import type { TokenKeys } from './keys.ts'
import { userOfApiKey, userOfSession } from './queries.ts'
import { readAccessToken } from './tokens.ts'
import { viewUser } from './view.ts'

/** Who is acting: an account, and the login session or the API key it came by (null for the other). */
export interface Principal {
  user: User
  sessionId: string | null
  apiKeyId: string | null
}

// The time of the last use is kept to the minute: a write for every request would tell nobody more.
const USE_MS = 60_000

export const API_KEY_PREFIX = 'fd_'

/** The digest under which an API key is kept. */
export const apiKeyHash = (key: string) => createHash('sha256').update(key).digest('hex')

/**
 * Finds out who holds a bearer token: an access token of a session that goes on, or an API key.
 * Throws `unauthorized` or `token_expired`.
 */
export async function authenticate(
  database: Database,
  keys: TokenKeys,
  token: string,
): Promise<Principal> {
  if (token.startsWith(API_KEY_PREFIX)) {
    const row = await userOfApiKey(database.sql, apiKeyHash(token))
    if (!row) throw problem('unauthorized')
    await noteUse(database, row)
    return { user: viewUser(row), sessionId: null, apiKeyId: row.apiKeyId }
  }
  const { userId, sessionId } = await readAccessToken(keys, token, database.clock.now())
  const row = isId(sessionId) ? await userOfSession(database.sql, sessionId) : undefined
  if (!row || row.id !== userId) throw problem('unauthorized')
  return { user: viewUser(row), sessionId, apiKeyId: null }
}

async function noteUse(
  { sql, clock }: Database,
  { apiKeyId, lastUsedAt }: { apiKeyId: string; lastUsedAt: string | null },
): Promise<void> {
  const now = clock.now()
  if (lastUsedAt !== null && now.getTime() - Date.parse(lastUsedAt) < USE_MS) return
  await sql
    .updateTable('apiKeys')
    .set({ lastUsedAt: now.toISOString() })
    .where('id', '=', apiKeyId)
    .execute()
}
