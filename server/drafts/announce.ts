import type { Draft } from '../contract/drafts.ts'
import type { Database, Tx } from '../db/transaction.ts'

type Listener = (agentId: string, draft: Draft) => void

const listeners = new WeakMap<Database, Set<Listener>>()

/** Hears of every draft that is kept or dropped, so that the other windows of its agent can be told. */
export function onDraft(database: Database, listener: Listener): void {
  listeners.set(database, (listeners.get(database) ?? new Set()).add(listener))
}

/** Tells of a draft once it is committed. It is no fact of the workspace: it is its agent's alone. */
export function announceDraft(tx: Tx, agentId: string, draft: Draft): void {
  tx.afterCommit(() => {
    for (const listener of listeners.get(tx.database) ?? []) listener(agentId, draft)
  })
}
