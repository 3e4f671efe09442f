import type { Database, Tx } from '../db/transaction.ts'
import type { Principal } from './authenticate.ts'

/** What somebody is signed in by, or as. Each may end: then the sockets that came by it are cut. */
export interface SignIn {
  kind: 'login' | 'account' | 'api-key'
  id: string
}

type Listener = (ended: SignIn) => void

const listeners = new WeakMap<Database, Set<Listener>>()

/** Hears of every login session, account and API key that ends, so that its sockets can be cut. */
export function onSignedOut(database: Database, listener: Listener): void {
  listeners.set(database, (listeners.get(database) ?? new Set()).add(listener))
}

/** Tells, once it is committed, that nobody is signed in by this any more. */
export function announceSignedOut(tx: Tx, ended: SignIn): void {
  tx.afterCommit(() => {
    for (const listener of listeners.get(tx.database) ?? []) listener(ended)
  })
}

/** Everything whose end signs this principal out. */
export function signInsOf({ user, sessionId, apiKeyId }: Principal): SignIn[] {
  const signIns: SignIn[] = [{ kind: 'account', id: user.id }]
  if (sessionId !== null) signIns.push({ kind: 'login', id: sessionId })
  if (apiKeyId !== null) signIns.push({ kind: 'api-key', id: apiKeyId })
  return signIns
}
