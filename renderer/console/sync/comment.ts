import type { TicketComment } from '../../../server/contract/tickets.ts'
import { ask } from './api.ts'
import type { Attempt } from './outbox.ts'
import type { Outgoing } from './outgoing.ts'
import { ApiProblem } from './problem.ts'

/** Refused, and not merely for now. */
const isForGood = (error: unknown): error is ApiProblem =>
  error instanceof ApiProblem &&
  error.status >= 400 &&
  error.status < 500 &&
  error.status !== 429 &&
  error.code !== 'request_in_progress'

/** One attempt to hand a comment over. Its key makes a repeated one the same; the stream brings it to the thread. */
export async function commentOnce(item: Outgoing, ticketId: string): Promise<Attempt> {
  try {
    await ask<TicketComment>({
      method: 'POST',
      path: `/api/tickets/${encodeURIComponent(ticketId)}/comments`,
      body: {
        comment: item.content,
        isInternal: item.visibility === 'internal',
        ...(item.mentions && { mentions: item.mentions }),
      },
      idempotencyKey: item.clientMessageId,
    })
    return { result: 'stored' }
  } catch (error) {
    if (isForGood(error)) return { result: 'refused', code: error.code, reason: error.message }
    return { result: 'unanswered' }
  }
}
