import type { ChatMessage, ResumedChat } from '../contract/webchat.ts'
import {
  type Actor,
  assignConversation,
  closeConversation,
  type ConversationRow,
  findConversation,
  joinConversation,
  type MessageRow,
  newestRatings,
  publicMessagesAfter,
  takeConversation,
  viewChatRow,
  viewRating,
} from '../conversations/index.ts'
import { withinPage } from '../db/page-size.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { findAgent } from '../identity/index.ts'
import { problem, ProblemError } from '../problems.ts'
import { chatConfig } from '../settings/index.ts'
import { followerOf, headOf } from '../stream/index.ts'
import type { Visitor } from '../socket/server.ts'
import { refuseBlocked } from './blocked.ts'

/** The most messages in one answer; a client asks again from the last. */
const HISTORY_LIMIT = 500

/** Takes a web chat session for this transaction; throws `session_not_found`. */
export async function takeSession(tx: Tx, id: string): Promise<ConversationRow> {
  const conversation = await takeConversation(tx, id).catch((error: unknown) => {
    throw error instanceof ProblemError ? problem('session_not_found') : error
  })
  if (conversation.channel !== 'webchat') throw problem('session_not_found')
  return conversation
}

/** Closes a session and notes it on the timeline; closing twice changes nothing. */
export async function closeSession(
  database: Database,
  id: string,
  by: Actor,
): Promise<ConversationRow> {
  return database.transaction(async (tx) => closeConversation(tx, await takeSession(tx, id), by))
}

/** Gives a session to an agent; throws `session_not_found` or `agent_not_found`. */
export async function assignSession(
  database: Database,
  id: string,
  agentId: string,
  by: Actor,
): Promise<ConversationRow> {
  return database.transaction(async (tx) => {
    const session = await takeSession(tx, id)
    return assignConversation(tx, session, await findAgent(tx.sql, agentId), by)
  })
}

/** An agent joins a session, and takes it when it has nobody. Joining `again` tells the customer nothing new. */
export async function joinSession(
  database: Database,
  id: string,
  agent: { id: string; name: string },
  again = false,
): Promise<void> {
  await database.transaction(async (tx) => {
    const session = await takeSession(tx, id)
    if (!again || session.assigneeId === null) await joinConversation(tx, session, agent)
  })
}

const lengthOf = ({ content, attachments }: MessageRow) =>
  content.length + (attachments?.length ?? 0)

/** The newest public messages of a session, in order: at most 500, and no more than a socket should be given at once. */
export async function historyOf(database: Database, id: string): Promise<ChatMessage[]> {
  const session = await findConversation(database.sql, id)
  const from = Math.max(0, (session?.headSeq ?? 0) - HISTORY_LIMIT)
  const messages = await publicMessagesAfter(database.sql, id, from, HISTORY_LIMIT)
  return withinPage(messages.toReversed(), lengthOf).toReversed().map(viewChatRow)
}

/**
 * What a customer who comes back has missed, in order. It is read, and answered, while the session is held. `enter` is
 * called at the very place in the stream up to which was read, be it that this process hears of another's commits only
 * later: everything before is in the answer and everything after is heard live, nothing twice.
 */
export async function resumeSession(
  database: Database,
  id: string,
  afterSeq: number,
  enter: () => void,
): Promise<ResumedChat> {
  const { asksRating } = await chatConfig(database)
  return new Promise((resolve, reject) => {
    const held = database.transaction(async (tx) => {
      const session = await takeSession(tx, id)
      const missed = await publicMessagesAfter(tx.sql, id, afterSeq, HISTORY_LIMIT)
      const messages = withinPage(missed, lengthOf)
      followerOf(database).when(await headOf(tx.sql), enter)
      // Not after the transaction's end: then the next message might overtake the answer.
      resolve(viewResumed(session, messages, await ratingOf(tx, session, asksRating)))
    })
    held.catch(reject)
  })
}

// Whoever has rated a chat before is not asked again.
async function ratingOf(
  tx: Tx,
  session: ConversationRow,
  isAsked: boolean,
): Promise<Pick<ResumedChat, 'rating' | 'asksRating'>> {
  if (session.status === 'open') return { rating: null, asksRating: false }
  const ratings = await newestRatings(tx.sql, tx.database.dialect, [session.id])
  const rating = ratings.get(session.id)
  return { rating: rating ? viewRating(rating) : null, asksRating: isAsked && !rating }
}

function viewResumed(
  session: ConversationRow,
  messages: MessageRow[],
  asked: Pick<ResumedChat, 'rating' | 'asksRating'>,
): ResumedChat {
  return {
    messages: messages.map(viewChatRow),
    agent:
      session.assigneeId === null
        ? null
        : { id: session.assigneeId, name: session.assigneeName ?? '' },
    status: session.status === 'open' ? 'active' : 'closed',
    headSeq: Math.max(session.headSeq, messages.at(-1)?.seq ?? 0),
    customerReadSeq: session.customerReadSeq,
    agentReadSeq: session.agentReadSeq,
    agentGotSeq: Math.max(session.agentGotSeq, session.agentReadSeq),
    customer: { name: session.visitorName, isVerified: session.isVerified === 1 },
    ...asked,
  }
}

/** As whom a session's customer writes; throws `session_not_found` or `visitor_blocked`. */
export async function visitorOf(database: Database, sessionId: string): Promise<Visitor> {
  const session = await findConversation(database.sql, sessionId)
  if (session?.channel !== 'webchat') throw problem('session_not_found')
  await refuseBlocked(database.sql, session, database.clock.now().toISOString())
  return { id: session.customerId, name: session.visitorName, visitorId: session.visitorId }
}
