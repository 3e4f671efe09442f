import type { Namespace } from 'socket.io'
import type { AppSocket } from '../socket/server.ts'

/** Everyone who takes part in a session: its customer's sockets and the agents who joined. */
export const sessionRoom = (sessionId: string) => `session:${sessionId}`

/** The sockets of a session's customer alone. */
export const visitorRoom = (sessionId: string) => `visitor:${sessionId}`

/** Every signed-in agent socket of a namespace. */
export const agentsRoom = 'agents'

/** The sockets of this process in any of the rooms. */
export function socketsIn(chat: Namespace, rooms: readonly string[]): AppSocket[] {
  const ids = new Set(rooms.flatMap((room) => [...(chat.adapter.rooms.get(room) ?? [])]))
  return [...ids].flatMap((id) => (chat.sockets.get(id) as AppSocket | undefined) ?? [])
}
