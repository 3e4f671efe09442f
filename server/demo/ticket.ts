import type { TicketPriority, TicketStatus } from '../contract/tickets.ts'
import type { ConversationRow } from '../conversations/index.ts'
import type { CustomerRow } from '../customers/index.ts'
import type { UserRow } from '../identity/queries.ts'
import { changesOf, describeChanges } from '../tickets/changes.ts'
import { ticketNumber } from '../tickets/number.ts'
import { stampsAt } from '../tickets/policy.ts'
import type { TicketRow } from '../tickets/queries.ts'
import { viewTicket } from '../tickets/view.ts'
import type { Ledger } from './ledger.ts'
import { actor, keep, note, open, say, type Thread } from './thread.ts'

/** A ticket being worked on. */
export interface TicketWork {
  row: TicketRow
  thread: Thread
  ticketNumber: string
}

/** A ticket to be. */
export interface NewTicket {
  customer: CustomerRow
  chat: ConversationRow | null
  subject: string
  description: string
  priority: TicketPriority
  assignee: UserRow | null
  by: UserRow
}

function newRow(ledger: Ledger, thread: Thread, wanted: NewTicket): TicketRow {
  const { customer, chat, assignee, subject, description, priority } = wanted
  return {
    id: ledger.id(),
    number: ledger.ticketNumber(),
    customerId: customer.id,
    customerName: customer.name,
    customerEmail: customer.email,
    conversationId: thread.row.id,
    chatSessionId: chat?.id ?? null,
    convertedFrom: chat?.id ?? null,
    subject,
    description,
    priority,
    status: 'open',
    assigneeId: assignee?.id ?? null,
    assigneeName: assignee?.name ?? null,
    headSeq: 0,
    noteCount: 0,
    createdAt: ledger.now(),
    updatedAt: ledger.now(),
    resolvedAt: null,
    closedAt: null,
  }
}

/** Opens a ticket with its own thread; a chat it comes from becomes this ticket. */
export function openTicket(ledger: Ledger, wanted: NewTicket): TicketWork {
  const { customer, by, subject } = wanted
  const thread = open(ledger, { channel: 'ticket', customer, name: customer.name })
  const row = newRow(ledger, thread, wanted)
  thread.ticketId = row.id
  const work = { row, thread, ticketNumber: ticketNumber(row.number) }
  ledger.event({ kind: 'ticket.created', refs: refsOf(work), body: { ticket: viewTicket(row) } })
  note(ledger, {
    customerId: customer.id,
    type: 'ticket_created',
    description: `Ticket ${work.ticketNumber} created: ${subject}`,
    metadata: {
      ticketId: row.id,
      ticketNumber: work.ticketNumber,
      chatSessionId: row.chatSessionId,
      byId: by.id,
      byName: by.name,
    },
  })
  return work
}

const refsOf = ({ row: { id, customerId, conversationId } }: Pick<TicketWork, 'row'>) => ({
  ticketId: id,
  customerId,
  conversationId,
})

/** Moves a ticket on; who takes one that nobody has, has it. */
export function setStatus(
  ledger: Ledger,
  work: TicketWork,
  status: TicketStatus,
  by: UserRow,
): void {
  const { row: before, ticketNumber: number } = work
  const now = ledger.now()
  const assignee = {
    assigneeId: before.assigneeId ?? by.id,
    assigneeName: before.assigneeName ?? by.name,
  }
  const stamps = stampsAt(status, { resolvedAt: before.resolvedAt, now })
  work.row = { ...before, status, ...assignee, ...stamps, updatedAt: now }
  const changes = changesOf(before, work.row)
  ledger.event({
    kind: 'ticket.updated',
    refs: refsOf(work),
    body: { ticket: viewTicket(work.row), changed: Object.keys(changes), byId: by.id },
  })
  note(ledger, {
    customerId: before.customerId,
    type: status === 'closed' ? 'ticket_closed' : 'ticket_updated',
    description: describeChanges(number, changes),
    metadata: { ticketId: before.id, ticketNumber: number, changes, byId: by.id, byName: by.name },
  })
}

/** Writes a comment, or an internal note. */
export function comment(
  ledger: Ledger,
  { row, thread, ticketNumber: number }: TicketWork,
  { content, isInternal, by }: { content: string; isInternal: boolean; by: UserRow },
): void {
  const inside = isInternal ? ({ kind: 'note', visibility: 'internal' } as const) : {}
  const message = say(ledger, thread, { author: actor(by), content, ...inside })
  note(ledger, {
    customerId: row.customerId,
    type: 'ticket_comment',
    description: `${isInternal ? 'Internal note' : 'Comment'} on ${number} by ${by.name}`,
    metadata: { ticketId: row.id, ticketNumber: number, commentId: message.id, isInternal },
  })
}

/** Hands in the ticket and its thread as they stand. */
export function keepTicket(ledger: Ledger, { row, thread }: TicketWork): void {
  keep(ledger, thread)
  const { customerName, customerEmail, assigneeName, headSeq, noteCount, ...columns } = row
  ledger.row('tickets', columns)
}
