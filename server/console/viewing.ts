import type { ConsoleToClient } from '../contract/console.ts'
import type { AppSocket } from '../socket/server.ts'

type Told = Parameters<ConsoleToClient['presence']>[0]

/** What each console of this process shows now. */
const shown = new WeakMap<AppSocket, string>()

/** Every console of one agent, on every process. */
export const agentRoom = (agentId: string) => `agent:${agentId}`

/** A console shows a conversation, another than before, or none: the other agents hear of it. */
export function view(
  socket: AppSocket,
  { conversationId, isNew }: { conversationId: string | null; isNew: boolean },
): void {
  const before = shown.get(socket)
  if (before !== undefined && before !== conversationId)
    tell(socket, { conversationId: before, isHere: false, asks: false }, true)
  if (conversationId === null) {
    shown.delete(socket)
    return
  }
  shown.set(socket, conversationId)
  tell(socket, { conversationId, isHere: true, asks: isNew }, isNew || before !== conversationId)
}

// Never stored. What is only said again may get lost on the way to a busy console: the next makes it good.
function tell(socket: AppSocket, what: Omit<Told, 'agent'>, isNews: boolean): void {
  const user = socket.data.principal?.user
  if (!user) return
  const everyone = socket.broadcast.except(agentRoom(user.id))
  const others = isNews ? everyone : everyone.volatile
  const emit = others.emit.bind(others) as unknown as (event: string, body: Told) => void
  emit('presence', { ...what, agent: { id: user.id, name: user.name } })
}
