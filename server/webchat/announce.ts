import type { Namespace } from 'socket.io'
import type { Continued } from '../contract/conversations.ts'
import type { EventOf, StreamEvent } from '../contract/events.ts'
import type { Language } from '../contract/identity.ts'
import { viewChatMessage } from '../conversations/index.ts'
import { toSocket } from '../socket/emit.ts'
import { agentsRoom, sessionRoom, socketsIn, visitorRoom } from './rooms.ts'
import { agentJoinedText, chatClosedText } from './texts.ts'

/** Tells the sockets of the namespace `/chat` what was committed. */
export function announceToChat(chat: Namespace, events: readonly StreamEvent[]): void {
  for (const event of events) {
    if (event.refs.channel !== 'webchat' || event.refs.conversationId === undefined) continue
    announceOne(chat, event, event.refs.conversationId)
    for (const place of goingOnIn(event)) announceThere(chat, event, place)
  }
}

/** Where else a fact of this conversation is news: with those who go on in it. */
const goingOnIn = ({ body }: StreamEvent): readonly Continued[] =>
  // What was committed before conversations could be merged says nothing of it.
  'conversation' in body ? (body.conversation.continues ?? []) : []

/** Tells a customer what is said where they went on, as if it were said in their own session. */
function announceThere(chat: Namespace, event: StreamEvent, place: Continued): void {
  const { id: sessionId, after, shift } = place
  const session = chat.local.to(sessionRoom(sessionId))
  switch (event.kind) {
    case 'message.added': {
      const message = viewChatMessage(event.body.message)
      if (event.body.message.visibility === 'public' && message.seq > after)
        session.emit('newMessage', {
          ...message,
          ...readMark(event, place),
          sessionId,
          seq: message.seq + shift,
        })
      break
    }
    case 'conversation.read': {
      const { seq, by } = event.body
      if (seq > after) announceRead(chat, { sessionId, seq: seq + shift, by })
      break
    }
    case 'conversation.delivered': {
      const { seq, by } = event.body
      if (seq > after) session.emit('messageDelivered', { sessionId, seq: seq + shift, by })
      break
    }
    case 'conversation.changed':
      announceChange(chat, event, sessionId)
      break
    default:
  }
}

// Said where it is no matter of course: who replies has read all that came before.
function readMark(
  { body: { message, conversation } }: EventOf<'message.added'>,
  { after, shift }: Pick<Continued, 'after' | 'shift'>,
): { agentReadSeq?: number } {
  const { agentReadSeq } = conversation
  if (message.author.type !== 'agent' || agentReadSeq >= (message.seq ?? 0)) return {}
  return { agentReadSeq: agentReadSeq > after ? agentReadSeq + shift : 0 }
}

function announceOne(chat: Namespace, event: StreamEvent, sessionId: string): void {
  const session = chat.local.to(sessionRoom(sessionId))
  switch (event.kind) {
    case 'message.added':
      if (event.body.message.visibility === 'public')
        session.emit('newMessage', {
          ...viewChatMessage(event.body.message),
          ...readMark(event, { after: 0, shift: 0 }),
        })
      break
    case 'conversation.started': {
      const { customer: whose, startedAt } = event.body.conversation
      const { id, email, name } = whose
      const customer = { id, email, name }
      chat.local.to(agentsRoom).emit('newChatSession', { sessionId, customer, startedAt })
      break
    }
    case 'conversation.read':
      announceRead(chat, { sessionId, seq: event.body.seq, by: event.body.by })
      break
    case 'conversation.delivered':
      session.emit('messageDelivered', { sessionId, seq: event.body.seq, by: event.body.by })
      break
    case 'conversation.identified': {
      const { customer, visitorName: name } = event.body
      renameVisitor(chat, sessionId, { id: customer.id, name })
      session.emit('chatIdentified', { sessionId, customer: { id: customer.id, name } })
      break
    }
    case 'conversation.rated':
      session.emit('chatRated', { sessionId, rating: event.body.rating })
      break
    case 'conversation.changed':
      announceChange(chat, event, sessionId)
      break
    default:
  }
}

/** The other side hears what was read; a customer's own tabs hear it by another name, for the marks they show. */
function announceRead(
  chat: Namespace,
  { sessionId, seq, by }: { sessionId: string; seq: number; by: 'customer' | 'agent' },
): void {
  const session = chat.local.to(sessionRoom(sessionId))
  const customer = session.except(agentsRoom)
  const others = by === 'agent' ? customer : session.except(visitorRoom(sessionId))
  others.emit('messageRead', { sessionId, seq, by })
  if (by === 'customer') customer.emit('chatRead', { sessionId, seq })
}

function announceChange(
  chat: Namespace,
  { body }: EventOf<'conversation.changed'>,
  sessionId: string,
): void {
  if (body.change === 'closed') announceClosed(chat, sessionId)
  if (body.change === 'reopened') announceReopened(chat, sessionId)
  announceLink(chat, body, sessionId)
  if (body.change === 'joined' && body.by) {
    const { id: agentId, name: agentName } = body.by
    tellEach(chat, sessionId, 'agentJoined', (language) => ({
      sessionId,
      agentId,
      agentName,
      message: agentJoinedText(language, agentName),
    }))
  }
}

const announceClosed = (chat: Namespace, sessionId: string) =>
  tellEach(chat, sessionId, 'chatClosed', (language) => ({
    sessionId,
    message: chatClosedText(language),
  }))

const announceReopened = (chat: Namespace, sessionId: string) =>
  chat.local.to(sessionRoom(sessionId)).emit('chatReopened', { sessionId })

/** Tells each who is in a session what is said in their own language. */
function tellEach(
  chat: Namespace,
  sessionId: string,
  name: string,
  told: (language: Language) => object,
): void {
  for (const socket of socketsIn(chat, [sessionRoom(sessionId)]))
    toSocket(socket, name, told(socket.data.language))
}

// A chat that was closed goes on where it was merged into, and is closed again once that is undone; so does one that is
// put back open from what was closed meanwhile.
function announceLink(
  chat: Namespace,
  { change, conversation }: EventOf<'conversation.changed'>['body'],
  sessionId: string,
): void {
  if (conversation.id !== sessionId) return
  if (change === 'merged' && conversation.continuesIn) announceReopened(chat, sessionId)
  if (change !== 'unmerged' && change !== 'unsplit') return
  if (conversation.status === 'open') announceReopened(chat, sessionId)
  else if (change === 'unmerged') announceClosed(chat, sessionId)
}

// A customer's other sockets act as them under the new name too.
function renameVisitor(
  chat: Namespace,
  sessionId: string,
  customer: { id: string; name: string },
): void {
  for (const { data } of socketsIn(chat, [visitorRoom(sessionId)])) {
    const visitor = data.sessions.get(sessionId)
    if (visitor) data.sessions.set(sessionId, { ...visitor, ...customer })
  }
}
