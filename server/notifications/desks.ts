import type { Selectable } from 'kysely'
import { amongIds } from '../db/bulk.ts'
import type { Tx } from '../db/transaction.ts'
import type { NotificationDeskTable } from './table.ts'

export type DeskRow = Selectable<NotificationDeskTable>

/**
 * Takes what is kept of these agents for this transaction, always in the order of their ids so that two takers never
 * deadlock. Whoever has nothing kept yet begins at zero.
 */
export async function lockDesks(tx: Tx, agentIds: readonly string[]): Promise<DeskRow[]> {
  const ids = [...new Set(agentIds)].toSorted()
  for (const agentId of await missing(tx, ids))
    await tx.sql
      .insertInto('notificationDesks')
      .values({ agentId, head: 0, unread: 0, preferences: null })
      .onConflict((conflict) => conflict.column('agentId').doNothing())
      .execute()
  return tx.sql
    .selectFrom('notificationDesks')
    .selectAll()
    .where(amongIds(tx.database.dialect, 'agentId', ids))
    .orderBy('agentId')
    .$if(tx.database.dialect === 'postgres', (query) => query.forUpdate())
    .execute()
}

async function missing(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.sql
    .selectFrom('notificationDesks')
    .select('agentId')
    .where(amongIds(tx.database.dialect, 'agentId', ids))
    .execute()
  const known = new Set(rows.map((row) => row.agentId))
  return ids.filter((id) => !known.has(id))
}

/** Keeps how far each of them has come. The caller has taken them. */
export async function saveDesks(tx: Tx, desks: readonly DeskRow[]): Promise<void> {
  for (const { agentId, head, unread } of desks)
    await tx.sql
      .updateTable('notificationDesks')
      .set({ head, unread })
      .where('agentId', '=', agentId)
      .execute()
}
