import type { Ticket, TicketPriority } from '../../../server/contract/tickets.ts'
import { ask } from '../sync/api.ts'
import { learnTickets } from '../sync/learn.ts'
import { fetchConversation } from '../sync/missing.ts'
import { ApiProblem } from '../sync/problem.ts'
import { learnAnswer } from '../sync/store.ts'

/** Makes a ticket of a chat. When somebody was quicker, the conversation is fetched anew: it names their ticket. */
export async function convertChat(
  conversationId: string,
  body: { subject: string; priority: TicketPriority },
) {
  const path = `/api/tickets/convert-from-chat/${encodeURIComponent(conversationId)}`
  try {
    return await learnAnswer(
      () => ask<Ticket>({ method: 'POST', path, body }),
      (now, ticket, askedAt) => learnTickets(now, [ticket], askedAt),
    )
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 409) await fetchConversation(conversationId)
    throw error
  }
}
