import type { Route as ShellRoute } from '../../../electron/bridge/contract.ts'
import type { AgentNotification } from '../../../server/contract/notifications.ts'
import { HOME, NOTIFICATIONS, type Route, toConversation, toTicket } from '../shell/route.ts'

/** Where a notification leads, in the words of the shell. */
export function shellRouteOf({ conversationId, ticketId }: AgentNotification): ShellRoute {
  if (conversationId !== null) return { view: 'conversation', id: conversationId }
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
  }
}

export const routeOfNotice = (notice: AgentNotification) => routeFrom(shellRouteOf(notice))

/** What a notification is grouped by: the conversation or ticket it is about, or itself. */
export const groupOf = ({ id, conversationId, ticketId }: AgentNotification) =>
  conversationId ?? ticketId ?? id

/** What of an address the agent looks at. */
export function aboutOf(route: Route): string | null {
  if (route.screen === 'inbox') return route.conversationId
  return route.screen === 'tickets' ? route.ticketId : null
}
