import type { AgentNotification } from '../../../server/contract/notifications.ts'
import { navigate } from '../shell/navigation.ts'
import { markOneRead } from './load.ts'
import { report } from './outcomes.ts'
import { routeOfNotice } from './places.ts'

/** Goes to what a notification is about, which is read by that. */
export function openNotice(notice: AgentNotification) {
  report({ id: notice.id, step: 'clicked', channel: 'in_app' })
  if (notice.readAt === null) void markOneRead(notice.id).catch(() => undefined)
  navigate(routeOfNotice(notice))
}
