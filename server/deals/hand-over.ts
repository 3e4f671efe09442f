import type { Tx } from '../db/transaction.ts'
import { append } from '../stream/index.ts'
import { moveTold } from '../timeline/index.ts'
import { changedEvent } from './entries.ts'
import { named } from './saving.ts'

/** The deals of a chat that turned out to be another customer's become theirs, with what they left on the timeline. */
export async function handOverDeals(
  tx: Tx,
  conversationId: string,
  { from, to }: { from: string; to: string },
): Promise<void> {
  const moved = await tx.sql
    .updateTable('deals')
    .set({ customerId: to, updatedAt: tx.now })
    .where('customerId', '=', from)
    .where('conversationId', '=', conversationId)
    .returning('id')
    .execute()
  for (const { id } of moved) {
    await moveTold(tx, { what: 'deals', id }, { from, to })
    append(tx, changedEvent(await named(tx, id), ['customerId'], null))
  }
}
