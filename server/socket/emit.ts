import type { AppSocket } from './server.ts'

/** Sends an event to one socket. */
export function toSocket(socket: AppSocket, event: string, body: object): void {
  const emit = socket.emit.bind(socket) as unknown as (event: string, body: object) => void
  emit(event, body)
}

/** Sends an event to the others in a room, or in the whole namespace, but not to the socket itself. */
export function toOthers(socket: AppSocket, event: string, body: object, room?: string): void {
  const others = room === undefined ? socket.broadcast : socket.to(room)
  const emit = others.emit.bind(others) as unknown as (event: string, body: object) => void
  emit(event, body)
}
