import type { Route } from '../../../electron/bridge/contract.ts'
import type { AgentNotification, NotificationKind } from '../../../server/contract/notifications.ts'
import { words } from '../../words/useWords.ts'
import { systemChannel } from '../host/notify.ts'
import { headOf } from '../inbox/head.ts'
import { attempt } from '../shell/attempt.ts'
import { markRead } from '../sync/command.ts'
import { send } from '../sync/sending.ts'
import { world } from '../sync/store.ts'
import { markOneRead, markReadAbout } from './load.ts'
import { report } from './outcomes.ts'

/** What a customer waits behind; the rest is for the team to know. */
const URGING = new Set<NotificationKind>([
  'message',
  'new_chat',
  'assigned',
  'escalated',
  'response_due',
])

/** What can be done in a notification of the system, and whether somebody waits behind it. */
export function offersOf({ kind, conversationId, who }: AgentNotification) {
  const { notifications } = words()
  const isAnswerable = kind === 'message' && conversationId !== null
  return {
    urges: URGING.has(kind),
    actions: {
      ...(isAnswerable && { reply: notifications.replyTo(who).slice(0, 60) }),
      read: notifications.markRead,
    },
  }
}

/**
 * Sends what was written in a notification, by the outbox as every message. Nothing can be undone there, so it is not
 * held back.
 */
export function replied(id: string, route: Route, content: string, agentId: string) {
  if (route.view !== 'conversation') return
  attempt(async () => {
    const letter = { conversationId: route.id, content, visibility: 'public' as const }
    await send({ ...letter, seenSeq: headOf(route.id) })
    read(id, route, agentId)
  })
}

/** Marks what a notification is about as read: all that this agent was told of it, and their own conversation. */
export function read(id: string, route: Route, agentId: string) {
  report({ id, step: 'clicked', channel: systemChannel })
  const marked = 'id' in route ? markReadAbout(route.id) : markOneRead(id)
  void marked.catch(() => undefined)
  if (route.view !== 'conversation') return
  const conversation = world().conversations[route.id]?.value
  // A colleague has to read theirs themselves.
  if (conversation?.assignee?.id === agentId) markRead(route.id, conversation.headSeq)
}
