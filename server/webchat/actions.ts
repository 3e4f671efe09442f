import type { ChatMessage, ResumedChat } from '../contract/webchat.ts'
import {
  type Actor,
  assignConversation,
  closeConversation,
  type ConversationRow,
  findConversation,
  findWay,
  headSeen,
  joinConversation,
  lockWay,
  type MessageRow,
  newestRatings,
  placeIn,
  seenAfter,
  takeConversation,
  viewChatRow,
  viewRating,
} from '../conversations/index.ts'
import { withinPage } from '../db/page-size.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { findAgent } from '../identity/index.ts'
import { isId } from '../ids.ts'
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

/**
 * Closes a session and notes it on the timeline; closing twice changes nothing. Its customer ends what it goes on in.
 */
export async function closeSession(
  database: Database,
  id: string,
  by: Actor,
): Promise<ConversationRow> {
  return database.transaction(async (tx) => {
    const way = await takeWay(tx, id)
    const closed = by?.type === 'customer' ? way.at(-1) : way[0]
    return closeConversation(tx, closed ?? way[0], by)
  })
}

/** A session and all it goes on in, its customer's place last; throws `session_not_found`. */
async function takeWay(tx: Tx, id: string): Promise<[ConversationRow, ...ConversationRow[]]> {
  const [session, ...further] = isId(id) ? await lockWay(tx, id) : []
  if (session?.channel !== 'webchat') throw problem('session_not_found')
  return [session, ...further]
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
  const way = await findWay(database.sql, id)
  const from = Math.max(0, headSeen(way) - HISTORY_LIMIT)
  const messages = await seenAfter(database.sql, way, from, HISTORY_LIMIT)
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
      const way = await takeWay(tx, id)
      const missed = await seenAfter(tx.sql, way, afterSeq, HISTORY_LIMIT)
      const messages = withinPage(missed, lengthOf)
      followerOf(database).when(await headOf(tx.sql), enter)
      // Not after the transaction's end: then the next message might overtake the answer.
      resolve(viewResumed(way, messages, await ratingOf(tx, way, asksRating)))
    })
    held.catch(reject)
  })
}

// Whoever has rated a chat before is not asked again.
async function ratingOf(
  tx: Tx,
  way: readonly [ConversationRow, ...ConversationRow[]],
  isAsked: boolean,
): Promise<Pick<ResumedChat, 'rating' | 'asksRating'>> {
  const [session] = way
  if (way.at(-1)?.status === 'open') return { rating: null, asksRating: false }
  const ratings = await newestRatings(tx.sql, tx.database.dialect, [session.id])
  const rating = ratings.get(session.id)
  return { rating: rating ? viewRating(rating) : null, asksRating: isAsked && !rating }
}

type ReadMark = 'customerReadSeq' | 'agentReadSeq' | 'agentGotSeq'

/** How far somebody has come in what a session's customer sees, in their numbers. */
const reached = (way: readonly ConversationRow[], mark: ReadMark): number =>
  Math.max(
    ...way.map((row) => {
      const { after, shift } = placeIn(row, way[0]?.id ?? '')
      return row[mark] > after ? row[mark] + shift : 0
    }),
  )

function viewResumed(
  way: readonly [ConversationRow, ...ConversationRow[]],
  messages: MessageRow[],
  asked: Pick<ResumedChat, 'rating' | 'asksRating'>,
): ResumedChat {
  const [session] = way
  const { assigneeId, assigneeName, status } = way.at(-1) ?? session
  const agentReadSeq = reached(way, 'agentReadSeq')
  return {
    messages: messages.map(viewChatRow),
    agent: assigneeId === null ? null : { id: assigneeId, name: assigneeName ?? '' },
    status: status === 'open' ? 'active' : 'closed',
    headSeq: Math.max(headSeen(way), messages.at(-1)?.seq ?? 0),
    customerReadSeq: reached(way, 'customerReadSeq'),
    agentReadSeq,
    agentGotSeq: Math.max(reached(way, 'agentGotSeq'), agentReadSeq),
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
