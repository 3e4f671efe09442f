import type { Server } from 'socket.io'
import { onTold } from '../notifications/index.ts'
import { onDraft } from '../drafts/index.ts'
import { toSocket } from '../socket/emit.ts'
import { type NamespaceEdge, openNamespace } from '../socket/namespace.ts'
import type { AppSocket } from '../socket/server.ts'
import { followerOf, headOf, subscribe } from '../stream/index.ts'
import { agentOf, type ConsoleOptions, consoleActions } from './socket.ts'
import { agentRoom, view } from './viewing.ts'

const followers = 'followers'
// Who misses more than these asks for them.
const MOST_NOTIFICATIONS = 20

/** Serves the namespace `/console`: commands, and every event of the stream in order. */
export function serveConsole(
  io: Server,
  options: ConsoleOptions & NamespaceEdge & { version: string },
): void {
  const { database, version } = options
  const console = openNamespace(io, '/console', options, {
    actions: consoleActions(options, io),
    onConnected: (socket) => greet(socket, options, version),
  })
  onDraft(database, (agentId, draft) => console.to(agentRoom(agentId)).emit('draft', draft))
  subscribe(database, (events) => {
    // Nobody follows: nothing to encode.
    if (console.sockets.size === 0) return
    for (const event of events) console.local.to(followers).emit('event', event)
  })
  // Told by the process that decided, to the windows of this one agent wherever they are.
  onTold(database, ({ agentId, head, unread, changed }) => {
    const told = { head, unread, changed: changed.slice(0, MOST_NOTIFICATIONS) }
    console.to(agentRoom(agentId)).emit('notifications', told)
  })
}

async function greet(
  socket: AppSocket,
  { database, presence }: ConsoleOptions,
  serverVersion: string,
): Promise<void> {
  const { id, name } = agentOf(socket)
  socket.once('disconnect', () => {
    view(socket, { conversationId: null, isNew: false })
    presence.leave(socket.id)
  })
  await socket.join(agentRoom(id))
  // Gone before it was greeted: nobody would tell of its end.
  if (!socket.connected) return
  await presence.arrive({ id: socket.id, userId: id })
  // In the room before the head is read: whatever comes after that head is sent to this socket.
  await socket.join(followers)
  const stored = await headOf(database.sql)
  // What was announced while the head was read went to a console that did not know yet where it stands.
  const head = Math.max(stored, followerOf(database).cursor)
  toSocket(socket, 'hello', { head, agent: { id, name }, serverVersion })
}
