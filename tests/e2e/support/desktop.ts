import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { BrowserContext, Page } from '@playwright/test'
import { type CallName, contract, type EventName } from '../../../electron/bridge/contract.ts'
import type { AppState } from '../../../electron/bridge/native-contract.ts'
import { CONSOLE_URL, consoleHandler } from '../../../electron/scheme.ts'
import { test as deskTest } from './desk.ts'

const DIST = join(import.meta.dirname, '../../../dist/console')

/** Serves the console's files by the shell's real scheme handler; Chromium alone cannot open the shell's own scheme. */
interface ConsoleFiles {
  origin: string
  /** The server the content policy lets the page reach. */
  server: string
}

async function serveFiles(provide: (files: ConsoleFiles) => Promise<void>): Promise<void> {
  const files: ConsoleFiles = { origin: '', server: '' }
  const handle = consoleHandler(DIST, () => files.server)
  const answerBy = async (response: ServerResponse, path: string) => {
    const answer = await handle(new Request(CONSOLE_URL + path.slice(1)))
    response.writeHead(answer.status, Object.fromEntries(answer.headers))
    response.end(Buffer.from(await answer.arrayBuffer()))
  }
  const http = createServer((request, response) => void answerBy(response, request.url ?? '/'))
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  files.origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  await provide(files)
  http.close()
  http.closeAllConnections()
}

/** One thing the console asked of the shell. */
interface Call {
  name: CallName
  input: unknown
}

/** The shell replaced: the console's files come through its real scheme handler, its calls are checked and recorded. */
export interface DesktopDouble {
  page: Page
  calls(name: CallName): unknown[]
  /** Tells the page what the shell would. */
  tell(event: EventName, body: object): Promise<void>
}

/** Opens the console as the desktop shell would, against this server. */
async function openDesktop(
  context: BrowserContext,
  files: ConsoleFiles,
  serverUrl: string,
): Promise<DesktopDouble> {
  const calls: Call[] = []
  const secrets = new Map<string, string>()
  const app = structuredClone(APP)
  files.server = serverUrl
  await context.exposeFunction('askShell', (name: CallName, raw: unknown) => {
    const input = contract.calls[name].input.parse(raw)
    calls.push({ name, input })
    return contract.calls[name].output.parse(answerTo(name, input, { serverUrl, secrets, app }))
  })
  await context.addInitScript(BRIDGE)
  const page = await context.newPage()
  await page.goto(`${files.origin}/`)
  return {
    page,
    calls: (name) => calls.filter((call) => call.name === name).map(({ input }) => input),
    tell: (event, body) =>
      page.evaluate(`tellPage(${JSON.stringify(event)}, ${JSON.stringify(body)})`),
  }
}

const APP: AppState = {
  version: '1.2.3',
  system: 'linux',
  settings: {
    closeToTray: false,
    startAtLogin: false,
    flash: true,
    shortcut: null,
    spellCheck: true,
    spellLanguages: ['en-US'],
  },
  can: { tray: true, startAtLogin: false, spellLanguages: ['en-GB', 'en-US', 'vi'] },
}
type AppSettings = AppState['settings']
type Kept = { serverUrl: string; secrets: Map<string, string>; app: AppState }

function answerTo(name: CallName, input: unknown, { serverUrl, secrets, app }: Kept): unknown {
  const { name: secret = '', value = '' } = (input ?? {}) as { name?: string; value?: string }
  switch (name) {
    case 'server.get':
      return { url: serverUrl, state: 'running' }
    case 'profile.list':
      return { current: null, profiles: [] }
    case 'profile.add':
      return { added: false, why: 'not_found' }
    case 'secret.read':
      return { value: secrets.get(secret) ?? null, storage: 'keychain' }
    case 'secret.write':
      secrets.set(secret, value)
      return { storage: 'keychain' }
    case 'secret.clear':
      secrets.delete(secret)
      return undefined
    case 'badge.set':
      return { shown: true }
    case 'notification.show':
      return { shown: true, heard: false }
    case 'window.isFocused':
      return { focused: true }
    case 'app.get':
      return app
    case 'app.set': {
      const refused = (input as Partial<AppSettings>).shortcut === 'Alt+F4' ? 'shortcut' : null
      if (refused === null) Object.assign(app.settings, input)
      return { state: app, refused }
    }
    case 'update.get':
      return { state: 'off', why: 'package_managed' }
    case 'power.state':
      return { state: 'active' }
    default:
      return undefined
  }
}

// What the preload script would put on the page; `askShell` is answered by the test.
const BRIDGE = `{
  const listeners = {}
  const ask = (name) => (input) => window.askShell(name, input)
  const hear = (name) => (listener) => { (listeners[name] ??= new Set()).add(listener); return () => listeners[name].delete(listener) }
  window.tellPage = (name, body) => { for (const listener of listeners[name] ?? []) listener(body) }
  window.frontdeskDesktop = {
    bridge: { ready: ask('bridge.ready') },
    server: { get: ask('server.get'), onChange: hear('server.change') },
    profile: { list: ask('profile.list'), add: ask('profile.add'), clear: ask('profile.clear'), onManage: hear('profile.manage') },
    secret: { read: ask('secret.read'), write: ask('secret.write'), clear: ask('secret.clear') },
    app: { get: ask('app.get'), set: ask('app.set') },
    page: { onFind: hear('page.find') },
    download: { start: ask('download.start'), cancel: ask('download.cancel'), show: ask('download.show'), onChange: hear('download.change') },
    standing: { set: ask('standing.set'), onChoose: hear('standing.choose') },
    update: { get: ask('update.get'), check: ask('update.check'), install: ask('update.install'), onChange: hear('update.change'), onLook: hear('update.look') },
    badge: { set: ask('badge.set') },
    notification: { show: ask('notification.show'), withdraw: ask('notification.withdraw'), onClick: hear('notification.click'), onDismiss: hear('notification.dismiss'), onReply: hear('notification.reply'), onRead: hear('notification.read') },
    window: { isFocused: ask('window.isFocused'), onFocus: hear('window.focus') },
    route: { onOpen: hear('route.open') },
    power: { state: ask('power.state'), onChange: hear('power.change'), onWake: hear('power.wake') },
  }
}`

export const test = deskTest.extend<{ files: ConsoleFiles; shell: DesktopDouble }>({
  files: async ({}, provide) => serveFiles(provide),
  deskEnvironment: async ({ files }, provide) => provide({ ALLOWED_ORIGINS: files.origin }),
  shell: async ({ browser, files, desk }, provide) => {
    const context = await browser.newContext()
    await provide(await openDesktop(context, files, desk.url))
    await context.close()
  },
})
