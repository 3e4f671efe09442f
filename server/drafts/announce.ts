import type { Draft } from '../contract/drafts.ts'
import { Listeners } from '../db/listeners.ts'
import type { Database, Tx } from '../db/transaction.ts'

type Kept = [agentId: string, draft: Draft]

const listeners = new Listeners<Kept>()

/** Hears of every draft that is kept or dropped, so that the other windows of its agent can be told. */
export function onDraft(database: Database, listener: (...kept: Kept) => void): void {
  listeners.add(database, listener)
}

/** Tells of a draft once it is committed. It is no fact of the workspace: it is its agent's alone. */
export const announceDraft = (tx: Tx, ...kept: Kept): void => listeners.tellAfter(tx, ...kept)
