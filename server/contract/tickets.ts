import { z } from 'zod'
import { CustomerRef } from './customers.ts'
import { answer, cursored, limitOf, listed, PageQuery, totalled } from './envelope.ts'
import { MENTIONS_IN_NOTES, mentions } from './mentions.ts'
import { id, line, rawText, time } from './text.ts'
import { ChatMessage, ChatSession } from './webchat.ts'

export const TicketStatus = z.enum(['open', 'in_progress', 'resolved', 'closed'])
export type TicketStatus = z.infer<typeof TicketStatus>

export const TicketPriority = z.enum(['low', 'medium', 'high', 'urgent'])
export type TicketPriority = z.infer<typeof TicketPriority>

export const Ticket = z.object({
  id,
  ticketNumber: z.string(),
  customerId: id,
  customer: CustomerRef,
  chatSessionId: id.nullable(),
  /** The ticket's own thread: its comments are that conversation's messages. */
  conversationId: id,
  subject: z.string(),
  description: z.string(),
  status: TicketStatus,
  priority: TicketPriority,
  assignedTo: id.nullable(),
  assignee: z.object({ id, name: z.string() }).nullable(),
  createdAt: time,
  updatedAt: time,
  resolvedAt: time.nullable(),
  closedAt: time.nullable(),
})
export type Ticket = z.infer<typeof Ticket>

export const TicketListItem = Ticket.extend({ _count: z.object({ comments: z.number().int() }) })
export type TicketListItem = z.infer<typeof TicketListItem>

export const TicketComment = z.object({
  id,
  ticketId: id,
  userId: z.string().nullable(),
  userName: z.string(),
  comment: z.string(),
  isInternal: z.boolean(),
  /** The agents an internal note names, by id. Absent where there are none. */
  mentions: z.array(id).optional(),
  createdAt: time,
})
export type TicketComment = z.infer<typeof TicketComment>

/** Comments and chat messages are the first 500 of each; their own lists page on. */
export const TicketDetail = Ticket.extend({
  chatSession: ChatSession.extend({ messages: z.array(ChatMessage) }).nullable(),
  comments: z.array(TicketComment),
})
export type TicketDetail = z.infer<typeof TicketDetail>

const subject = line(5, 200)
const description = rawText.trim().min(10).max(20_000)
// Ids in bodies are looked up, not validated: a malformed id is an unknown one (404).
const reference = z.string().max(100).toLowerCase()

export const CreateTicketBody = z.strictObject({
  customerId: reference,
  subject,
  description,
  priority: TicketPriority.default('medium'),
  chatSessionId: reference.nullish(),
  assignedTo: reference.nullish(),
})
export type CreateTicketBody = z.infer<typeof CreateTicketBody>

export const ConvertChatBody = z.strictObject({
  subject,
  priority: TicketPriority.default('medium'),
  assignedTo: reference.nullish(),
})
export type ConvertChatBody = z.infer<typeof ConvertChatBody>

export const UpdateTicketBody = z.strictObject({
  subject: subject.optional(),
  description: description.optional(),
  status: TicketStatus.optional(),
  priority: TicketPriority.optional(),
  assignedTo: reference.nullable().optional(),
})
export type UpdateTicketBody = z.infer<typeof UpdateTicketBody>

export const TicketListQuery = PageQuery.extend({
  status: TicketStatus.optional(),
  priority: TicketPriority.optional(),
  customerId: reference.optional(),
  assignedTo: reference.optional(),
  cursor: z.string().max(200).optional(),
})
export type TicketListQuery = z.infer<typeof TicketListQuery>

export const CustomerTicketsQuery = z.object({
  cursor: z.string().max(200).optional(),
  limit: limitOf(500, 500),
})

export const CommentBody = z
  .strictObject({
    comment: rawText.trim().min(1).max(10_000),
    isInternal: z.boolean().default(false),
    mentions: mentions.optional(),
  })
  .refine(({ isInternal, mentions: named }) => isInternal || !named?.length, MENTIONS_IN_NOTES)
export type CommentBody = z.infer<typeof CommentBody>

export const TicketAnswer = answer(Ticket)
export const TicketDetailAnswer = answer(TicketDetail)
export const TicketList = listed(TicketListItem)
export const CustomerTickets = cursored(TicketListItem)
export const CommentAnswer = answer(TicketComment)
export const CommentList = totalled(TicketComment)
