import type { TicketPriority, TicketStatus } from '../contract/tickets.ts'

/** A piece of work. Its comments are the messages of `conversationId`. */
export interface TicketTable {
  id: string
  number: number
  customerId: string
  conversationId: string
  /** The chat it was made from or belongs to. */
  chatSessionId: string | null
  /** Equal to `chatSessionId` when the chat was converted into this ticket; unique, so a chat is converted once. */
  convertedFrom: string | null
  subject: string
  description: string
  status: TicketStatus
  priority: TicketPriority
  assigneeId: string | null
  createdAt: string
  updatedAt: string
  resolvedAt: string | null
  closedAt: string | null
}
