import type { Ticket, TicketComment, TicketListItem } from '../contract/tickets.ts'
import type { MessageRow } from '../conversations/index.ts'
import { ticketNumber } from './number.ts'
import type { TicketRow } from './queries.ts'

export const viewTicket = (row: TicketRow): Ticket => ({
  id: row.id,
  ticketNumber: ticketNumber(row.number),
  customerId: row.customerId,
  customer: { id: row.customerId, email: row.customerEmail, name: row.customerName },
  chatSessionId: row.chatSessionId,
  conversationId: row.conversationId,
  subject: row.subject,
  description: row.description,
  status: row.status,
  priority: row.priority,
  assignedTo: row.assigneeId,
  assignee: row.assigneeId === null ? null : { id: row.assigneeId, name: row.assigneeName ?? '' },
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
  resolvedAt: row.resolvedAt,
  closedAt: row.closedAt,
})

/** How many comments a ticket has, internal ones among them. */
export const commentCount = (row: TicketRow): number => row.headSeq + row.noteCount

export const viewTicketItem = (row: TicketRow): TicketListItem => ({
  ...viewTicket(row),
  _count: { comments: commentCount(row) },
})

export const viewComment = (row: MessageRow, ticketId: string): TicketComment => ({
  id: row.id,
  ticketId,
  userId: row.authorId,
  userName: row.authorName,
  comment: row.content,
  isInternal: row.visibility === 'internal',
  ...(row.mentions !== null && { mentions: JSON.parse(row.mentions) as string[] }),
  createdAt: row.sentAt,
})
