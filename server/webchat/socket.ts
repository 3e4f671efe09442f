import type { Server } from 'socket.io'
import type { z } from 'zod'
import {
  CloseChat,
  JoinSession,
  Read,
  Received,
  Resume,
  SendMessage,
  Typing,
} from '../contract/webchat.ts'
import type { Mark, Marker, Sender } from '../conversations/index.ts'
import type { Limit } from '../http/limit.ts'
import { readSessionToken } from '../identity/index.ts'
import { problem } from '../problems.ts'
import { chatConfig } from '../settings/index.ts'
import { action, type SocketActions } from '../socket/actions.ts'
import { toOthers } from '../socket/emit.ts'
import type { AppSocket } from '../socket/server.ts'
import { closeSession, historyOf, joinSession, resumeSession, visitorOf } from './actions.ts'
import { actorIn, letAct, visitorIn } from './actor.ts'
import { sessionRoom } from './rooms.ts'
import { markOn, sendOn } from './going-on.ts'
import { visitorActions, type VisitorOptions } from './visitor-socket.ts'

export interface ChatOptions extends VisitorOptions {
  sender: Sender
  marker: Marker
}

// What a payload says of its sender is kept for old clients and must agree with who the socket is.
function refuseUnlessSame(said: string | null | undefined, actual: string): void {
  if (said != null && said !== '' && said.trim() !== actual) throw problem('not_allowed')
}

// The sessions an agent joined on a socket: joining one again is no news to its customer.
const joined = new WeakMap<AppSocket, Set<string>>()

// Who is in the session already hears nothing of it until what was missed is answered.
async function reenter<T>(
  socket: AppSocket,
  sessionId: string,
  resume: (enter: () => void) => Promise<T>,
): Promise<T> {
  const enter = () => {
    if (socket.connected) void socket.join(sessionRoom(sessionId))
  }
  await socket.leave(sessionRoom(sessionId))
  try {
    return await resume(enter)
  } catch (error) {
    enter()
    throw error
  }
}

const takeByAddress = async (limit: Limit, { data }: AppSocket): Promise<void> => {
  if (!data.isAddressShared) await limit.take(data.address)
}

/** How a customer's session begins and goes on. */
const visits = ({ database, keys, limits }: ChatOptions): SocketActions => ({
  resume: action('anyone', Resume, async (socket, { sessionId, sessionToken, afterSeq }) => {
    await takeByAddress(limits.resumes, socket)
    if (readSessionToken(keys, sessionToken) !== sessionId) throw problem('not_allowed')
    await letAct(socket, sessionId, await visitorOf(database, sessionId))
    return reenter(socket, sessionId, (enter) =>
      resumeSession(database, sessionId, afterSeq, enter),
    )
  }),

  joinSession: action('agent', JoinSession, async (socket, payload) => {
    const agent = actorIn(socket, payload.sessionId)
    refuseUnlessSame(payload.agentId, agent.id)
    refuseUnlessSame(payload.agentName, agent.name)
    const { sessionId } = payload
    const known = joined.get(socket) ?? new Set()
    await joinSession(database, sessionId, agent, known.has(sessionId))
    joined.set(socket, known.add(sessionId))
    await socket.join(sessionRoom(sessionId))
    return { history: await historyOf(database, sessionId) }
  }),

  closeChat: action('participant', CloseChat, async (socket, { sessionId }) => {
    await closeSession(database, sessionId, actorIn(socket, sessionId))
  }),
})

/** Counts a customer's message for their browser and their address; each may have to ask the database. */
async function countMessage(
  { database, limits }: Pick<ChatOptions, 'database' | 'limits'>,
  socket: AppSocket,
  { sessionId }: { sessionId: string },
): Promise<void> {
  const { visitorId } = visitorIn(socket, sessionId)
  const { messagesPerMinute } = (await chatConfig(database)).limits
  await Promise.all([
    limits.messages.take(visitorId ?? sessionId, messagesPerMinute),
    takeByAddress(limits.messagesByAddress, socket),
  ])
}

/** What is said in a session. */
const talk = ({ database, limits, sender }: ChatOptions, io: Server): SocketActions => ({
  sendMessage: action('participant', SendMessage, async (socket, payload) => {
    const author = actorIn(socket, payload.sessionId)
    refuseUnlessSame(payload.senderType, author.type)
    refuseUnlessSame(payload.senderId, author.id)
    refuseUnlessSame(payload.senderName, author.name)
    if (author.type === 'customer') await countMessage({ database, limits }, socket, payload)
    const draft = {
      conversationId: payload.sessionId,
      channels: ['webchat'],
      takes: author.type === 'agent',
      author,
      kind: 'text',
      visibility: 'public',
      content: payload.content,
      clientMessageId: payload.clientMessageId ?? null,
      seenSeq: payload.seenSeq,
      attachmentIds: payload.attachmentIds ?? [],
    } as const
    const message = await sendInRoom(
      socket,
      () => sendOn(database, sender, draft),
      payload.sessionId,
    )
    return { messageId: message.id, seq: message.seq, sentAt: message.sentAt }
  }),

  typing: action('participant', Typing, async (socket, { sessionId, isTyping }) => {
    const { name, type, id } = actorIn(socket, sessionId)
    const told = { sessionId, userName: name, isTyping }
    toOthers(socket, 'userTyping', told, sessionRoom(sessionId))
    io.of('/console').emit('typing', { conversationId: sessionId, who: type, id, name, isTyping })
  }),
})

/** How far somebody in a session has got and read. */
function marks({ database, marker }: ChatOptions): SocketActions {
  const mark = (what: Mark['what']) => async (socket: AppSocket, payload: MarkedSeq) => {
    const { sessionId: conversationId, seq } = payload
    const by = actorIn(socket, conversationId).type
    const reached = { conversationId, by, what, seq, channels: ['webchat'] } as const
    await markOn(database, marker, reached).catch(inSessionTerms)
  }
  return {
    read: action('participant', Read, mark('read')),
    received: action('participant', Received, mark('got')),
  }
}

type MarkedSeq = z.output<typeof Read>

/** What a client may send in the namespace `/chat`. */
export const chatActions = (options: ChatOptions, io: Server): SocketActions => ({
  ...visitorActions(options),
  ...visits(options),
  ...talk(options, io),
  ...marks(options),
})

// An agent who writes hears the session from then on, also without having joined it. A customer hears it already, or
// will from the place their `resume` leads to: not before it, and not less because a message of theirs was refused.
async function sendInRoom<T>(
  socket: AppSocket,
  send: () => Promise<T>,
  sessionId: string,
): Promise<T> {
  const isAgent = socket.data.principal !== null
  if (isAgent) await socket.join(sessionRoom(sessionId))
  try {
    return await send()
  } catch (error) {
    const isThere = (error as { code?: string }).code !== 'conversation_not_found'
    if (isAgent && !isThere) await socket.leave(sessionRoom(sessionId))
    return inSessionTerms(error)
  }
}

// The chat calls a conversation a session.
function inSessionTerms(error: unknown): never {
  const code = (error as { code?: string }).code
  if (code === 'conversation_not_found') throw problem('session_not_found')
  if (code === 'conversation_closed') throw problem('session_closed')
  throw error
}
