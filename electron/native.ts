import type * as Electron from 'electron'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { appSettingsSchema, FIRST_APP_SETTINGS, openSettings } from './app-settings.ts'
import type { AppSettings, OpenSettings } from './app-settings.ts'
import type { CallInput, CallOutput } from './bridge/contract.ts'
import type { Events } from './bridge/events.ts'
import type { AppState } from './bridge/native-contract.ts'
import type { Handlers } from './bridge/serve.ts'
import { keepOnClose } from './closing.ts'
import { jsonFile } from './json-file.ts'
import { createLoginItem } from './login-item.ts'
import type { LoginItem } from './login-item.ts'
import type { Run } from './run.ts'
import { createShortcut } from './shortcut.ts'
import type { Shortcut } from './shortcut.ts'
import { createTray, hasTray } from './tray.ts'
import type { Tray } from './tray.ts'
import type { Words } from './words.ts'

type Pieces = Pick<typeof Electron, 'app' | 'globalShortcut' | 'Menu' | 'nativeImage' | 'Tray'> & {
  process: NodeJS.Process
}

export type NativeParts = {
  pieces: Pieces
  events: Pick<Events, 'tell'>
  words: () => Words
  reveal: () => void
  run: Run
}

type Calls = 'app.get' | 'app.set' | 'standing.set'

export type Native = {
  handlers: Pick<Handlers, Calls>
  /** Once the app is ready. */
  start: (show: (isHidden: boolean) => void) => Promise<void>
  adopt: (window: Electron.BrowserWindow) => void
  /** Whether the taskbar button may flash. */
  flashes: () => boolean
  /** How many messages are unread. */
  count: (unread: number) => void
}

/** What makes the app one of this system: tray, start with the computer, the key that brings it to the front. */
export function createNative(parts: NativeParts): Native {
  const { app, process } = parts.pieces
  const isMac = process.platform === 'darwin'
  const file = join(app.getPath('userData'), 'app.json')
  const settings = openSettings(jsonFile(file, appSettingsSchema, FIRST_APP_SETTINGS))
  const login = loginItem(parts)
  const shortcut = createShortcut(parts.pieces.globalShortcut, parts.reveal)
  const closing = { isQuitting: false }
  app.on('before-quit', () => (closing.isQuitting = true))
  let tray: Tray | null = null
  const hasTrayNow = () => tray?.exists() === true
  const state = () => stateOf(parts, login, settings.now(), hasTrayNow())

  return {
    handlers: {
      'app.get': state,
      'app.set': (part) => ({
        refused: change({ settings, login, shortcut }, part),
        state: state(),
      }),
      'standing.set': (standing) => tray?.show(standing),
    },
    async start(show) {
      shortcut.use(settings.now().shortcut)
      const opening = openTray(parts)
      if (!login.isHiddenStart()) show(false)
      tray = await opening
      // Hidden without a way back it would be lost.
      if (login.isHiddenStart()) show(isMac || hasTrayNow())
    },
    adopt: (window) =>
      keepOnClose(window, {
        staysReachable: () => isMac || (settings.now().closeToTray && hasTrayNow()),
        isQuitting: () => closing.isQuitting,
      }),
    flashes: () => settings.now().flash,
    count: (unread) => tray?.count(unread),
  }
}

type Changed = { settings: OpenSettings; login: LoginItem; shortcut: Shortcut }

/** Does what the agent set; answers what the system refused. */
function change(
  { settings, login, shortcut }: Changed,
  { startAtLogin, ...part }: CallInput<'app.set'>,
): CallOutput<'app.set'>['refused'] {
  if (part.shortcut !== undefined && !shortcut.use(part.shortcut)) return 'shortcut'
  settings.change(part)
  if (startAtLogin === undefined) return null
  login.set(startAtLogin)
  return login.isSet() === startAtLogin ? null : 'login'
}

function stateOf(
  { pieces }: NativeParts,
  login: LoginItem,
  settings: AppSettings,
  tray: boolean,
): AppState {
  const { app, process } = pieces
  const { platform } = process
  return {
    version: app.getVersion(),
    system: platform === 'darwin' ? 'macos' : platform === 'win32' ? 'windows' : 'linux',
    settings: { ...settings, startAtLogin: login.isSet() },
    can: { tray, startAtLogin: login.canSet },
  }
}

function loginItem({ pieces: { app, process } }: NativeParts) {
  const { env, execPath, platform, argv } = process
  return createLoginItem({
    app,
    platform,
    argv,
    program: env['APPIMAGE'] ?? execPath,
    configFolder: env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'),
  })
}

async function openTray({ pieces, events, words, reveal, run }: NativeParts): Promise<Tray> {
  const { app, Menu, nativeImage, process } = pieces
  return createTray({
    create: (image) => new pieces.Tray(image),
    createFromBitmap: (bitmap, options) => nativeImage.createFromBitmap(bitmap, options),
    build: (template) => Menu.buildFromTemplate(template),
    isThere: () => hasTray(process.platform, run),
    words: words(),
    open: reveal,
    choose: (availability) => events.tell('standing.choose', { availability }),
    quit: () => app.quit(),
  })
}
