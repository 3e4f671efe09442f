import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'
import { append } from '../stream/index.ts'
import { findTicket } from './queries.ts'
import { viewTicket } from './view.ts'

/** The tickets of a chat that turned out to be another customer's become theirs, with what they left on the timeline. */
export async function handOverTickets(
  tx: Tx,
  chatSessionId: string,
  { from, to }: { from: string; to: string },
): Promise<void> {
  const moved = await tx.sql
    .updateTable('tickets')
    .set({ customerId: to, updatedAt: tx.now })
    .where('chatSessionId', '=', chatSessionId)
    .where('customerId', '=', from)
    .returning(['id', 'conversationId'])
    .execute()
  for (const { id, conversationId } of moved) {
    await tx.sql
      .updateTable('conversations')
      .set({ customerId: to })
      .where('id', '=', conversationId)
      .execute()
    await tx.sql
      .updateTable('activities')
      .set({ customerId: to })
      .where('customerId', '=', from)
      .where(sql<string>`metadata ->> 'ticketId'`, '=', id)
      .execute()
    await tellHandedOver(tx, id)
  }
}

async function tellHandedOver(tx: Tx, id: string): Promise<void> {
  const row = await findTicket(tx.sql, id)
  if (!row) throw new Error('a ticket is gone in the transaction that moved it')
  append(tx, {
    kind: 'ticket.updated',
    refs: { ticketId: id, customerId: row.customerId, conversationId: row.conversationId },
    body: { ticket: viewTicket(row), changed: ['customerId'], byId: null },
  })
}
