import type { Route } from '../../../electron/bridge/contract.ts'
import type { WithheldReason } from '../../../server/contract/notifications.ts'
import { desktop } from './desktop.ts'

export interface Notice {
  readonly id: string
  readonly title: string
  readonly body: string
  readonly route: Route
  /** Stays until somebody does something with it. */
  readonly isSticky: boolean
  /** No sound is wanted. */
  readonly isSilent: boolean
  /** A customer waits for an answer. */
  readonly urges: boolean
  /** What can be done in it without coming here, by its label, where the system can. */
  readonly actions: { readonly reply?: string; readonly read?: string }
}

/** What the person did with a notification, by its id. A click has led to its route already. */
export interface NoticeEvents {
  readonly clicked: (id: string, route: Route) => void
  readonly dismissed: (id: string) => void
}

type Shown =
  | {
      readonly shown: true
      /** The system made the sound. */
      readonly heard: boolean
    }
  | { readonly shown: false; readonly why: WithheldReason }

/** Which of the system's ways to notify there is here. */
export const systemChannel = desktop ? 'desktop' : 'browser'

const keyOf = (route: Route) => JSON.stringify(route)
const open = new Map<string, Notification>()

/** Shows a notification of the system, one for each route, and says whether it is seen, and heard. */
export function notify(notice: Notice, events: NoticeEvents): Promise<Shown> {
  return desktop ? onDesktop(desktop, notice) : inBrowser(notice, events)
}

async function onDesktop(
  { notification }: NonNullable<typeof desktop>,
  { isSticky, isSilent, ...notice }: Notice,
): Promise<Shown> {
  const answer = await notification
    .show({ ...notice, silent: isSilent, sticky: isSticky })
    .catch(() => ({ shown: false, why: 'failed' }) as const)
  if (answer.shown) return answer
  switch (answer.why) {
    case 'focused':
      return { shown: false, why: 'focus' }
    case 'denied':
      return { shown: false, why: 'permission' }
    case 'do_not_disturb':
    case 'unsupported':
      return { shown: false, why: answer.why }
    default:
      return { shown: false, why: 'error' }
  }
}

const PATIENCE_MS = 3000

function inBrowser(notice: Notice, events: NoticeEvents): Promise<Shown> {
  if (!('Notification' in window)) return Promise.resolve({ shown: false, why: 'unsupported' })
  if (Notification.permission !== 'granted')
    return Promise.resolve({ shown: false, why: 'permission' })
  const key = keyOf(notice.route)
  open.delete(key)
  const { title, body, isSticky } = notice
  const options = { body, tag: key, renotify: true, silent: true, requireInteraction: isSticky }
  const shown = new Notification(title, options)
  open.set(key, shown)
  follow(shown, notice, events)
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve({ shown: false, why: 'error' }), PATIENCE_MS)
    const settle = (answer: Shown) => {
      clearTimeout(timer)
      resolve(answer)
    }
    shown.addEventListener('show', () => settle({ shown: true, heard: false }))
    shown.addEventListener('error', () => settle({ shown: false, why: 'error' }))
  })
}

function follow(shown: Notification, { id, route }: Notice, events: NoticeEvents) {
  const isCurrent = () => open.get(keyOf(route)) === shown
  shown.addEventListener('click', () => {
    if (isCurrent()) open.delete(keyOf(route))
    window.focus()
    events.clicked(id, route)
    shown.close()
  })
  shown.addEventListener('close', () => {
    if (!isCurrent()) return
    open.delete(keyOf(route))
    events.dismissed(id)
  })
}

/** Takes back what is shown for a route. */
export function withdraw(route: Route) {
  if (desktop) return void desktop.notification.withdraw({ route })
  const shown = open.get(keyOf(route))
  open.delete(keyOf(route))
  shown?.close()
}

/** What the person did with a notification of the shell; the console may have been loaded anew since it was shown. */
export interface ShellNoticeEvents {
  readonly clicked: (id: string) => void
  readonly dismissed: (id: string) => void
  readonly replied: (id: string, route: Route, text: string) => void
  readonly read: (id: string, route: Route) => void
}

/** Hears what the person did with the shell's notifications; in a browser each notification tells by itself. */
export function watchShell(events: ShellNoticeEvents) {
  const ends = [
    desktop?.notification.onClick(({ id }) => events.clicked(id)),
    desktop?.notification.onDismiss(({ id }) => events.dismissed(id)),
    desktop?.notification.onReply(({ id, route, text }) => events.replied(id, route, text)),
    desktop?.notification.onRead(({ id, route }) => events.read(id, route)),
  ]
  return () => {
    for (const end of ends) end?.()
  }
}

/** What the browser lets us do; `granted` on the desktop. */
export function notificationPermission(): NotificationPermission {
  if (desktop) return 'granted'
  return 'Notification' in window ? Notification.permission : 'denied'
}

export const askToNotify = async () => Notification.requestPermission()
