import { amongIds } from '../db/bulk.ts'
import type { Sql, Tx } from '../db/transaction.ts'
import { GRACE_MS } from './connections.ts'

/** An open console of an agent, and what they look at there. */
export interface AgentFocus {
  id: string
  focusId: string | null
}

/** Keeps what an agent looks at on one console. */
export async function focusConnection(
  sql: Sql,
  { id, userId, focusId }: AgentFocus & { userId: string },
): Promise<void> {
  await sql
    .updateTable('agentConnections')
    .set({ focusId })
    .where('id', '=', id)
    .where('userId', '=', userId)
    .execute()
}

/** The consoles of these agents that are open now, on any process; one that was just closed no longer is. */
export async function focusOf(
  { sql, database, now }: Tx,
  agentIds: readonly string[],
): Promise<Map<string, AgentFocus[]>> {
  const rows = await sql
    .selectFrom('agentConnections')
    .select(['id', 'userId', 'focusId'])
    .where('expiresAt', '>', new Date(Date.parse(now) + GRACE_MS).toISOString())
    .where(amongIds(database.dialect, 'userId', agentIds))
    .orderBy('id')
    .execute()
  return Map.groupBy(rows, (row) => row.userId)
}
