import type * as Electron from 'electron'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { ownAppImage } from './app-image.ts'
import { appSettingsSchema, FIRST_APP_SETTINGS, openSettings } from './app-settings.ts'
import type { OpenSettings } from './app-settings.ts'
import type { CallInput, CallOutput } from './bridge/contract.ts'
import type { Events } from './bridge/events.ts'
import type { AppState, Standing } from './bridge/native-contract.ts'
import type { Handlers } from './bridge/serve.ts'
import { keepOnClose } from './closing.ts'
import { createLoginItem } from './login-item.ts'
import type { LoginItem } from './login-item.ts'
import type { PageActions } from './menu.ts'
import { createPageTools } from './page.ts'
import type { PageTools } from './page.ts'
import type { Run } from './run.ts'
import { createShortcut } from './shortcut.ts'
import type { Shortcut } from './shortcut.ts'
import type { Spelling } from './spelling.ts'
import type { StoredFiles } from './stored-files.ts'
import { createTray, hasTray } from './tray.ts'
import type { Tray } from './tray.ts'
import type { Words } from './words.ts'

type Pieces = Pick<
  typeof Electron,
  'app' | 'clipboard' | 'globalShortcut' | 'Menu' | 'nativeImage' | 'shell' | 'Tray'
> & { process: NodeJS.Process }

export type NativeParts = {
  pieces: Pieces
  events: Pick<Events, 'tell'>
  words: () => Words
  window: () => Electron.BrowserWindow | null
  reveal: () => void
  files: StoredFiles
  /** Another window is about to follow the one that closes. */
  isBetweenWindows: () => boolean
  run: Run
}

type Calls = 'app.get' | 'app.set' | keyof PageTools['handlers']

export type Native = {
  handlers: Pick<Handlers, Calls>
  /** Once the app is ready. */
  start: (show: (isHidden: boolean) => void) => Promise<void>
  adopt: (window: Electron.BrowserWindow) => void
  /** For the menu. */
  page: PageActions
  /** Whether the taskbar button may flash. */
  flashes: () => boolean
  /** How many messages are unread. */
  count: (unread: number) => void
  /** How the console stands. */
  stand: (standing: Standing) => void
  /** The console is gone, and says nothing of itself any more. */
  lost: () => void
  /** The profile, or the session, is over: nothing of it is shown any more. */
  forget: () => void
  /** An update has put the program into another file. */
  moved: (program: string) => void
  /** The app does not quit after all. */
  stayed: () => void
}

/** What makes the app one of this system: tray, start with the computer, the key that brings it to the front. */
export function createNative(parts: NativeParts): Native {
  const { app, process } = parts.pieces
  const isMac = process.platform === 'darwin'
  const settings = openSettings(parts.files('app.json', appSettingsSchema, FIRST_APP_SETTINGS))
  const login = loginItem(parts)
  const shortcut = createShortcut(parts.pieces.globalShortcut, parts.reveal)
  const page = createPageTools({ ...parts, settings })
  const closing = { isQuitting: false }
  app.on('before-quit', () => (closing.isQuitting = true))
  const tray = trayOf(parts)
  const has = { settings, login, shortcut, spelling: page.spelling, tray }

  return {
    handlers: {
      'app.get': () => stateOf(parts, has),
      'app.set': (part) => ({ refused: change(has, part), state: stateOf(parts, has) }),
      ...page.handlers,
    },
    page: page.actions,
    start: (show) => begin(has, (isHidden) => show(isHidden && (isMac || tray.exists()))),
    adopt(window) {
      page.adopt(window)
      keepOnClose(window, {
        staysReachable: () => isMac || (settings.now().closeToTray && tray.exists()),
        isLeaving: () => closing.isQuitting || parts.isBetweenWindows(),
      })
    },
    flashes: () => settings.now().flash,
    count: tray.count,
    stand: tray.show,
    lost: tray.lost,
    forget: page.forget,
    moved: login.renew,
    stayed: () => void (closing.isQuitting = false),
  }
}

type Has = {
  settings: OpenSettings
  login: LoginItem
  shortcut: Shortcut
  spelling: Spelling
  tray: Tray
}

async function begin({ settings, login, shortcut, tray }: Has, show: (isHidden: boolean) => void) {
  shortcut.use(settings.now().shortcut)
  if (!login.isHiddenStart()) show(false)
  await tray.open()
  // Hidden without a way back it would be lost.
  if (login.isHiddenStart()) show(true)
  // Last: nothing waits for a disk that takes nothing.
  login.renew()
}

/** Does what the agent set; answers what the system refused. */
function change(
  { settings, login, shortcut, spelling }: Has,
  { startAtLogin, ...part }: CallInput<'app.set'>,
): CallOutput<'app.set'>['refused'] {
  if (part.shortcut !== undefined && !shortcut.use(part.shortcut)) return 'shortcut'
  settings.change(part)
  spelling.apply()
  if (startAtLogin === undefined) return null
  login.set(startAtLogin)
  return login.isSet() === startAtLogin ? null : 'login'
}

function stateOf(
  { pieces: { app, process } }: NativeParts,
  { settings, login, spelling, tray }: Has,
): AppState {
  const { platform } = process
  const { closeToTray, flash, shortcut, spellCheck } = settings.now()
  const { languages, available } = spelling.state()
  return {
    version: app.getVersion(),
    system: platform === 'darwin' ? 'macos' : platform === 'win32' ? 'windows' : 'linux',
    settings: {
      closeToTray,
      flash,
      shortcut,
      spellCheck,
      startAtLogin: login.isSet(),
      spellLanguages: languages,
    },
    can: { tray: tray.exists(), startAtLogin: login.canSet, spellLanguages: available },
  }
}

function loginItem({ pieces: { app, process } }: NativeParts) {
  const { env, execPath, platform, argv } = process
  return createLoginItem({
    app,
    platform,
    argv,
    program: ownAppImage(process) ?? execPath,
    configFolder: env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'),
  })
}

function trayOf({ pieces, events, words, reveal, run }: NativeParts): Tray {
  const { app, Menu, nativeImage, process } = pieces
  return createTray({
    create: (image) => new pieces.Tray(image),
    createFromBitmap: (bitmap, options) => nativeImage.createFromBitmap(bitmap, options),
    build: (template) => Menu.buildFromTemplate(template),
    isThere: () => hasTray(process.platform, run),
    words,
    open: reveal,
    choose: (availability) => events.tell('standing.choose', { availability }),
    quit: () => app.quit(),
  })
}
