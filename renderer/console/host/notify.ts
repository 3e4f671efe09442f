import type { Route } from '../../../electron/bridge/contract.ts'
import { desktop } from './desktop.ts'

export interface Notice {
  readonly id: string
  readonly title: string
  readonly body: string
  readonly route: Route
}

/** Shows a notification of the system; a click on it calls `open` with its route. */
export function notify(notice: Notice, open: (route: Route) => void) {
  if (desktop) return void desktop.notification.show(notice)
  if (!('Notification' in window) || Notification.permission !== 'granted') return
  const tag = JSON.stringify(notice.route)
  const shown = new Notification(notice.title, { body: notice.body, tag })
  shown.addEventListener('click', () => {
    window.focus()
    open(notice.route)
    shown.close()
  })
}

/** Takes back what is shown for a route. In a browser the tab cannot, and the click stays harmless. */
export function withdraw(route: Route) {
  if (desktop) void desktop.notification.withdraw({ route })
}

/** What the browser lets us do; `granted` on the desktop. */
export function notificationPermission(): NotificationPermission {
  if (desktop) return 'granted'
  return 'Notification' in window ? Notification.permission : 'denied'
}

export const askToNotify = async () => Notification.requestPermission()
