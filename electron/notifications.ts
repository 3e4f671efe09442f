import type { NotificationConstructorOptions } from 'electron'
import type { CallInput, CallOutput, Route } from './bridge/contract.ts'

type Request = CallInput<'notification.show'>
type Outcome = CallOutput<'notification.show'>

/** The part of electron's Notification that is used here. */
export type NativeNotification = {
  on(event: 'show', listener: () => void): unknown
  on(event: 'click', listener: () => void): unknown
  on(event: 'failed', listener: () => void): unknown
  on(event: 'close', listener: (details: { reason?: string }) => void): unknown
  show(): void
  close(): void
}

export type NotificationParts = {
  isSupported: () => boolean
  create: (options: NotificationConstructorOptions) => NativeNotification
  isFocused: () => boolean
  open: (route: Route) => void
  /** The person clicked it, or took it away. */
  clicked: (id: string) => void
  dismissed: (id: string) => void
  platform: NodeJS.Platform
  /** How long to wait for the system to say that it shows one, in milliseconds. */
  patience?: number
}

export type Notifications = {
  show: (request: Request) => Promise<Outcome>
  withdraw: (route: Route) => void
}

const KEPT = 500

/** Native notifications, one per route at a time; a click leads to that route. */
export function createNotifications(parts: NotificationParts): Notifications {
  const known = new Set<string>()
  const board = createBoard(parts)

  async function show(request: Request): Promise<Outcome> {
    if (!parts.isSupported()) return { shown: false, why: 'unsupported' }
    if (parts.isFocused()) return { shown: false, why: 'focused' }
    if (known.has(request.id)) return { shown: false, why: 'repeated' }
    known.add(request.id)
    dropOldest(known)

    const notification = parts.create(optionsFor(request, parts.platform))
    board.put(request, notification)
    const outcome = await outcomeOf(notification, parts.patience ?? 2000)
    if (!outcome.shown && outcome.why === 'failed') known.delete(request.id)
    return outcome
  }

  return { show, withdraw: board.withdraw }
}

type Told = Pick<NotificationParts, 'open' | 'clicked' | 'dismissed'>

/** What is shown now, by route. A notification that nobody holds no longer hears its click. */
function createBoard({ open, clicked, dismissed }: Told) {
  const shown = new Map<string, NativeNotification>()

  function withdraw(route: Route) {
    const notification = shown.get(keyOf(route))
    shown.delete(keyOf(route))
    notification?.close()
  }

  function put({ id, route }: Request, notification: NativeNotification) {
    withdraw(route)
    const key = keyOf(route)
    shown.set(key, notification)
    dropOldest(shown)
    const forget = () => {
      if (shown.get(key) === notification) shown.delete(key)
    }
    notification.on('close', ({ reason }) => {
      // Timed out means moved to the notification centre, where it can still be clicked.
      if (reason === 'timedOut') return
      if (shown.get(key) === notification) dismissed(id)
      forget()
    })
    notification.on('failed', forget)
    notification.on('click', () => {
      forget()
      clicked(id)
      open(route)
    })
  }

  return { put, withdraw }
}

/** Shows it, and waits for the system's word on it. */
function outcomeOf(notification: NativeNotification, patience: number): Promise<Outcome> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve({ shown: false, why: 'unconfirmed' }), patience)
    const settle = (outcome: Outcome) => {
      clearTimeout(timer)
      resolve(outcome)
    }
    notification.on('show', () => settle({ shown: true }))
    notification.on('failed', () => settle({ shown: false, why: 'failed' }))
    notification.show()
  })
}

function optionsFor(request: Request, platform: NodeJS.Platform): NotificationConstructorOptions {
  const body = tidy(request.body, 240)
  return {
    id: keyOf(request.route),
    title: tidy(request.title, 80),
    ...(request.silent !== undefined && { silent: request.silent }),
    ...(request.sticky === true && { timeoutType: 'never', urgency: 'critical' }),
    // The freedesktop specification reads markup in a body, and Electron passes it on as it is.
    body: platform === 'linux' ? escaped(body) : body,
  }
}

const keyOf = (route: Route) => ('id' in route ? `${route.view}:${route.id}` : route.view)

const graphemes = new Intl.Segmenter()

/** One line without control or direction-changing characters, cut between whole characters. */
function tidy(text: string, length: number): string {
  const line = text.replace(BREAKS, ' ').replace(BIDI, '').trim()
  const cut = graphemes.segment(line).containing(length)?.index
  if (cut === undefined || line.length <= length) return line
  return `${line.slice(0, cut)}…`
}
const BREAKS = /[\p{Cc}\u2028\u2029]+/gu
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

function dropOldest(kept: Set<string> | Map<string, unknown>) {
  const [oldest] = kept.keys()
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
}
