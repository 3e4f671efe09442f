import type { AgentNotification } from '../../../server/contract/notifications.ts'
import { type ToastData, toasts } from '../../ui/toast.ts'
import { words } from '../../words/useWords.ts'
import { headOf } from '../inbox/head.ts'
import { undoHold } from '../outgoing/undo-delay.ts'
import { attempt } from '../shell/attempt.ts'
import { navigate } from '../shell/navigation.ts'
import { send } from '../sync/sending.ts'
import { markOneRead } from './load.ts'
import { report } from './outcomes.ts'
import { groupOf, routeOfNotice } from './places.ts'
import { noticeText } from './text.ts'

const SHOWN_MS = 8000

/** The toast of each group, and the newest notification it stands for. */
const shown = new Map<string, { toastId: string; notice: AgentNotification }>()

/** Shows a notification in the corner: one for each group, the newest. */
export function showToast(notice: AgentNotification, count: number) {
  const group = groupOf(notice)
  closeToast(group)
  const { notifications } = words()
  const { title, body } = noticeText(notice, notifications, count)
  const toastId = toasts.add({
    title,
    ...(body && { description: body }),
    type: notice.isUrgent ? 'urgent' : 'news',
    priority: notice.isUrgent ? 'high' : 'low',
    timeout: notice.isUrgent ? 0 : SHOWN_MS,
    actionProps: { children: notifications.open, onClick: () => follow(notice) },
    data: replyTo(notice),
  })
  shown.set(group, { toastId, notice })
}

/** What a customer wrote is answered where it is told, as from the composer. */
function replyTo(notice: AgentNotification): ToastData {
  const { kind, conversationId, who } = notice
  if (kind !== 'message' || conversationId === null) return {}
  const answer = (content: string) =>
    attempt(async () => {
      const hold = undoHold()
      const letter = { conversationId, content, visibility: 'public' as const }
      await send({ ...letter, seenSeq: headOf(conversationId), ...(hold && { hold }) })
      closeToast(groupOf(notice))
      report({ id: notice.id, step: 'clicked', channel: 'in_app' })
      await markOneRead(notice.id)
    })
  return { reply: { label: words().notifications.replyTo(who), send: answer } }
}

function follow(notice: AgentNotification) {
  closeToast(groupOf(notice))
  report({ id: notice.id, step: 'clicked', channel: 'in_app' })
  void markOneRead(notice.id).catch(() => undefined)
  navigate(routeOfNotice(notice))
}

/** Takes back the toast of a group. */
export function closeToast(group: string) {
  const toast = shown.get(group)
  shown.delete(group)
  if (toast) toasts.close(toast.toastId)
}
