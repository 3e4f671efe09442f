import type { z } from 'zod'
import type { ChatMessage, ResumedChat, StartChat, StartedChat } from '../contract/webchat.ts'
import {
  type Actor,
  assignConversation,
  closeConversation,
  type ConversationRow,
  findConversation,
  joinConversation,
  type MessageRow,
  openConversation,
  publicMessagesAfter,
  takeConversation,
} from '../conversations/index.ts'
import { customerForEmail, findCustomer, viewCustomerRef } from '../customers/index.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { findAgent, sessionToken, type TokenKeys } from '../identity/index.ts'
import { problem, ProblemError } from '../problems.ts'
import { followerOf, headOf } from '../stream/index.ts'
import { teamOfNewChats } from '../routing/index.ts'
import { recordActivity } from '../timeline/index.ts'
import { viewChatRow } from './view.ts'

/** The most messages in one answer; a client asks again from the last. */
const HISTORY_LIMIT = 500

/** Takes a web chat session for this transaction; throws `session_not_found`. */
async function takeSession(tx: Tx, id: string): Promise<ConversationRow> {
  const conversation = await takeConversation(tx, id).catch((error: unknown) => {
    throw error instanceof ProblemError ? problem('session_not_found') : error
  })
  if (conversation.channel !== 'webchat') throw problem('session_not_found')
  return conversation
}

export interface NewChat extends StartedChat {
  customer: { id: string; email: string; name: string }
  isNewCustomer: boolean
  /** Whether something was said in it already: then it is a retry that found its session. */
  hasMessages: boolean
}

/**
 * Starts a chat. A known e-mail address links it to that customer and shows nothing of them. The same
 * `clientSessionId` again answers the same session.
 */
export async function startChat(
  database: Database,
  keys: TokenKeys,
  visitor: z.output<typeof StartChat>,
): Promise<NewChat> {
  const { customerEmail: email, customerName: name, clientSessionId } = visitor
  // Bound to the address, so that nobody else's retry can answer with this session.
  const startKey = clientSessionId && `${clientSessionId} ${email}`
  return database.transaction(async (tx) => {
    const { customer, isNew } = await customerForEmail(tx, { email, name })
    const started = startKey === undefined ? undefined : await startedBefore(tx, startKey)
    const session = started ?? (await openSession(tx, customer, { name, startKey }))
    return {
      sessionId: session.id,
      sessionToken: sessionToken(keys, session.id),
      customer: { id: customer.id, email, name },
      isNewCustomer: isNew,
      hasMessages: session.headSeq > 0,
    }
  })
}

const startedBefore = (tx: Tx, startKey: string) =>
  tx.sql
    .selectFrom('conversations')
    .select(['id', 'headSeq'])
    .where('startKey', '=', startKey)
    .executeTakeFirst()

async function openSession(
  tx: Tx,
  customer: { id: string; email: string | null; name: string },
  { name, startKey }: { name: string; startKey: string | undefined },
): Promise<ConversationRow> {
  const session = await openConversation(tx, {
    channel: 'webchat',
    customer: viewCustomerRef(customer),
    visitorName: name,
    startKey,
    teamId: await teamOfNewChats(tx),
  })
  await recordActivity(tx, {
    customerId: customer.id,
    type: 'chat',
    description: 'Chat started',
    metadata: { sessionId: session.id },
  })
  return session
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

/** The newest public messages of a session, in order. */
export async function historyOf(database: Database, id: string): Promise<ChatMessage[]> {
  const session = await findConversation(database.sql, id)
  const from = Math.max(0, (session?.headSeq ?? 0) - HISTORY_LIMIT)
  return (await publicMessagesAfter(database.sql, id, from, HISTORY_LIMIT)).map(viewChatRow)
}

/**
 * What a customer who comes back has missed, in order. It is read, and answered, while the session is held. `enter` is
 * called at the very place in the stream up to which was read, be it that this process hears of another's commits only
 * later: everything before is in the answer and everything after is heard live, nothing twice.
 */
export function resumeSession(
  database: Database,
  id: string,
  afterSeq: number,
  enter: () => void,
): Promise<ResumedChat> {
  return new Promise((resolve, reject) => {
    const held = database.transaction(async (tx) => {
      const session = await takeSession(tx, id)
      const messages = await publicMessagesAfter(tx.sql, id, afterSeq, HISTORY_LIMIT)
      followerOf(database).when(await headOf(tx.sql), enter)
      // Not after the transaction's end: then the next message might overtake the answer.
      resolve(viewResumed(session, messages))
    })
    held.catch(reject)
  })
}

function viewResumed(session: ConversationRow, messages: MessageRow[]): ResumedChat {
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
    rating: null,
    asksRating: false,
  }
}

/** The name under which a session's customer writes, and their id. */
export async function visitorOf(
  database: Database,
  sessionId: string,
): Promise<{ id: string; name: string }> {
  const session = await findConversation(database.sql, sessionId)
  const customer = session && (await findCustomer(database.sql, session.customerId))
  if (!session || !customer) throw problem('session_not_found')
  return { id: customer.id, name: session.visitorName }
}
