import type { Conversation, Message } from '../../../server/contract/conversations.ts'
import type { Availability } from '../../../server/contract/routing.ts'
import type { ScheduledMessage } from '../../../server/contract/scheduled.ts'
import { idsOf } from '../../files/waiting.ts'
import { learnConversations } from './apply-conversation.ts'
import { doubtConnection, openSocket } from './connection.ts'
import { learnMessage, learnScheduled } from './learn.ts'
import { ApiProblem, unreachable } from './problem.ts'
import type { Attempt } from './outbox.ts'
import type { Outgoing } from './outgoing.ts'
import { learnAnswer } from './store.ts'
import type { World } from './world.ts'

const ANSWER_MS = 10_000
/** A connection on which nothing is answered for so long may be dead, whatever it says of itself. */
const DOUBT_MS = 4000

type Answer<T> = ({ success: true } & T) | { success: false; error: string; code: string }

/** The good part of an answer; a refusal is thrown as an `ApiProblem`. */
function granted<T>(answer: Answer<T>) {
  if (answer.success) return answer
  throw new ApiProblem(400, { code: answer.code, message: answer.error })
}

export function socketOrProblem() {
  const socket = openSocket()
  if (!socket) throw unreachable()
  return socket.timeout(ANSWER_MS)
}

type Changed = { conversation: Conversation }

/** The conversation as it is after a command. */
export const conversationAfter = (asked: Promise<Answer<Changed>>) =>
  learnAnswer(
    async () => {
      const answer = await asked.catch(() => {
        throw unreachable()
      })
      return granted(answer).conversation
    },
    (now, conversation, askedAt) => learnConversations(now, [conversation], askedAt),
  )

export const join = (conversationId: string) =>
  conversationAfter(socketOrProblem().emitWithAck('join', { conversationId }))

/** Gives the conversation to an agent, or to a team's queue, with a note for whoever takes it. */
export const transfer = (
  conversationId: string,
  to: { agentId: string | null; teamId: string | null; note: string; clientMessageId: string },
) => conversationAfter(socketOrProblem().emitWithAck('transfer', { conversationId, ...to }))

/** Says what this agent is: on their own word, or because the machine was idle. */
export async function sayAvailability(state: Availability, isAutomatic = false) {
  const answer = await socketOrProblem().emitWithAck('availability', { state, isAutomatic })
  granted(answer)
}

/** Tells everyone how far the team has read. Lost without harm: the next one says it again. */
export function markRead(conversationId: string, seq: number) {
  openSocket()?.emit('read', { conversationId, seq })
}

/** Says that this agent's client has a conversation's messages up to `seq`. */
export function sayReceived(conversationId: string, seq: number) {
  openSocket()?.emit('received', { conversationId, seq })
}

/** Says what this window shows; null when no conversation is open. */
export function sayViewing(conversationId: string | null, isNew: boolean) {
  openSocket()?.volatile.emit('viewing', { conversationId, isNew })
}

/** Says what the agent looks at in this window: a conversation, a ticket, or (null) neither. */
export function sayFocus(aboutId: string | null) {
  openSocket()?.emit('focus', { aboutId })
}

export function sayTyping(conversationId: string, isTyping: boolean) {
  openSocket()?.volatile.emit('typing', { conversationId, isTyping })
}

const payloadOf = (item: Outgoing) => ({
  conversationId: item.conversationId,
  content: item.content,
  visibility: item.visibility,
  clientMessageId: item.clientMessageId,
  ...(item.seenSeq !== undefined && { seenSeq: item.seenSeq }),
  ...(item.hold && { hold: item.hold }),
  ...(item.attachments && { attachmentIds: idsOf(item.attachments) }),
  ...(item.mentions && { mentions: [...item.mentions] }),
})

type Sent = { message?: Message; scheduled?: ScheduledMessage }

/** The server has it: as a message, or as a reply that it sends later. */
function withSent(now: World, answer: Answer<Sent>, askedAt: number): World {
  if (!answer.success) return now
  const { message, scheduled } = answer
  if (scheduled) return learnScheduled(now, [scheduled], askedAt)
  return message ? learnMessage(now, message) : now
}

async function answered<T>(asked: Promise<T>) {
  const doubting = setTimeout(() => void doubtConnection(), DOUBT_MS)
  try {
    return await asked
  } finally {
    clearTimeout(doubting)
  }
}

/** One attempt to hand a message over. What is stored is in its thread when this resolves. */
export async function sendOnce(item: Outgoing): Promise<Attempt> {
  const socket = openSocket()
  if (!socket) return { result: 'unanswered' }
  const ask = () => socket.timeout(ANSWER_MS).emitWithAck('send', payloadOf(item))
  try {
    const answer = await answered(learnAnswer(ask, withSent))
    if (answer.success) return { result: 'stored' }
    const { code, error } = answer
    if (FOR_NOW.has(code) || (code === 'internal_error' && item.attempts < PATIENCE))
      return { result: 'unanswered' }
    return { result: 'refused', code, reason: error }
  } catch {
    return { result: 'unanswered' }
  }
}

// Too much at once, or a server that is going away, is no refusal of this message.
const FOR_NOW = new Set(['rate_limited', 'draining', 'unavailable', 'unauthorized'])
/** After so many attempts a fault of the server is told rather than tried again. */
const PATIENCE = 5
