import type { Server } from 'socket.io'
import {
  CloseChat,
  JoinSession,
  Read,
  Resume,
  SendMessage,
  StartChat,
  Typing,
} from '../contract/webchat.ts'
import type { Sender } from '../conversations/index.ts'
import type { Database } from '../db/transaction.ts'
import type { Limits } from '../http/limits.ts'
import { readSessionToken, type TokenKeys } from '../identity/index.ts'
import { problem } from '../problems.ts'
import { action, type SocketActions } from '../socket/actions.ts'
import { toOthers, toSocket } from '../socket/emit.ts'
import type { AppSocket } from '../socket/server.ts'
import {
  closeSession,
  historyOf,
  joinSession,
  readSession,
  resumeSession,
  startChat,
  visitorOf,
} from './actions.ts'
import { sessionRoom } from './rooms.ts'
import { chatStartedText } from './texts.ts'

export interface ChatOptions {
  database: Database
  keys: TokenKeys
  limits: Limits
  sender: Sender
}

/** Who acts on a socket in a session: its agent, or the session's customer. */
function actorIn(
  socket: AppSocket,
  sessionId: string,
): { type: 'agent' | 'customer'; id: string; name: string } {
  const agent = socket.data.principal?.user
  if (agent) return { type: 'agent', id: agent.id, name: agent.name }
  const visitor = socket.data.sessions.get(sessionId)
  if (!visitor) throw problem('not_allowed')
  return { type: 'customer', ...visitor }
}

// What a payload says of its sender is kept for old clients and must agree with who the socket is.
function refuseUnlessSame(said: string | null | undefined, actual: string): void {
  if (said != null && said !== '' && said !== actual) throw problem('not_allowed')
}

/** Lets a socket act in a session as its customer. */
export async function admitVisitor(
  socket: AppSocket,
  database: Database,
  sessionId: string,
): Promise<void> {
  socket.data.sessions.set(sessionId, await visitorOf(database, sessionId))
  await socket.join(sessionRoom(sessionId))
}

/** How a customer's session begins and goes on. */
const visits = ({ database, keys, limits }: ChatOptions): SocketActions => ({
  startChat: action('anyone', StartChat, async (socket, payload) => {
    if (socket.data.principal) throw problem('not_allowed')
    await limits.chats.take(socket.data.address)
    const chat = await startChat(database, keys, payload)
    const { customer, isNewCustomer, sessionId, sessionToken } = chat
    socket.data.sessions.set(sessionId, { id: customer.id, name: customer.name })
    await socket.join(sessionRoom(sessionId))
    const message = chatStartedText(socket.data.language)
    toSocket(socket, 'chatStarted', { sessionId, sessionToken, customer, isNewCustomer, message })
    return { sessionId, sessionToken }
  }),

  resume: action('anyone', Resume, async (socket, { sessionId, sessionToken, afterSeq }) => {
    if (readSessionToken(keys, sessionToken) !== sessionId) throw problem('not_allowed')
    // The room first: what is committed from here on is also announced, so nothing falls between.
    await admitVisitor(socket, database, sessionId)
    return resumeSession(database, sessionId, afterSeq)
  }),

  joinSession: action('agent', JoinSession, async (socket, payload) => {
    const agent = actorIn(socket, payload.sessionId)
    refuseUnlessSame(payload.agentId, agent.id)
    refuseUnlessSame(payload.agentName, agent.name)
    await joinSession(database, payload.sessionId, agent)
    await socket.join(sessionRoom(payload.sessionId))
    return { history: await historyOf(database, payload.sessionId) }
  }),

  closeChat: action('participant', CloseChat, async (socket, { sessionId }) => {
    await closeSession(database, sessionId, actorIn(socket, sessionId))
  }),
})

/** What is said in a session. */
const talk = ({ database, sender }: ChatOptions, io: Server): SocketActions => ({
  sendMessage: action('participant', SendMessage, async (socket, payload) => {
    const author = actorIn(socket, payload.sessionId)
    refuseUnlessSame(payload.senderType, author.type)
    refuseUnlessSame(payload.senderId, author.id)
    refuseUnlessSame(payload.senderName, author.name)
    const draft = {
      conversationId: payload.sessionId,
      author,
      kind: 'text',
      visibility: 'public',
      content: payload.content,
      clientMessageId: payload.clientMessageId ?? null,
    } as const
    const { message } = await sender.send(draft).catch(inSessionTerms)
    return { messageId: message.id, seq: message.seq, sentAt: message.sentAt }
  }),

  typing: action('participant', Typing, async (socket, { sessionId, isTyping }) => {
    const { name, type, id } = actorIn(socket, sessionId)
    const told = { sessionId, userName: name, isTyping }
    toOthers(socket, 'userTyping', told, sessionRoom(sessionId))
    io.of('/console').emit('typing', { conversationId: sessionId, who: type, id, name, isTyping })
  }),

  read: action('participant', Read, async (socket, { sessionId, seq }) => {
    await readSession(database, sessionId, actorIn(socket, sessionId).type, seq)
  }),
})

/** What a client may send in the namespace `/chat`. */
export const chatActions = (options: ChatOptions, io: Server): SocketActions => ({
  ...visits(options),
  ...talk(options, io),
})

// The chat calls a conversation a session.
function inSessionTerms(error: unknown): never {
  const code = (error as { code?: string }).code
  if (code === 'conversation_not_found') throw problem('session_not_found')
  if (code === 'conversation_closed') throw problem('session_closed')
  throw error
}
