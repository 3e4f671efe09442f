import { problem } from '../problems.ts'
import type { AppSocket, Visitor } from '../socket/server.ts'
import { sessionRoom, visitorRoom } from './rooms.ts'

/** Who acts on a socket in a session: its agent, or the session's customer. */
export function actorIn(
  socket: AppSocket,
  sessionId: string,
): { type: 'agent' | 'customer'; id: string; name: string } {
  const agent = socket.data.principal?.user
  if (agent) return { type: 'agent', id: agent.id, name: agent.name }
  const { id, name } = visitorIn(socket, sessionId)
  return { type: 'customer', id, name }
}

/** The session's customer, whom the socket acts as; throws `not_allowed` for anybody else, agents too. */
export function visitorIn(socket: AppSocket, sessionId: string): Visitor {
  const visitor = socket.data.sessions.get(sessionId)
  if (!visitor) throw problem('not_allowed')
  return visitor
}

/** Lets a socket act in a session as its customer; what is said there it hears once it is in the session's room. */
export async function letAct(
  socket: AppSocket,
  sessionId: string,
  visitor: Visitor,
): Promise<void> {
  socket.data.sessions.set(sessionId, visitor)
  await socket.join(visitorRoom(sessionId))
}

/** Lets a socket act in a session and hear what is said there. */
export async function letIn(socket: AppSocket, sessionId: string, visitor: Visitor): Promise<void> {
  await letAct(socket, sessionId, visitor)
  await socket.join(sessionRoom(sessionId))
}
