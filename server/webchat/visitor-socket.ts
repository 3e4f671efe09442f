import { Identify, LeaveMessage, Rate, StartChat, Visit } from '../contract/webchat.ts'
import type { Limits } from '../http/limits.ts'
import type { Logger } from '../log.ts'
import { problem } from '../problems.ts'
import { chatConfig } from '../settings/index.ts'
import { action, type SocketActions } from '../socket/actions.ts'
import { toSocket } from '../socket/emit.ts'
import type { AppSocket } from '../socket/server.ts'
import { historyOf } from './actions.ts'
import { letIn, visitorIn } from './actor.ts'
import type { Seen } from './arrival.ts'
import { identifyVisitor } from './identify.ts'
import { leaveMessage } from './leave.ts'
import { rateSession } from './rate.ts'
import { type NewChat, startChat, type StartOptions } from './start.ts'
import { chatStartedText } from './texts.ts'
import { Visits } from './visit.ts'

const AGENT_MAX = 400

export interface VisitorOptions extends StartOptions {
  limits: Limits
  log: Logger
}

const seenOf = ({ data, handshake }: AppSocket): Seen => ({
  language: data.language,
  userAgent: handshake.headers['user-agent']?.slice(0, AGENT_MAX) ?? null,
})

/** Counts a chat to be; an agent cannot be a visitor. */
async function admitStart(socket: AppSocket, { limits, database }: VisitorOptions): Promise<void> {
  if (socket.data.principal) throw problem('not_allowed')
  const { chatsPerHour } = (await chatConfig(database)).limits
  await limits.chats.take(socket.data.address, chatsPerHour)
}

/** Lets a visitor into the chat they started, and shows what was said there. */
async function beginOn(
  socket: AppSocket,
  { database, limits }: VisitorOptions,
  chat: NewChat,
): Promise<void> {
  const { customer, isNewCustomer, sessionId, sessionToken, hasMessages, visitorId } = chat
  if (!chat.isCounted) await limits.chats.giveBack(socket.data.address)
  const { id, name } = customer
  await letIn(socket, sessionId, { id, name, visitorId })
  const message = chatStartedText(socket.data.language)
  toSocket(socket, 'chatStarted', { sessionId, sessionToken, customer, isNewCustomer, message })
  if (hasMessages) toSocket(socket, 'chatHistory', await historyOf(database, sessionId))
}

/** How a visitor's chat begins. */
const beginnings = (options: VisitorOptions): SocketActions => ({
  startChat: action('anyone', StartChat, async (socket, payload) => {
    await admitStart(socket, options)
    const chat = await startChat(options, payload, seenOf(socket))
    await beginOn(socket, options, chat)
    return { sessionId: chat.sessionId, sessionToken: chat.sessionToken }
  }),

  leaveMessage: action('anyone', LeaveMessage, async (socket, payload) => {
    await admitStart(socket, options)
    const chat = await leaveMessage(options, payload, seenOf(socket))
    await beginOn(socket, options, chat)
    const { sessionId, sessionToken, messageId, seq, sentAt, ticketNumber } = chat
    return { sessionId, sessionToken, messageId, seq, sentAt, ticketNumber }
  }),
})

/** What only a session's customer does in it. */
export function visitorActions(options: VisitorOptions): SocketActions {
  const { database, limits, log } = options
  const visits = new Visits({
    database,
    limit: limits.visits,
    onError: (error) => log.warn({ err: error }, 'a visit was not kept'),
  })
  return {
    ...beginnings(options),

    identify: action('participant', Identify, async (socket, { sessionId, identityToken }) => {
      const { name, visitorId } = visitorIn(socket, sessionId)
      const customer = await identifyVisitor(options, sessionId, identityToken, name)
      await letIn(socket, sessionId, { id: customer.id, name: customer.name, visitorId })
      return { customer }
    }),

    visit: action('participant', Visit, async (socket, { sessionId, page }) => {
      visitorIn(socket, sessionId)
      await visits.visit(sessionId, page)
    }),

    rate: action('participant', Rate, async (socket, { sessionId, score, comment }) => {
      visitorIn(socket, sessionId)
      return { rating: await rateSession(database, sessionId, { score, comment: comment || null }) }
    }),
  }
}
