import type { Server } from 'socket.io'
import { readSessionToken } from '../identity/index.ts'
import { problem, ProblemError, problemText } from '../problems.ts'
import { agentPrincipal } from '../socket/authenticate.ts'
import { type NamespaceEdge, openNamespace } from '../socket/namespace.ts'
import { toSocket } from '../socket/emit.ts'
import { type AppSocket, greetSocket } from '../socket/server.ts'
import { subscribe } from '../stream/index.ts'
import { historyOf, visitorOf } from './actions.ts'
import { letIn } from './actor.ts'
import { announceToChat } from './announce.ts'
import { onBlocked } from './blocked.ts'
import { agentsRoom, socketsIn, visitorRoom } from './rooms.ts'
import { type ChatOptions, chatActions } from './socket.ts'

/** Serves the namespace `/chat` to customers and agents. */
export function serveChat(io: Server, options: ChatOptions & NamespaceEdge): void {
  const chat = openNamespace(io, '/chat', options, {
    actions: chatActions(options, io),
    admit: (socket) => admit(socket, options),
    onConnected: (socket) => showHistory(socket, options),
  })
  subscribe(options.database, (events) => announceToChat(chat, events))
  onBlocked(options.database, (sessionIds) => {
    const rooms = sessionIds.map(visitorRoom)
    // Told here at once, before the cut; whoever is connected to another process is told on coming back.
    for (const socket of socketsIn(chat, rooms)) tellBlocked(socket)
    chat.in(rooms).disconnectSockets(true)
  })
}

function tellBlocked(socket: AppSocket): void {
  const code = 'visitor_blocked'
  toSocket(socket, 'error', { code, message: problemText(code, socket.data.language) })
}

/** An agent by `auth.token`, a customer by `auth.sessionToken`, else a stranger who may start or resume a chat. */
async function admit(socket: AppSocket, options: ChatOptions & NamespaceEdge): Promise<void> {
  const { token, sessionToken } = socket.handshake.auth
  const principal =
    token == null ? null : await agentPrincipal(options.database, options.authenticate, token)
  greetSocket(socket, principal)
  if (principal) await socket.join(agentsRoom)
  if (sessionToken == null || principal) return
  const sessionId =
    typeof sessionToken === 'string' ? readSessionToken(options.keys, sessionToken) : undefined
  if (sessionId === undefined) throw problem('unauthorized')
  try {
    await letIn(socket, sessionId, await visitorOf(options.database, sessionId))
  } catch (error) {
    // Who is blocked comes in as a stranger, and is told so when they try to go on.
    if (!(error instanceof ProblemError) || error.code !== 'visitor_blocked') throw error
  }
}

/** Sends a customer who was let in by a session token what was said there. */
async function showHistory(socket: AppSocket, { database }: ChatOptions): Promise<void> {
  for (const sessionId of socket.data.sessions.keys()) {
    const history = await historyOf(database, sessionId)
    if (history.length > 0) toSocket(socket, 'chatHistory', history)
  }
}
