import type { NotificationConstructorOptions } from 'electron'
import type { CallInput, CallOutput, EventBody, Route } from './bridge/contract.ts'
import { isHeard, keyOf, optionsFor } from './notification-options.ts'

type Request = CallInput<'notification.show'>
type Outcome = CallOutput<'notification.show'>

/** The part of electron's Notification that is used here. */
export type NativeNotification = {
  on(event: 'show', listener: () => void): unknown
  on(event: 'click', listener: () => void): unknown
  on(event: 'failed', listener: (event: unknown, error: string) => void): unknown
  on(event: 'close', listener: (details: { reason?: string }) => void): unknown
  on(event: 'reply', listener: (details: { reply: string }) => void): unknown
  on(event: 'action', listener: () => void): unknown
  show(): void
  close(): void
}

export type NotificationParts = {
  isSupported: () => boolean
  create: (options: NotificationConstructorOptions) => NativeNotification
  isFocused: () => boolean
  /** Whether the system is known to let nothing disturb. */
  isQuiet: () => Promise<boolean>
  open: (route: Route) => void
  /** The person clicked it, or took it away. */
  clicked: (id: string) => void
  dismissed: (id: string) => void
  /** The person answered in it, or marked read what it tells of. */
  replied: (reply: EventBody<'notification.reply'>) => void
  read: (notice: EventBody<'notification.read'>) => void
  /** Somebody waits for this person's answer in a place, or no longer does. */
  urge: (place: string) => void
  calm: (place: string) => void
  log: (what: string, error: unknown) => void
  platform: NodeJS.Platform
  /** How long to wait for the system to say that it shows one, in milliseconds. */
  patience?: number
}

export type Notifications = {
  show: (request: Request) => Promise<Outcome>
  withdraw: (route: Route) => void
  /** Takes back all that is shown; nothing is a repetition after it. */
  forget: () => void
}

const KEPT = 500

/** Native notifications, one per route at a time; a click leads to that route. */
export function createNotifications(parts: NotificationParts): Notifications {
  const known = new Set<string>()
  const board = createBoard(parts)

  async function show(request: Request): Promise<Outcome> {
    if (parts.isFocused()) return { shown: false, why: 'focused' }
    if (known.has(request.id)) return { shown: false, why: 'repeated' }
    known.add(request.id)
    dropOldest(known)
    const outcome = await attempt(request)
    if (!outcome.shown && outcome.why !== 'unconfirmed') known.delete(request.id)
    return outcome
  }

  async function attempt(request: Request): Promise<Outcome> {
    if (await parts.isQuiet()) return { shown: false, why: 'do_not_disturb' }
    // What was forgotten meanwhile is for somebody else to see.
    if (!known.has(request.id)) return { shown: false, why: 'failed' }
    // Where nothing can be shown, the button of the taskbar still flashes.
    if (request.urges === true) parts.urge(keyOf(request.route))
    if (!parts.isSupported()) return { shown: false, why: 'unsupported' }
    const notification = parts.create(optionsFor(request, parts.platform))
    board.put(request, notification)
    return outcomeOf(notification, request, parts)
  }

  return {
    show,
    withdraw(route) {
      parts.calm(keyOf(route))
      board.withdraw(route)
    },
    forget() {
      known.clear()
      board.clear()
    },
  }
}

type Told = Pick<NotificationParts, 'open' | 'clicked' | 'dismissed' | 'replied' | 'read' | 'calm'>

/** What is shown now, by route. A notification that nobody holds no longer hears its click. */
function createBoard(told: Told) {
  const shown = new Map<string, NativeNotification>()

  function withdraw(route: Route) {
    const notification = shown.get(keyOf(route))
    shown.delete(keyOf(route))
    notification?.close()
  }

  function put(request: Request, notification: NativeNotification) {
    withdraw(request.route)
    const key = keyOf(request.route)
    shown.set(key, notification)
    dropOldest(shown)
    const isCurrent = () => shown.get(key) === notification
    follow(notification, request, told, {
      isCurrent,
      forget: () => void (isCurrent() && shown.delete(key)),
    })
  }

  function clear() {
    const all = [...shown.values()]
    shown.clear()
    for (const notification of all) notification.close()
  }

  return { put, withdraw, clear }
}

type Place = { isCurrent: () => boolean; forget: () => void }

function follow(
  notification: NativeNotification,
  { id, route }: Request,
  told: Told,
  { isCurrent, forget }: Place,
) {
  notification.on('close', ({ reason }) => {
    // Timed out means moved to the notification centre, where it can still be clicked.
    if (reason === 'timedOut') return
    if (isCurrent() && reason === 'userCanceled') told.dismissed(id)
    forget()
  })
  notification.on('failed', forget)
  notification.on('click', () => {
    forget()
    told.clicked(id)
    told.open(route)
  })
  notification.on('reply', ({ reply }) => {
    const text = reply.trim().slice(0, LONGEST)
    if (text === '') return
    dealtWith()
    told.replied({ id, route, text })
  })
  notification.on('action', () => {
    dealtWith()
    told.read({ id, route })
  })
  function dealtWith() {
    forget()
    told.calm(keyOf(route))
    notification.close()
  }
}

const LONGEST = 10_000

/** Shows it, and waits for the system's word on it. */
function outcomeOf(
  notification: NativeNotification,
  request: Request,
  { patience = 2000, platform, log }: NotificationParts,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve({ shown: false, why: 'unconfirmed' }), patience)
    const settle = (outcome: Outcome) => {
      clearTimeout(timer)
      resolve(outcome)
    }
    notification.on('show', () => settle({ shown: true, heard: isHeard(request, platform) }))
    notification.on('failed', (_event, error) => {
      log('notification failed', error)
      settle({ shown: false, why: DENIED.test(error) ? 'denied' : 'failed' })
    })
    notification.show()
  })
}

// macOS's error 1 (UNErrorDomain) is that the person has not allowed them; Windows names a setting.
const DENIED = /not allowed|UNErrorDomain.*\b1\b|disabled/i

function dropOldest(kept: Set<string> | Map<string, unknown>) {
  const [oldest] = kept.keys()
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
}
