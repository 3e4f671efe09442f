import type * as Electron from 'electron'
import { join } from 'node:path'
import { EVENTS } from './bridge/channels.ts'
import type { Route } from './bridge/contract.ts'
import type { Standing } from './bridge/native-contract.ts'
import { createEvents } from './bridge/events.ts'
import type { Events } from './bridge/events.ts'
import { createHandlers } from './bridge/handlers.ts'
import { serveBridge } from './bridge/serve.ts'
import { createAlerts } from './alerts.ts'
import type { Alerts } from './alerts.ts'
import { askBeforeUnload, stopBeforeQuit } from './ending.ts'
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
import { createReplies } from './replies.ts'
import type { Replies } from './replies.ts'
import { createStoredFiles } from './stored-files.ts'
import { NOBODY } from './tray.ts'
import type { Updater, Updates } from './updates.ts'
import { createUpdating } from './updating.ts'
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
  loadUpdater: () => Promise<Updater>
}

export type Shell = {
  start: () => void
  /** Leads to a route: the console first, then the window, so that it appears where it should. */
  open: (route: Route) => void
  reveal: () => void
  /** No window is open because another one is about to be. */
  isBetweenWindows: () => boolean
}

type Inside = {
  events: Events
  windows: Windows<Electron.BrowserWindow>
  alerts: Alerts
  native: Native
  hosting: Hosting
  troubles: Troubles
  updates: Updates
  replies: Replies
  log: Journal['log']
  showMenu: () => void
} & Pick<Shell, 'open' | 'reveal'>

export function createShell(pieces: Pieces, start: Start): Shell {
  const inside = compose(pieces, start)
  const { windows, native, troubles, updates, open, reveal } = inside
  return {
    open,
    reveal,
    isBetweenWindows: windows.isBetween,
    start() {
      troubles.watchProcess()
      begin(pieces, inside)
      inside.showMenu()
      void native.start((isHidden) => (isHidden ? windows.prepare() : windows.reveal()))
      void updates.start()
    },
  }
}

/** Puts everything together; nothing happens yet. */
function compose(pieces: Pieces, start: Start): Inside {
  const events = createEvents((name, body) => {
    windows.current()?.webContents.send(EVENTS, name, body)
  })
  const windows = consoleWindows(pieces, start, {
    partition: () => hosting.partition(),
    onFocus: (focused) => focusChanged({ events, alerts }, focused),
    onLeave: () => pageLeft(inside),
    adopt: (window) => adoptWindow(pieces, inside, window),
  })
  const reveal = () => {
    if (pieces.app.isReady()) windows.reveal()
  }
  const open = (route: Route) => {
    events.tell('route.open', { route })
    reveal()
  }
  const showMenu = () => setMenu(pieces, inside)
  const { log } = start.journal
  const moved = (program: string) => native.moved(program)
  const shown = { pieces, events, run, log, moved, changed: showMenu }
  const updates = createUpdating({ ...shown, load: start.loadUpdater })
  const { current: window, isBetween: isBetweenWindows } = windows
  const files = filesOf(pieces, log)
  const native = nativeOf({ pieces, events, reveal, run, window, isBetweenWindows, files })
  const replies = repliesOf(pieces, events, log)
  const drawn = { flashes: native.flashes, replied: replies.take }
  const alerts = createAlerts(pieces, { events, windows, open, run, log, ...drawn })
  const troubles = troublesOf(pieces, start, native, () => consoleStopped(inside))
  const leave = () => leaveProfile(inside)
  const around = { pieces, start, events, windows, files, words: () => words(pieces) }
  const hosting = createHosting({ ...around, leave, changed: showMenu })
  const shell = { open, reveal, showMenu, log }
  const inside = { events, windows, alerts, native, hosting, troubles, updates, replies, ...shell }
  return inside
}

function adoptWindow(pieces: Pieces, inside: Inside, window: Electron.BrowserWindow) {
  inside.native.adopt(window)
  inside.troubles.adopt(window, inside.windows.reload)
  askBeforeUnload(window, { dialog: pieces.dialog, words: () => words(pieces), ...inside })
}

function focusChanged({ events, alerts }: Pick<Inside, 'events' | 'alerts'>, focused: boolean) {
  events.tell('window.focus', { focused })
  if (focused) alerts.seen()
}

function pageLeft({ events, replies }: Pick<Inside, 'events' | 'replies'>) {
  events.pause()
  replies.pageLeft()
}

const nativeOf = (parts: Omit<NativeParts, 'words'> & { pieces: Pieces }) =>
  createNative({ ...parts, words: () => words(parts.pieces) })

const troublesOf = (
  pieces: Pieces,
  { journal }: Start,
  { handlers }: Native,
  stopped: () => void,
) =>
  createTroubles({
    pieces,
    journal,
    words: () => words(pieces),
    stopped,
    settings: () => handlers['app.get'](undefined),
  })

function begin(pieces: Pieces, inside: Inside) {
  stopBeforeQuit(pieces.app, inside.hosting.local, inside.updates)
  inside.hosting.start()
  serve(pieces, inside)
}

/** Nothing of a profile stays where the next one is shown. */
function leaveProfile(inside: Inside) {
  inside.events.forget()
  inside.alerts.clear()
  inside.native.count(0)
  stand(inside, NOBODY)
}

/** Takes note of how the console stands. */
function stand({ events, alerts, native, updates, replies }: Inside, standing: Standing) {
  native.stand(standing)
  updates.hold(standing.isComposing || standing.hasUnsent)
  const isSignedIn = standing.sync !== 'signed_out'
  replies.signedIn(isSignedIn)
  if (isSignedIn) return
  // Nobody listens until somebody has signed in, and what is shown is not for whoever that will be.
  events.pause()
  events.forgetSession()
  alerts.notifications.forget()
  native.forget()
}

/** What it said of itself holds no longer; hidden, it would be missed by nobody until customers have waited. */
function consoleStopped({ native, updates, reveal }: Inside) {
  native.lost()
  updates.hold(false)
  reveal()
}

function repliesOf(pieces: Pieces, events: Events, log: Journal['log']) {
  return createReplies({
    tell: (reply) => events.tell('notification.reply', reply),
    async offer(text) {
      const { replyNotSent: message, copyReply, discard } = words(pieces)
      const question = { type: 'warning' as const, message, detail: text, noLink: true }
      const buttons = [copyReply, discard]
      return (await pieces.dialog.showMessageBox({ ...question, buttons })).response === 0
    },
    copy: (text) => void pieces.clipboard.writeText(text),
    log,
  })
}

function filesOf(pieces: Pieces, log: Journal['log']) {
  const { app, dialog } = pieces
  return createStoredFiles({
    folder: app.getPath('userData'),
    log,
    // Nothing waits for the answer. Before the app is ready there is no dialog.
    warn: () =>
      void app.whenReady().then(() => {
        const { notKept: message, notKeptDetail: detail, ok } = words(pieces)
        return dialog.showMessageBox({ type: 'warning', message, detail, buttons: [ok] })
      }),
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

function serve(pieces: Pieces, inside: Inside) {
  const { events, windows, alerts, native, hosting, updates, log } = inside
  const power = watchPower({
    monitor: pieces.powerMonitor,
    onChange: (state) => events.tell('power.change', { state }),
    onWake: () => events.tell('power.wake', {}),
    every: (ms, look) => void setInterval(look, ms).unref(),
  })
  const { places, secrets } = hosting
  const local = { retry: () => hosting.local.start(), tail: hosting.log.tail }
  const { copyDiagnostics } = inside.troubles
  const settings = { native, stand: (standing: Standing) => stand(inside, standing), updates }
  const parts = {
    places,
    local,
    secrets,
    ...alerts,
    windows,
    events,
    ...settings,
    copyDiagnostics,
    power,
  }
  const isCurrent = (sender: unknown) => sender === windows.current()?.webContents
  const handlers = createHandlers(parts)
  serveBridge({ ipc: pieces.ipcMain, isOurs, isCurrent, onFailure: log, handlers })
}

function setMenu(pieces: Pieces, inside: Inside) {
  const { native, troubles, updates, events, open, reveal } = inside
  const { places } = inside.hosting
  const { app, Menu, process } = pieces
  const { profiles, current } = places.list()
  const template = menuTemplate({
    platform: process.platform,
    words: words(pieces),
    isPackaged: app.isPackaged,
    openInbox: () => open({ view: 'inbox' }),
    page: native.page,
    copyDiagnostics: troubles.copyDiagnostics,
    updates: {
      state: updates.state().state,
      proceed() {
        if (updates.state().state === 'ready') return updates.install()
        void updates.check()
        reveal()
        events.say('update.look', {})
      },
    },
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
