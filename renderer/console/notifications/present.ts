import type {
  AgentNotification,
  Outcome,
  WithheldReason,
} from '../../../server/contract/notifications.ts'
import { words } from '../../words/useWords.ts'
import { isAttended, isFocused } from '../host/focus.ts'
import { claim, type lead } from '../host/leader.ts'
import { notify, type NoticeEvents, systemChannel, withdraw } from '../host/notify.ts'
import { play } from '../host/sound.ts'
import { navigate, useRoute } from '../shell/navigation.ts'
import { markOneRead } from './load.ts'
import { report } from './outcomes.ts'
import { offersOf } from './offers.ts'
import { aboutOf, groupOf, routeFrom, shellRouteOf } from './places.ts'
import { ownPreferences } from './preferences.ts'
import { notices } from './store.ts'
import { noticeText } from './text.ts'
import { closeToast, showToast } from './toasts.ts'

/** Long enough for the window that is looked at to be the first. */
const AFTER_MS = 250
/** After a long absence one notification for each of the last few is enough. */
const MOST = 5

const say = (
  { id }: AgentNotification,
  step: Outcome['step'],
  channel: Outcome['channel'],
  reason: WithheldReason | null = null,
) => report({ id, step, channel, reason })

/** What the person did with a notification of the system. */
export const noticeEvents: NoticeEvents = {
  clicked: (id, route) => {
    navigate(routeFrom(route))
    clicked(id)
  },
  dismissed: (id) => report({ id, step: 'dismissed', channel: systemChannel }),
}

/** Somebody followed a notification of the system. */
export function clicked(id: string) {
  report({ id, step: 'clicked', channel: systemChannel })
  void markOneRead(id).catch(() => undefined)
}

/** The newest of each group, the last few of them. */
function newestOfEach(fresh: readonly AgentNotification[]) {
  const groups = new Map<string, AgentNotification>()
  for (const one of fresh) {
    groups.delete(groupOf(one))
    groups.set(groupOf(one), one)
  }
  const newest = [...groups.values()]
  return { shown: newest.slice(-MOST), left: newest.slice(0, -MOST) }
}

/**
 * Shows what is new, in exactly one window of this browser: the one that is looked at, or else the one that leads.
 */
export function present(fresh: readonly AgentNotification[], leader: ReturnType<typeof lead>) {
  const { shown, left } = newestOfEach(fresh.filter(({ withheld }) => withheld === null))
  for (const one of shown) {
    if (isFocused()) void asFirst(one, inFront)
    else
      setTimeout(() => {
        if (isAttended() || !leader.isLeader()) return
        void asFirst(one, behind)
      }, AFTER_MS)
  }
  if (leader.isLeader()) for (const one of left) say(one, 'withheld', systemChannel, 'late')
}

async function asFirst(
  notice: AgentNotification,
  show: (notice: AgentNotification) => Promise<void>,
) {
  if (await claim(`frontdesk.notification ${notice.id}`)) await show(notice)
}

/** The agent looks at this window. */
async function inFront(notice: AgentNotification) {
  const about = notice.conversationId ?? notice.ticketId
  const isRead = notices().byId[notice.id]?.readAt !== null
  if (isRead || (about !== null && aboutOf(useRoute.getState().route) === about))
    return say(notice, 'withheld', 'in_app', isRead ? 'read' : 'focus')
  toast(notice)
  await ring(notice)
}

/** The agent looks at another program, or at nothing. */
async function behind(notice: AgentNotification) {
  if (notices().byId[notice.id]?.readAt !== null)
    return say(notice, 'withheld', systemChannel, 'read')
  const { channels, isUrgent, id } = notice
  if (!channels.desktop) say(notice, 'withheld', systemChannel, 'preference')
  else {
    const text = noticeText(notice, words().notifications, countOf(notice))
    const route = shellRouteOf(notice)
    const manner = { isSticky: isUrgent, isSilent: isSilent(notice), ...offersOf(notice) }
    const answer = await notify({ id, ...text, route, ...manner }, noticeEvents)
    if (answer.shown) say(notice, 'shown', systemChannel)
    else say(notice, answer.why === 'error' ? 'failed' : 'withheld', systemChannel, answer.why)
    // It waits in the window for whoever comes back.
    if (!answer.shown) toast(notice)
    if (answer.shown && answer.heard) return say(notice, 'shown', 'sound')
    if (!answer.shown && answer.why === 'do_not_disturb')
      return say(notice, 'withheld', 'sound', answer.why)
  }
  await ring(notice)
}

const isSilent = ({ channels }: AgentNotification) =>
  !channels.sound || ownPreferences().volume === 0

function toast(notice: AgentNotification) {
  if (!notice.channels.inApp) return say(notice, 'withheld', 'in_app', 'preference')
  showToast(notice, countOf(notice))
  say(notice, 'shown', 'in_app')
}

async function ring(notice: AgentNotification) {
  if (isSilent(notice)) return say(notice, 'withheld', 'sound', 'preference')
  const { sound, volume } = ownPreferences()
  const isHeard = await play(sound, volume, notice.isUrgent).catch(() => false)
  say(notice, isHeard ? 'shown' : 'withheld', 'sound', isHeard ? null : 'permission')
}

const unreadIn = (group: string) =>
  Object.values(notices().byId).filter((one) => one.readAt === null && groupOf(one) === group)

/** For how many messages of one conversation a notification stands. */
const countOf = (notice: AgentNotification) =>
  notice.kind === 'message'
    ? unreadIn(groupOf(notice)).filter(({ kind }) => kind === 'message').length
    : 1

/** Takes back what is shown of what was read, here or elsewhere. */
export function takeBack(changed: readonly AgentNotification[]) {
  for (const one of changed) {
    if (one.readAt === null || unreadIn(groupOf(one)).length > 0) continue
    closeToast(groupOf(one))
    withdraw(shellRouteOf(one))
  }
}
