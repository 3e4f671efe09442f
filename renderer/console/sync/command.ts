import type { Conversation } from '../../../server/contract/conversations.ts'
import { learnConversations } from './apply-conversation.ts'
import { connectionOr, openSocket } from './connection.ts'
import { ApiProblem, unreachable } from './problem.ts'
import type { Attempt, Outgoing } from './outbox.ts'
import { change, world } from './store.ts'

const ANSWER_MS = 10_000

type Answer<T> = ({ success: true } & T) | { success: false; error: string; code: string }

/** The good part of an answer; a refusal is thrown as an `ApiProblem`. */
function granted<T>(answer: Answer<T>) {
  if (answer.success) return answer
  throw new ApiProblem(400, { code: answer.code, message: answer.error })
}

function socketOrProblem() {
  const socket = openSocket()
  if (!socket) throw unreachable()
  return socket.timeout(ANSWER_MS)
}

type Changed = { conversation: Conversation }

async function conversationAfter(asked: Promise<Answer<Changed>>) {
  const askedAt = world().seq
  const answer = await asked.catch(() => {
    throw unreachable()
  })
  const { conversation } = granted(answer)
  change((now) => learnConversations(now, [conversation], askedAt))
  return conversation
}

export const join = (conversationId: string) =>
  conversationAfter(socketOrProblem().emitWithAck('join', { conversationId }))

/** `agentId: null` returns the conversation to the queue. */
export const assign = (conversationId: string, agentId: string | null) =>
  conversationAfter(socketOrProblem().emitWithAck('assign', { conversationId, agentId }))

export const close = (conversationId: string) =>
  conversationAfter(socketOrProblem().emitWithAck('close', { conversationId }))

export const reopen = (conversationId: string) =>
  conversationAfter(socketOrProblem().emitWithAck('reopen', { conversationId }))

/** Tells everyone how far the team has read. Lost without harm: the next one says it again. */
export function markRead(conversationId: string, seq: number) {
  openSocket()?.emit('read', { conversationId, seq })
}

export function sayTyping(conversationId: string, isTyping: boolean) {
  openSocket()?.volatile.emit('typing', { conversationId, isTyping })
}

/** One attempt to hand a message over. */
export async function sendOnce(item: Outgoing): Promise<Attempt> {
  const { conversationId, content, visibility, clientMessageId } = item
  const socket = openSocket()
  if (!socket) return { result: 'unanswered' }
  try {
    const answer = await socket
      .timeout(ANSWER_MS)
      .emitWithAck('send', { conversationId, content, visibility, clientMessageId })
    if (answer.success) return { result: 'stored', message: answer.message }
    // Too much at once is no refusal of this message.
    if (answer.code === 'rate_limited') return { result: 'unanswered' }
    return { result: 'refused', reason: answer.error }
  } catch {
    return { result: 'unanswered' }
  }
}

const AGAIN_MS = 3000

export const anotherAttempt = () => connectionOr(AGAIN_MS)
