import { z } from 'zod'
import type { Namespace, Server } from 'socket.io'
import type { Language } from '../contract/identity.ts'
import type { AgentNotification, Notification } from '../contract/notifications.ts'
import { action, type SocketActions } from '../socket/actions.ts'
import { toSocket } from '../socket/emit.ts'
import { type NamespaceEdge, openNamespace } from '../socket/namespace.ts'
import { onTold } from './announce.ts'
import { textOf } from './texts.ts'

const LANGUAGES: Language[] = ['en', 'vi']
const roomOf = (agentId: string, language: Language) => `agent:${agentId}:${language}`

/** What a client may send in the namespace `/notifications`. */
const notificationActions: SocketActions = {
  subscribe: action('agent', z.looseObject({}), async (socket) => {
    const { language, principal } = socket.data
    await socket.join(roomOf(principal?.user.id ?? '', language))
    const message =
      language === 'vi' ? 'Đã đăng ký nhận thông báo.' : 'Subscribed to notifications.'
    toSocket(socket, 'subscribed', { success: true, message })
    return { message }
  }),
}

/** Serves the namespace `/notifications` to agents: new chats, what was assigned to them, and the system's troubles. */
export function serveNotifications(io: Server, options: NamespaceEdge): void {
  const notifications = openNamespace(io, '/notifications', options, {
    actions: notificationActions,
  })
  onTold(options.database, ({ agentId, changed, isNew }) => {
    if (!isNew) return
    for (const each of changed) if (each.withheld === null) send(notifications, agentId, each)
  })
}

// Sent by the process that decided it, to the sockets of all.
function send(notifications: Namespace, agentId: string, about: AgentNotification): void {
  for (const language of LANGUAGES) {
    const text = textOf(about, language)
    if (!text) continue
    const body: Notification = {
      id: about.id,
      type: typeOf(about),
      ...text,
      data: dataOf(about),
      timestamp: about.createdAt,
    }
    notifications.to(roomOf(agentId, language)).emit('notification', body)
  }
}

function typeOf({ conversationId, ticketId }: AgentNotification): Notification['type'] {
  if (conversationId !== null) return 'chat'
  return ticketId === null ? 'system' : 'ticket'
}

const dataOf = ({
  conversationId,
  ticketId,
  ticketNumber,
}: AgentNotification): Notification['data'] => ({
  ...(conversationId !== null && { sessionId: conversationId }),
  ...(ticketId !== null && { ticketId }),
  ...(ticketNumber !== null && { ticketNumber }),
})
