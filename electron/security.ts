import type { Session } from 'electron'
import { isOurs } from './scheme.ts'

// The three network ones are Chromium's local network access: without them a server on this
// computer or in the office cannot be reached. Which server that is, the content policy says.
const ALLOWED = new Set<string>([
  'notifications',
  'clipboard-sanitized-write',
  'local-network',
  'local-network-access',
  'loopback-network',
])

type GuardedSession = Pick<
  Session,
  'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
>

/** Everything a page could ask the system for is denied, save the short list, to us. */
export function guardSession(session: GuardedSession): void {
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    callback(ALLOWED.has(permission) && details.isMainFrame && isOurs(details.requestingUrl))
  })
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) => {
    return ALLOWED.has(permission) && isOurs(requestingOrigin)
  })
  session.setDevicePermissionHandler(() => false)
}

// What a page is made of: the console's own files, and what it holds in memory itself.
const WITHIN = new Set(['data:', 'blob:', 'devtools:'])

/** Whether a page may ask for this address: the console's files, and the one server. */
function isWithinReach(address: string, server: string | null): boolean {
  const url = URL.parse(address)
  if (url === null) return false
  if (WITHIN.has(url.protocol) || isOurs(address)) return true
  return server !== null && [server, server.replace(/^http/, 'ws')].includes(url.origin)
}

/**
 * A dictionary for the spelling, which Chromium itself fetches from where it keeps them, at a host near by. No page can:
 * its content policy knows one server.
 */
function isDictionary(address: string): boolean {
  const url = URL.parse(address)
  return (
    url?.protocol === 'https:' &&
    url.port === '' &&
    /^(?:[a-z0-9-]+\.)+gvt1\.com$/.test(url.hostname) &&
    /^\/edgedl\/chrome\/dict\/[\w-]+\.bdic$/.test(url.pathname)
  )
}

type BeforeRequest = {
  url: string
  /** Absent where no page asks. */
  webContentsId?: number
}
type GuardedRequests = {
  onBeforeRequest(
    listener: (details: BeforeRequest, callback: (answer: { cancel: boolean }) => void) => void,
  ): void
}

/** Nothing of this session reaches any server but the one it is for, whatever a page says. */
export function guardRequests(requests: GuardedRequests, server: () => string | null): void {
  requests.onBeforeRequest(({ url, webContentsId }, callback) => {
    const isOwn = webContentsId === undefined && isDictionary(url)
    callback({ cancel: !isOwn && !isWithinReach(url, server()) })
  })
}

type Preventable = { preventDefault(): void }
type Navigation = Preventable & { url: string }

/** The part of electron's WebContents that is guarded. */
export type GuardedContents = {
  on(event: 'will-navigate', listener: (details: Navigation) => void): unknown
  on(event: 'will-frame-navigate', listener: (details: Navigation) => void): unknown
  on(event: 'will-redirect', listener: (details: Navigation) => void): unknown
  on(event: 'will-attach-webview', listener: (event: Preventable) => void): unknown
  setWindowOpenHandler(handler: (details: { url: string }) => { action: 'deny' }): void
}

/** No frame leaves the console, no window opens in the app, no web view is attached. */
export function guardContents(
  contents: GuardedContents,
  openExternal: (url: string) => Promise<void>,
): void {
  const stay = (details: Navigation) => {
    if (!isOurs(details.url)) details.preventDefault()
  }
  contents.on('will-navigate', stay)
  contents.on('will-frame-navigate', stay)
  contents.on('will-redirect', stay)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    const address = externalAddress(url)
    // Nothing can be done about a system without a browser; the click then has no effect.
    if (address !== null) openExternal(address).catch(() => undefined)
    return { action: 'deny' }
  })
}

/** An address the system may be handed, written anew so that it is what we checked; else null. */
export function externalAddress(text: string): string | null {
  const url = URL.parse(text)
  return url !== null && ['http:', 'https:', 'mailto:'].includes(url.protocol) ? url.href : null
}
