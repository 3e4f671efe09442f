import type { CommentBody, TicketComment } from '../contract/tickets.ts'
import { appendMessages, messageContent } from '../conversations/index.ts'
import type { Database } from '../db/transaction.ts'
import { problem, ProblemError } from '../problems.ts'
import { recordActivity } from '../timeline/index.ts'
import type { Author } from './actions.ts'
import { ticketNumber } from './number.ts'
import { findTicket } from './queries.ts'
import { viewComment } from './view.ts'

/** Adds a comment, or an internal note, to a ticket; throws `ticket_not_found`, `message_empty` or `agent_not_found`. */
export const addComment = (
  database: Database,
  ticketId: string,
  { comment, isInternal, mentions }: CommentBody,
  by: Author,
): Promise<TicketComment> =>
  database.transaction(async (tx) => {
    const content = messageContent(comment)
    const ticket = await findTicket(tx.sql, ticketId)
    if (!ticket) throw problem('ticket_not_found')
    const [outcome] = await appendMessages(tx, [
      {
        conversationId: ticket.conversationId,
        author: { type: 'agent', id: by.id, name: by.name },
        kind: isInternal ? 'note' : 'text',
        visibility: isInternal ? 'internal' : 'public',
        content,
        clientMessageId: null,
        mentions,
      },
    ])
    if (!outcome || outcome instanceof ProblemError) throw outcome ?? problem('ticket_not_found')
    // Read again now that its thread is held: its customer may have been merged with another meanwhile.
    const held = await findTicket(tx.sql, ticketId)
    if (!held) throw problem('ticket_not_found')
    const number = ticketNumber(held.number)
    await recordActivity(tx, {
      customerId: held.customerId,
      type: 'ticket_comment',
      description: `${isInternal ? 'Internal note' : 'Comment'} on ${number} by ${by.name}`,
      metadata: { ticketId, ticketNumber: number, commentId: outcome.message.id, isInternal },
    })
    return viewComment(outcome.message, ticketId)
  })
