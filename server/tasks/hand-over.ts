import type { Tx } from '../db/transaction.ts'
import { moveTold } from '../timeline/index.ts'
import { findTask } from './queries.ts'
import { tellHandedOver } from './tell.ts'

/** The tasks of a chat that turned out to be another customer's become theirs, with what they left on the timeline. */
export async function handOverTasks(
  tx: Tx,
  conversationId: string,
  { from, to }: { from: string; to: string },
): Promise<void> {
  const moved = await tx.sql
    .updateTable('tasks')
    .set({ customerId: to, updatedAt: tx.now })
    .where('customerId', '=', from)
    .where((row) =>
      row.or([
        row('conversationId', '=', conversationId),
        row(
          'ticketId',
          'in',
          row.selectFrom('tickets').select('id').where('chatSessionId', '=', conversationId),
        ),
      ]),
    )
    .returning('id')
    .execute()
  for (const { id } of moved) {
    await moveTold(tx, { what: 'tasks', id }, { from, to })
    const row = await findTask(tx.sql, id)
    if (row) tellHandedOver(tx, row)
  }
}
