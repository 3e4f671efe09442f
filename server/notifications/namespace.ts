import { v5 } from 'uuid'
import { z } from 'zod'
import type { Namespace, Server } from 'socket.io'
import type { StreamEvent } from '../contract/events.ts'
import type { Language } from '../contract/identity.ts'
import type { Notification } from '../contract/notifications.ts'
import type { Database } from '../db/transaction.ts'
import { action, type SocketActions } from '../socket/actions.ts'
import { toSocket } from '../socket/emit.ts'
import { type NamespaceEdge, openNamespace } from '../socket/namespace.ts'
import { subscribe } from '../stream/index.ts'
import { decide, type Decision } from './decide.ts'
import { staysQueued } from './queued.ts'

// Each process makes the notifications of its own sockets: the same fact must have the same id everywhere.
const NOTIFICATION_IDS = '8f14e45f-ceea-467f-9d7a-5f3b7c1f0a52'
const LANGUAGES: Language[] = ['en', 'vi']
const everyone = (language: Language) => `subscribers:${language}`
const one = (agentId: string, language: Language) => `agent:${agentId}:${language}`

/** What a client may send in the namespace `/notifications`. */
const notificationActions: SocketActions = {
  subscribe: action('agent', z.looseObject({}), async (socket) => {
    const { language, principal } = socket.data
    await socket.join([everyone(language), one(principal?.user.id ?? '', language)])
    const message =
      language === 'vi' ? 'Đã đăng ký nhận thông báo.' : 'Subscribed to notifications.'
    toSocket(socket, 'subscribed', { success: true, message })
    return { message }
  }),
}

/** Serves the namespace `/notifications` to agents. */
export function serveNotifications(io: Server, options: NamespaceEdge): void {
  const notifications = openNamespace(io, '/notifications', options, {
    actions: notificationActions,
  })
  const { database, log } = options
  const failed = (error: unknown) => log.warn({ err: error }, 'a notification was not sent')
  subscribe(database, (events) => {
    for (const event of events) {
      const decision = decide(event)
      if (decision) notify(notifications, database, event, decision).catch(failed)
    }
  })
}

async function notify(
  notifications: Namespace,
  database: Database,
  event: StreamEvent,
  decision: Decision,
): Promise<void> {
  const { to } = decision
  if ('queued' in to && !(await staysQueued(database, to.queued))) return
  const id = v5(`${event.seq} ${event.at}`, NOTIFICATION_IDS)
  for (const language of LANGUAGES) {
    const room = 'queued' in to ? everyone(language) : one(to.agentId, language)
    notifications.local
      .to(room)
      .emit('notification', viewNotification(id, event, decision, language))
  }
}

const viewNotification = (
  id: string,
  event: StreamEvent,
  { type, data, text }: Decision,
  language: Language,
): Notification => ({
  id,
  type,
  ...text(language),
  data,
  timestamp: event.at,
})
