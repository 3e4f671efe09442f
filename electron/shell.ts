import type * as Electron from 'electron'
import { join } from 'node:path'
import { EVENTS } from './bridge/channels.ts'
import type { Route } from './bridge/contract.ts'
import { createEvents } from './bridge/events.ts'
import type { Events } from './bridge/events.ts'
import { createHandlers } from './bridge/handlers.ts'
import { serveBridge } from './bridge/serve.ts'
import { createAlerts } from './alerts.ts'
import type { Alerts } from './alerts.ts'
import { watchProcess, watchRenderer } from './crash.ts'
import { jsonFile } from './json-file.ts'
import { menuTemplate } from './menu.ts'
import { createNative } from './native.ts'
import type { Native } from './native.ts'
import { watchPower } from './power.ts'
import { openServerChoice, profileSchema } from './profile.ts'
import type { ServerChoice } from './profile.ts'
import { run } from './run.ts'
import { consoleHandler, consoleScheme, isOurs } from './scheme.ts'
import { createSecrets, vaultSchema } from './secrets.ts'
import { guardSession } from './security.ts'
import { createWindows } from './window.ts'
import type { Windows } from './window.ts'
import { FIRST_STATE, windowStateSchema } from './window-state.ts'
import { wordsFor } from './words.ts'

type Used =
  | 'app'
  | 'BrowserWindow'
  | 'dialog'
  | 'globalShortcut'
  | 'ipcMain'
  | 'Menu'
  | 'nativeImage'
  | 'Notification'
  | 'powerMonitor'
  | 'safeStorage'
  | 'screen'
  | 'session'
  | 'Tray'
/** The pieces of Electron that the shell is put together around. */
export type Pieces = Pick<typeof Electron, Used> & { process: NodeJS.Process }

export type Start = {
  /** The built console. */
  folder: string
  preload: string
  icon: string
  /** The server named for this start, before the one chosen earlier. */
  server: string | null
}

export type Shell = {
  start: () => void
  /** Leads to a route: the console first, then the window, so that it appears where it should. */
  open: (route: Route) => void
  reveal: () => void
}

type Inside = {
  events: Events
  windows: Windows<Electron.BrowserWindow>
  alerts: Alerts
  native: Native
  server: ServerChoice
}

export function createShell(pieces: Pieces, start: Start): Shell {
  const { app } = pieces
  const events = createEvents((name, body) => {
    windows.current()?.webContents.send(EVENTS, name, body)
  })
  const windows = consoleWindows(pieces, start, {
    onFocus(focused) {
      events.tell('window.focus', { focused })
      if (focused) alerts.seen()
    },
    onLeave: events.pause,
    adopt: (window) => native.adopt(window),
  })
  const reveal = () => {
    if (app.isReady()) windows.reveal()
  }
  const open = (route: Route) => {
    events.tell('route.open', { route })
    reveal()
  }
  const native = createNative({ pieces, events, reveal, run, words: () => words(pieces) })
  const alerts = createAlerts(pieces, { events, windows, open, run, flashes: native.flashes, log })

  return {
    open,
    reveal,
    start() {
      const { process } = pieces
      watchProcess({ process, app, ask: asker(pieces), log, words: words(pieces) })
      const server = openServerChoice(
        jsonFile(stored(pieces, 'profile.json'), profileSchema, { server: null }),
        start.server,
      )
      serveSession(pieces, start.folder, server.url)
      serve(pieces, { events, windows, alerts, native, server })
      setMenu(pieces, () => open({ view: 'inbox' }))
      void native.start((isHidden) => (isHidden ? windows.prepare() : windows.reveal()))
    },
  }
}

type Heard = {
  onFocus: (focused: boolean) => void
  onLeave: () => void
  adopt: (window: Electron.BrowserWindow) => void
}

function consoleWindows(pieces: Pieces, { preload, icon }: Start, { adopt, ...heard }: Heard) {
  const { app, BrowserWindow, screen } = pieces
  const windows = createWindows({
    screen,
    preload,
    icon,
    file: jsonFile(stored(pieces, 'window.json'), windowStateSchema, FIRST_STATE),
    ...heard,
    create(options) {
      const window = new BrowserWindow(options)
      adopt(window)
      watchRenderer({
        contents: window.webContents,
        reload: () => windows.reload(),
        quit: () => app.quit(),
        now: () => performance.now(),
        ask: asker(pieces),
        log,
        words: words(pieces),
      })
      return window
    },
  })
  return windows
}

function serveSession({ session }: Pieces, folder: string, server: () => string) {
  guardSession(session.defaultSession)
  session.defaultSession.protocol.handle(consoleScheme.scheme, consoleHandler(folder, server))
}

function serve(pieces: Pieces, { events, windows, alerts, native, server }: Inside) {
  const { ipcMain, safeStorage } = pieces
  const { platform } = pieces.process
  const secrets = createSecrets({
    safeStorage,
    platform,
    file: jsonFile(stored(pieces, 'secrets.json'), vaultSchema, {}),
    server: server.url,
  })
  const power = watchPower({
    monitor: pieces.powerMonitor,
    onChange: (state) => events.tell('power.change', { state }),
    onWake: () => events.tell('power.wake', {}),
    every: (ms, look) => void setInterval(look, ms).unref(),
  })
  const confirmServer = (url: string) => confirmed(pieces, url)
  const parts = { server, confirmServer, secrets, ...alerts, windows, events, native, power }
  serveBridge({ ipc: ipcMain, isOurs, onFailure: log, handlers: createHandlers(parts) })
}

async function confirmed(pieces: Pieces, url: string): Promise<boolean> {
  const { connectTo, connectDetail, connect, cancel } = words(pieces)
  const { response } = await pieces.dialog.showMessageBox({
    type: 'question',
    message: connectTo,
    detail: `${connectDetail}\n${url}`,
    buttons: [connect, cancel],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  })
  return response === 0
}

function setMenu(pieces: Pieces, openInbox: () => void) {
  const { app, Menu, process } = pieces
  const { platform } = process
  const { isPackaged } = app
  const template = menuTemplate({ platform, words: words(pieces), isPackaged, openInbox })
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}

const stored = ({ app }: Pieces, name: string) => join(app.getPath('userData'), name)

const words = ({ app }: Pieces) => wordsFor(app.getLocale())

const asker =
  ({ dialog }: Pieces) =>
  (question: { message: string; detail: string; buttons: string[] }) =>
    dialog.showMessageBoxSync({ type: 'error', noLink: true, ...question })

const log = (what: string, error: unknown) => console.error(`frontdesk: ${what}:`, error)
