// What `electron` is for the app: its main bundle finds this module where it asks for that one.
import { absent } from './loud.ts'

export { app } from './app.ts'
export { WebContents as webContents } from './contents.ts'
export { ipcMain } from './ipc-main.ts'
export { Menu, MenuItem, Tray } from './menu.ts'
export { Notification } from './notification.ts'
export { protocol, session } from './session.ts'
export {
  autoUpdater,
  clipboard,
  crashReporter,
  dialog,
  globalShortcut,
  nativeImage,
  nativeTheme,
  net,
  powerMonitor,
  safeStorage,
  screen,
  shell,
} from './system.ts'
export { utilityProcess } from './utility-process.ts'
export { BrowserWindow } from './window.ts'

export const BaseWindow = absent('BaseWindow')
export const BrowserView = absent('BrowserView')
export const contentTracing = absent('contentTracing')
export const desktopCapturer = absent('desktopCapturer')
export const inAppPurchase = absent('inAppPurchase')
export const MessageChannelMain = absent('MessageChannelMain')
export const netLog = absent('netLog')
export const powerSaveBlocker = absent('powerSaveBlocker')
export const pushNotifications = absent('pushNotifications')
export const ShareMenu = absent('ShareMenu')
export const systemPreferences = absent('systemPreferences')
export const TouchBar = absent('TouchBar')
export const View = absent('View')
export const webFrameMain = absent('webFrameMain')
export const WebContentsView = absent('WebContentsView')
