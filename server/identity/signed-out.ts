import { Listeners } from '../db/listeners.ts'
import type { Database, Tx } from '../db/transaction.ts'
import type { Principal } from './authenticate.ts'

/** What somebody is signed in by, or as. Each may end: then the sockets that came by it are cut. */
export interface SignIn {
  kind: 'login' | 'account' | 'api-key'
  id: string
}

const listeners = new Listeners<[ended: SignIn]>()

/** Hears of every login session, account and API key that ends, so that its sockets can be cut. */
export function onSignedOut(database: Database, listener: (ended: SignIn) => void): void {
  listeners.add(database, listener)
}

/** Tells, once it is committed, that nobody is signed in by this any more. */
export const announceSignedOut = (tx: Tx, ended: SignIn): void => listeners.tellAfter(tx, ended)

/** Everything whose end signs this principal out. */
export function signInsOf({ user, sessionId, apiKeyId }: Principal): SignIn[] {
  const signIns: SignIn[] = [{ kind: 'account', id: user.id }]
  if (sessionId !== null) signIns.push({ kind: 'login', id: sessionId })
  if (apiKeyId !== null) signIns.push({ kind: 'api-key', id: apiKeyId })
  return signIns
}
