import type { Ticket } from '../contract/tickets.ts'
import { openConversation } from '../conversations/index.ts'
import { type CustomerRow, viewCustomerRef } from '../customers/index.ts'
import type { Tx } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { advance, append } from '../stream/index.ts'
import { recordActivity } from '../timeline/index.ts'
import { findTicket, type TicketRow } from './queries.ts'
import { viewTicket } from './view.ts'

/** A ticket to be. */
export type NewTicket = Pick<
  TicketRow,
  'subject' | 'description' | 'priority' | 'chatSessionId' | 'convertedFrom' | 'assigneeId'
> & { customer: CustomerRow }

/** Adds a ticket with its own thread, tells it and puts it on the customer's timeline. */
export async function insertTicket(
  tx: Tx,
  { customer, ...fields }: NewTicket,
  by: { id: string; name: string },
): Promise<Ticket> {
  const thread = await openConversation(tx, {
    channel: 'ticket',
    customer: viewCustomerRef(customer),
    visitorName: customer.name,
  })
  // The counter stays locked until the commit, so it comes after everything that may have to wait.
  const number = await advance(tx, 'ticket', 1)
  const id = newId()
  await tx.sql
    .insertInto('tickets')
    .values({
      id,
      number,
      customerId: customer.id,
      conversationId: thread.id,
      ...fields,
      status: 'open',
      createdAt: tx.now,
      updatedAt: tx.now,
      resolvedAt: null,
      closedAt: null,
    })
    .execute()
  return announceTicket(tx, id, by)
}

async function announceTicket(
  tx: Tx,
  id: string,
  by: { id: string; name: string },
): Promise<Ticket> {
  const row = await findTicket(tx.sql, id)
  if (!row) throw new Error('a ticket is gone in the transaction that inserted it')
  const ticket = viewTicket(row)
  const { ticketNumber, customerId, conversationId, chatSessionId } = ticket
  append(tx, {
    kind: 'ticket.created',
    refs: { ticketId: id, customerId, conversationId },
    body: { ticket },
  })
  await recordActivity(tx, {
    customerId,
    type: 'ticket_created',
    description: `Ticket ${ticketNumber} created: ${ticket.subject}`,
    metadata: { ticketId: id, ticketNumber, chatSessionId, byId: by.id, byName: by.name },
  })
  return ticket
}
