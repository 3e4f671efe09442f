import type { Route as ShellRoute } from '../../../electron/bridge/contract.ts'
import type { AgentNotification } from '../../../server/contract/notifications.ts'
import {
  HOME,
  NOTIFICATIONS,
  type Route,
  toConversation,
  toTask,
  toTicket,
} from '../shell/route.ts'

/** Where a notification leads, in the words of the shell. */
export function shellRouteOf(notice: AgentNotification): ShellRoute {
  const { conversationId, ticketId, taskId } = notice
  if (conversationId !== null) return { view: 'conversation', id: conversationId }
  if (taskId !== null) return { view: 'task', id: taskId }
  return ticketId === null ? { view: 'notifications' } : { view: 'ticket', id: ticketId }
}

/** Where a notification or a link of the shell leads in the console. */
export function routeFrom(route: ShellRoute): Route {
  switch (route.view) {
    case 'inbox':
      return HOME
    case 'notifications':
      return NOTIFICATIONS
    case 'conversation':
      return toConversation(route.id)
    case 'ticket':
      return toTicket(route.id)
    case 'task':
      return toTask(route.id)
  }
}

export const routeOfNotice = (notice: AgentNotification) => routeFrom(shellRouteOf(notice))

/** What a notification is grouped by: the conversation, ticket or task it is about, or itself. */
export const groupOf = ({ id, conversationId, ticketId, taskId }: AgentNotification) =>
  conversationId ?? ticketId ?? taskId ?? id

/** What of an address the agent looks at. */
export function aboutOf(route: Route): string | null {
  if (route.screen === 'inbox') return route.conversationId
  return route.screen === 'tickets' ? route.ticketId : null
}
