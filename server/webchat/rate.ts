import type { Rating } from '../contract/visitors.ts'
import {
  type ConversationRow,
  EDITABLE_MS,
  newestRatings,
  type RatingRow,
  viewRating,
} from '../conversations/index.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { problem } from '../problems.ts'
import { append } from '../stream/index.ts'
import { recordActivity } from '../timeline/index.ts'
import { takeSession } from './actions.ts'

/** What a customer thinks of a chat. */
export interface Opinion {
  score: number
  comment: string | null
}

/**
 * Rates a closed chat, once for each closing; for a day it may be changed, and the same again changes nothing. Throws
 * `chat_open` or `rating_final`.
 */
export const rateSession = (
  database: Database,
  sessionId: string,
  opinion: Opinion,
): Promise<Rating> =>
  database.transaction(async (tx) => {
    const session = await takeSession(tx, sessionId)
    if (session.closedAt === null) throw problem('chat_open')
    const before = await ratingOf(tx, session)
    if (before?.score === opinion.score && before.comment === opinion.comment)
      return viewRating(before)
    const rating = viewRating(
      before ? await changeRating(tx, before, opinion) : await addRating(tx, session, opinion),
    )
    append(tx, {
      kind: 'conversation.rated',
      refs: {
        channel: session.channel,
        conversationId: session.id,
        customerId: session.customerId,
      },
      body: { id: session.id, rating },
    })
    return rating
  })

/** The rating of the last time the session was closed, where there is one. */
async function ratingOf(tx: Tx, session: ConversationRow): Promise<RatingRow | undefined> {
  const newest = await newestRatings(tx.sql, tx.database.dialect, [session.id])
  const rating = newest.get(session.id)
  return rating?.closedAt === session.closedAt ? rating : undefined
}

async function changeRating(tx: Tx, before: RatingRow, opinion: Opinion): Promise<RatingRow> {
  if (Date.parse(tx.now) >= Date.parse(before.createdAt) + EDITABLE_MS)
    throw problem('rating_final')
  return tx.sql
    .updateTable('chatRatings')
    .set({ ...opinion, updatedAt: tx.now })
    .where('conversationId', '=', before.conversationId)
    .where('closedAt', '=', before.closedAt)
    .returningAll()
    .executeTakeFirstOrThrow()
}

async function addRating(tx: Tx, session: ConversationRow, opinion: Opinion): Promise<RatingRow> {
  const { id: conversationId, customerId, closedAt, assigneeId, lastReplyBy } = session
  const agentId = assigneeId ?? lastReplyBy
  await recordActivity(tx, {
    customerId,
    type: 'chat_rated',
    description: `Chat rated ${opinion.score} of 5`,
    metadata: { sessionId: conversationId, ...opinion, agentId },
  })
  return tx.sql
    .insertInto('chatRatings')
    .values({
      conversationId,
      closedAt: closedAt ?? tx.now,
      ...opinion,
      agentId,
      createdAt: tx.now,
      updatedAt: tx.now,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}
