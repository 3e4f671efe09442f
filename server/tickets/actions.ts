import type { CreateTicketBody, Ticket, UpdateTicketBody } from '../contract/tickets.ts'
import { lockOrigin } from '../conversations/index.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { findAgent } from '../identity/index.ts'
import { problem } from '../problems.ts'
import { append } from '../stream/index.ts'
import { recordActivity } from '../timeline/index.ts'
import { changesOf, describeChanges } from './changes.ts'
import { insertTicket } from './insert.ts'
import { mayGo, stampsAt } from './policy.ts'
import { findTicket, lockTicket, type TicketRow } from './queries.ts'
import { viewTicket } from './view.ts'

/** The account that does something to a ticket. */
export interface Author {
  id: string
  name: string
}

/** Takes a ticket for this transaction; throws `ticket_not_found`. */
async function takeTicket(tx: Tx, id: string): Promise<TicketRow> {
  const ticket = await lockTicket(tx, id)
  if (!ticket) throw problem('ticket_not_found')
  return ticket
}

/** The ticket with this id; throws `ticket_not_found`. */
export async function ticketOf(database: Database, id: string): Promise<TicketRow> {
  const ticket = await findTicket(database.sql, id)
  if (!ticket) throw problem('ticket_not_found')
  return ticket
}

/** Creates a ticket; throws `customer_not_found`, `session_not_found` or `agent_not_found`. */
export const createTicket = (
  database: Database,
  body: CreateTicketBody,
  by: Author,
): Promise<Ticket> =>
  database.transaction(async (tx) => {
    const origin = { customerId: body.customerId, conversationId: body.chatSessionId }
    const { customer, chat } = await lockOrigin(tx, origin, 'session_not_found')
    const assignee = body.assignedTo == null ? null : await findAgent(tx.sql, body.assignedTo)
    const { subject, description, priority } = body
    const references = {
      chatSessionId: chat?.id ?? null,
      convertedFrom: null,
      assigneeId: assignee?.id ?? null,
    }
    return insertTicket(tx, { customer, subject, description, priority, ...references }, by)
  })

/**
 * Changes what is given; nothing new changes nothing. Throws `ticket_not_found`, `agent_not_found` or, when the
 * workflow does not lead there, `ticket_transition`.
 */
export const updateTicket = (
  database: Database,
  id: string,
  body: UpdateTicketBody,
  by: Author,
): Promise<Ticket> =>
  database.transaction(async (tx) => {
    const before = await takeTicket(tx, id)
    const status = body.status ?? before.status
    if (status !== before.status && !mayGo(before.status, status))
      throw problem('ticket_transition', { values: { from: before.status, to: status } })
    return save(
      tx,
      before,
      {
        subject: body.subject ?? before.subject,
        description: body.description ?? before.description,
        priority: body.priority ?? before.priority,
        status,
        ...(await assigneeAfter(tx, before, body.assignedTo)),
      },
      by,
    )
  })

async function assigneeAfter(tx: Tx, before: TicketRow, wanted: string | null | undefined) {
  const { assigneeId, assigneeName } = before
  if (wanted === undefined || wanted === assigneeId) return { assigneeId, assigneeName }
  if (wanted === null) return { assigneeId: null, assigneeName: null }
  const agent = await findAgent(tx.sql, wanted)
  return { assigneeId: agent.id, assigneeName: agent.name }
}

/** Closes a ticket whatever its status; closing a closed one changes nothing. Throws `ticket_not_found`. */
export const closeTicket = (database: Database, id: string, by: Author): Promise<Ticket> =>
  database.transaction(async (tx) => save(tx, await takeTicket(tx, id), { status: 'closed' }, by))

type Wanted = Partial<
  Pick<TicketRow, 'subject' | 'description' | 'status' | 'priority' | 'assigneeId' | 'assigneeName'>
>

async function save(tx: Tx, before: TicketRow, wanted: Wanted, by: Author): Promise<Ticket> {
  const next = { ...before, ...wanted, updatedAt: tx.now }
  const changes = changesOf(before, next)
  if (Object.keys(changes).length === 0) return viewTicket(before)
  const after = changes.status
    ? { ...next, ...stampsAt(next.status, { resolvedAt: before.resolvedAt, now: tx.now }) }
    : next
  const { subject, description, status, priority, assigneeId, updatedAt, resolvedAt, closedAt } =
    after
  await tx.sql
    .updateTable('tickets')
    .set({ subject, description, status, priority, assigneeId, updatedAt, resolvedAt, closedAt })
    .where('id', '=', before.id)
    .execute()
  const ticket = viewTicket(after)
  append(tx, {
    kind: 'ticket.updated',
    refs: {
      ticketId: ticket.id,
      customerId: ticket.customerId,
      conversationId: ticket.conversationId,
    },
    body: { ticket, changed: Object.keys(changes), byId: by.id },
  })
  await recordActivity(tx, {
    customerId: ticket.customerId,
    type: changes.status?.to === 'closed' ? 'ticket_closed' : 'ticket_updated',
    description: describeChanges(ticket.ticketNumber, changes),
    metadata: {
      ticketId: ticket.id,
      ticketNumber: ticket.ticketNumber,
      changes,
      byId: by.id,
      byName: by.name,
    },
  })
  return ticket
}
