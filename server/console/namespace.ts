import type { Server } from 'socket.io'
import { toSocket } from '../socket/emit.ts'
import { type NamespaceEdge, openNamespace } from '../socket/namespace.ts'
import type { AppSocket } from '../socket/server.ts'
import { followerOf, headOf, subscribe } from '../stream/index.ts'
import { type ConsoleOptions, consoleActions } from './socket.ts'

const followers = 'followers'

/** Serves the namespace `/console`: commands, and every event of the stream in order. */
export function serveConsole(
  io: Server,
  options: ConsoleOptions & NamespaceEdge & { version: string },
): void {
  const { database, version } = options
  const console = openNamespace(io, '/console', options, {
    actions: consoleActions(options, io),
    onConnected: (socket) => greet(socket, options.database, version),
  })
  subscribe(database, (events) => {
    // Nobody follows: nothing to encode.
    if (console.sockets.size === 0) return
    for (const event of events) console.local.to(followers).emit('event', event)
  })
}

async function greet(
  socket: AppSocket,
  database: ConsoleOptions['database'],
  serverVersion: string,
): Promise<void> {
  // In the room before the head is read: whatever comes after that head is sent to this socket.
  await socket.join(followers)
  const stored = await headOf(database.sql)
  // What was announced while the head was read went to a console that did not know yet where it stands.
  const head = Math.max(stored, followerOf(database).cursor)
  const { principal } = socket.data
  const agent = { id: principal?.user.id, name: principal?.user.name }
  toSocket(socket, 'hello', { head, agent, serverVersion })
}
