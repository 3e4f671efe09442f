import type * as Electron from 'electron'
import { createBadge } from './badge.ts'
import type { EventBody, Route } from './bridge/contract.ts'
import type { Events } from './bridge/events.ts'
import { createQuiet } from './do-not-disturb.ts'
import type { Run } from './run.ts'
import { createFlash } from './flash.ts'
import { createNotifications } from './notifications.ts'
import type { Notifications } from './notifications.ts'
import type { Windows } from './window.ts'

type Pieces = Pick<typeof Electron, 'app' | 'nativeImage' | 'Notification'> & {
  process: NodeJS.Process
}

type Around = {
  events: Pick<Events, 'tell'>
  windows: Pick<Windows<Electron.BrowserWindow>, 'current' | 'isFocused'>
  open: (route: Route) => void
  run: Run
  /** The person answered in a notification. */
  replied: (reply: EventBody<'notification.reply'>) => void
  /** Whether the person wants the taskbar button to flash. */
  flashes: () => boolean
  log: (what: string, error: unknown) => void
}

export type Alerts = {
  notifications: Notifications
  badge: { set: (count: number) => { shown: boolean } }
  /** The person looks at the window. */
  seen: () => void
  /** Takes back all that the system shows of the profile that is left. */
  clear: () => void
}

/** Everything by which the shell draws the person's attention. */
export function createAlerts(pieces: Pieces, around: Around): Alerts {
  const { app, nativeImage, Notification, process } = pieces
  const { events, windows, open, run, log } = around
  const { platform } = process
  const flash = createFlash(windows.current)
  const notifications = createNotifications({
    isSupported: () => Notification.isSupported(),
    create: (options) => new Notification(options),
    isFocused: windows.isFocused,
    isQuiet: createQuiet({
      platform,
      desktop: process.env['XDG_CURRENT_DESKTOP'] ?? '',
      run,
    }),
    open,
    clicked: (id) => events.tell('notification.click', { id }),
    dismissed: (id) => events.tell('notification.dismiss', { id }),
    replied: around.replied,
    read: (notice) => events.tell('notification.read', notice),
    urge: (place) => void (around.flashes() && flash.urge(place)),
    calm: flash.calm,
    log,
    platform,
  })
  const badge = createBadge({
    app,
    platform,
    createFromBitmap: (bitmap, size) => nativeImage.createFromBitmap(bitmap, size),
    window: windows.current,
  })
  const { seen } = flash
  function clear() {
    badge.set(0)
    seen()
    notifications.forget()
  }
  return { notifications, badge, seen, clear }
}
