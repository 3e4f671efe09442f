import type { Database } from '../db/transaction.ts'
import type { Authenticate } from '../http/access.ts'
import type { Principal } from '../identity/index.ts'
import { problem } from '../problems.ts'

/** The agent who holds a handshake's token; throws `unauthorized` for anyone else. */
export async function agentPrincipal(
  database: Database,
  authenticate: Authenticate,
  token: unknown,
): Promise<Principal> {
  if (typeof token !== 'string') throw problem('unauthorized')
  const principal = await authenticate(database, token.replace(/^Bearer +/i, ''))
  if (principal.user.role === 'customer') throw problem('unauthorized')
  return principal
}
