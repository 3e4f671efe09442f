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
import { createHosting } from './hosting.ts'
import type { Hosting, HostingParts, HostingPieces } from './hosting.ts'
import type { Journal } from './journal.ts'
import { jsonFile } from './json-file.ts'
import { menuTemplate } from './menu.ts'
import { createNative } from './native.ts'
import type { Native, NativeParts } from './native.ts'
import { createTroubles } from './troubles.ts'
import type { Troubles } from './troubles.ts'
import { watchPower } from './power.ts'
import { run } from './run.ts'
import { isOurs } from './scheme.ts'
import { createWindows } from './window.ts'
import type { WindowParts, Windows } from './window.ts'
import { FIRST_STATE, windowStateSchema } from './window-state.ts'
import { wordsFor } from './words.ts'

type Used =
  | 'BrowserWindow'
  | 'clipboard'
  | 'globalShortcut'
  | 'ipcMain'
  | 'Menu'
  | 'nativeImage'
  | 'Notification'
  | 'powerMonitor'
  | 'screen'
  | 'shell'
  | 'Tray'
/** The pieces of Electron that the shell is put together around. */
export type Pieces = Pick<typeof Electron, Used> & HostingPieces

export type Start = HostingParts['start'] & {
  preload: string
  icon: string
  journal: Journal
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
  hosting: Hosting
  log: Journal['log']
}

export function createShell(pieces: Pieces, start: Start): Shell {
  const events = createEvents((name, body) => {
    windows.current()?.webContents.send(EVENTS, name, body)
  })
  const windows = consoleWindows(pieces, start, {
    partition: () => hosting.partition(),
    onFocus: (focused) => focusChanged({ events, alerts }, focused),
    onLeave: events.pause,
    adopt(window) {
      native.adopt(window)
      troubles.adopt(window, windows.reload)
    },
  })
  const reveal = () => {
    if (pieces.app.isReady()) windows.reveal()
  }
  const open = (route: Route) => {
    events.tell('route.open', { route })
    reveal()
  }
  const native = nativeOf({ pieces, events, reveal, run, window: windows.current })
  const { log } = start.journal
  const alerts = createAlerts(pieces, { events, windows, open, run, flashes: native.flashes, log })
  const troubles = troublesOf(pieces, start, native)
  const showMenu = () => setMenu(pieces, { hosting, native, troubles }, { events, open, reveal })
  const around = { pieces, start, events, windows, words: () => words(pieces) }
  const leave = () => leaveProfile({ events, alerts, native })
  const hosting = createHosting({ ...around, leave, changed: showMenu })

  return {
    open,
    reveal,
    start() {
      troubles.watchProcess()
      begin(pieces, { events, windows, alerts, native, hosting, log })
      showMenu()
      void native.start((isHidden) => (isHidden ? windows.prepare() : windows.reveal()))
    },
  }
}

function focusChanged({ events, alerts }: Pick<Inside, 'events' | 'alerts'>, focused: boolean) {
  events.tell('window.focus', { focused })
  if (focused) alerts.seen()
}

const nativeOf = (parts: Omit<NativeParts, 'words'> & { pieces: Pieces }) =>
  createNative({ ...parts, words: () => words(parts.pieces) })

const troublesOf = (pieces: Pieces, { journal }: Start, { handlers }: Native) =>
  createTroubles({
    pieces,
    journal,
    words: () => words(pieces),
    settings: () => handlers['app.get'](undefined),
  })

function begin(pieces: Pieces, inside: Inside) {
  stopBeforeQuit(pieces, inside.hosting)
  inside.hosting.start()
  serve(pieces, inside)
}

/** Nothing of a profile stays where the next one is shown. */
function leaveProfile({ events, alerts, native }: Pick<Inside, 'events' | 'alerts' | 'native'>) {
  events.forget()
  alerts.clear()
  native.count(0)
  void native.handlers['standing.set'](NOBODY)
}

const NOBODY = { sync: 'signed_out', availability: null, isComposing: false } as const

/** What the server on this computer has acknowledged is on disk; it ends its work before the app does. */
function stopBeforeQuit({ app }: Pieces, { local }: Hosting) {
  let isStopping = false
  let isStopped = false
  app.on('will-quit', (event) => {
    if (isStopped || (!isStopping && local.state() === 'none')) return
    event.preventDefault()
    if (isStopping) return
    isStopping = true
    void local.stop().finally(() => {
      isStopped = true
      app.quit()
    })
  })
}

type Around = Pick<WindowParts<Electron.BrowserWindow>, 'partition' | 'onFocus' | 'onLeave'> & {
  adopt: (window: Electron.BrowserWindow) => void
}

function consoleWindows(pieces: Pieces, { preload, icon }: Start, { adopt, ...around }: Around) {
  const { BrowserWindow, screen } = pieces
  return createWindows({
    screen,
    preload,
    icon,
    file: jsonFile(stored(pieces, 'window.json'), windowStateSchema, FIRST_STATE),
    ...around,
    create(options) {
      const window = new BrowserWindow(options)
      adopt(window)
      return window
    },
  })
}

function serve(pieces: Pieces, { events, windows, alerts, native, hosting, log }: Inside) {
  const power = watchPower({
    monitor: pieces.powerMonitor,
    onChange: (state) => events.tell('power.change', { state }),
    onWake: () => events.tell('power.wake', {}),
    every: (ms, look) => void setInterval(look, ms).unref(),
  })
  const { places, secrets } = hosting
  const local = { retry: () => hosting.local.start(), tail: hosting.log.tail }
  const parts = { places, local, secrets, ...alerts, windows, events, native, power }
  const isCurrent = (sender: unknown) => sender === windows.current()?.webContents
  const handlers = createHandlers(parts)
  serveBridge({ ipc: pieces.ipcMain, isOurs, isCurrent, onFailure: log, handlers })
}

type Shown = Pick<Inside, 'hosting' | 'native'> & { troubles: Troubles }
type Led = Pick<Inside, 'events'> & Pick<Shell, 'open' | 'reveal'>

function setMenu(
  pieces: Pieces,
  { hosting: { places }, native, troubles }: Shown,
  { events, open, reveal }: Led,
) {
  const { app, Menu, process } = pieces
  const { profiles, current } = places.list()
  const template = menuTemplate({
    platform: process.platform,
    words: words(pieces),
    isPackaged: app.isPackaged,
    openInbox: () => open({ view: 'inbox' }),
    page: native.page,
    copyDiagnostics: troubles.copyDiagnostics,
    servers: {
      list: profiles,
      current,
      choose: places.use,
      manage() {
        reveal()
        events.say('profile.manage', {})
      },
    },
  })
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}

const stored = ({ app }: Pieces, name: string) => join(app.getPath('userData'), name)

const words = ({ app }: Pieces) => wordsFor(app.getLocale())
