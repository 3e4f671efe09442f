import type { Database } from '../db/transaction.ts'
import { focusConnection } from '../routing/index.ts'
import { markRead } from './actions.ts'

/** An agent looks at something on one console, or (null) no longer: what they were told of it is read. */
export async function focus(
  database: Database,
  at: { id: string; userId: string; focusId: string | null },
): Promise<void> {
  await database.transaction(async (tx) => {
    await focusConnection(tx.sql, at)
    if (at.focusId !== null) await markRead(tx, { agentId: at.userId, aboutId: at.focusId })
  })
}
