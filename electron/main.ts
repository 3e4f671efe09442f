import {
  app,
  BrowserWindow,
  clipboard,
  crashReporter,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  nativeImage,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
  utilityProcess,
} from 'electron'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { namedServer } from './address.ts'
import { createJournal } from './journal.ts'
import { followLinks, LINK_SCHEME } from './links.ts'
import { consoleScheme } from './scheme.ts'
import { guardContents } from './security.ts'
import { createServerLog } from './server-log.ts'
import { createShell } from './shell.ts'
import type { Shell } from './shell.ts'

const APP_ID = 'app.frontdesk.desktop'

/** What must be settled before anything else of the app runs. */
function prepare(): void {
  app.setName('Frontdesk')
  if (!app.commandLine.hasSwitch('user-data-dir')) {
    app.setPath('userData', join(app.getPath('appData'), 'Frontdesk'))
  }
  // Without it Windows shows no notification.
  if (process.platform === 'win32') app.setAppUserModelId(APP_ID)
  app.enableSandbox()
  protocol.registerSchemesAsPrivileged([consoleScheme])
  crashReporter.start({ uploadToServer: false })
}

/** The bundled server is outside of the archive: its threads and native parts are files of their own. */
const bundles = () => (app.isPackaged ? process.resourcesPath : join(import.meta.dirname, '..'))

function listen(desktop: Shell): void {
  app.on('web-contents-created', (_event, contents) => {
    guardContents(contents, (url) => shell.openExternal(url))
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin' && !desktop.isBetweenWindows()) app.quit()
  })
  app.on('activate', () => desktop.reveal())
  followLinks(app, process.argv, desktop)
  if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME)
}

prepare()
// The lock is per user data folder, so it comes after that is known.
if (app.requestSingleInstanceLock()) {
  const pieces = { app, BrowserWindow, dialog, ipcMain, Menu, nativeImage, Notification, process }
  const desktop = createShell(
    {
      ...pieces,
      clipboard,
      globalShortcut,
      powerMonitor,
      safeStorage,
      screen,
      session,
      shell,
      Tray,
      utilityProcess,
    },
    {
      folder: join(import.meta.dirname, '../console'),
      localServer: join(bundles(), 'bundle/server/main.js'),
      preload: join(import.meta.dirname, 'preload.cjs'),
      icon: join(import.meta.dirname, '../../resources/icons/icon.png'),
      loadUpdater: async () => (await import('./updater.ts')).autoUpdater,
      server: namedServer(process.argv, process.env),
      journal: createJournal({
        file: createServerLog(join(app.getPath('userData'), 'logs/app.log')),
        home: homedir(),
        now: () => new Date(),
        print: (line) => console.error(line),
      }),
    },
  )
  listen(desktop)
  // Not awaited at the top level: Electron is ready only once this module has been evaluated.
  void app.whenReady().then(desktop.start)
} else {
  app.quit()
}
