import type * as Electron from 'electron'
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import type { RequestOptions } from 'node:http'
import { dirname, join } from 'node:path'
import { app } from './app.ts'
import { switches } from './command-line.ts'
import { loud, LoudEmitter } from './loud.ts'

class PowerMonitor extends LoudEmitter {
  #idle = 0
  constructor() {
    super('powerMonitor', [
      'lock-screen',
      'on-ac',
      'on-battery',
      'resume',
      'shutdown',
      'speed-limit-change',
      'suspend',
      'thermal-state-change',
      'unlock-screen',
      'user-did-become-active',
      'user-did-resign-active',
    ])
  }
  getSystemIdleState(seconds: number) {
    return this.#idle >= seconds ? ('idle' as const) : ('active' as const)
  }
  getSystemIdleTime() {
    return this.#idle
  }
  isOnBatteryPower() {
    return false
  }
  /** For tests: how long nobody has touched the machine. */
  stayIdle(seconds: number) {
    this.#idle = seconds
  }
}
export const powerMonitor = new PowerMonitor()

const DISPLAY = {
  id: 1,
  label: 'Double',
  scaleFactor: 1,
  rotation: 0,
  internal: true,
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 24, width: 1920, height: 1056 },
  size: { width: 1920, height: 1080 },
  workAreaSize: { width: 1920, height: 1056 },
}
type Display = typeof DISPLAY

class Screen extends LoudEmitter {
  displays: Display[] = [DISPLAY]
  constructor() {
    super('screen', ['display-added', 'display-removed', 'display-metrics-changed'])
  }
  getPrimaryDisplay() {
    return this.displays[0]
  }
  getAllDisplays() {
    return this.displays
  }
  getDisplayMatching({ x, y, width, height }: Electron.Rectangle) {
    const shared = ({ bounds: area }: Display) =>
      overlap([x, width], [area.x, area.width]) * overlap([y, height], [area.y, area.height])
    return this.displays.toSorted((a, b) => shared(b) - shared(a))[0]
  }
  getDisplayNearestPoint({ x, y }: Electron.Point) {
    return this.getDisplayMatching({ x, y, width: 1, height: 1 })
  }
  getCursorScreenPoint() {
    return { x: 0, y: 0 }
  }
}
export const screen = new Screen()

const overlap = ([a, length]: [number, number], [b, other]: [number, number]) =>
  Math.max(0, Math.min(a + length, b + other) - Math.max(a, b))

class NativeTheme extends LoudEmitter {
  themeSource = 'system'
  shouldUseDarkColors = false
  constructor() {
    super('nativeTheme', ['updated'])
  }
}
export const nativeTheme = new NativeTheme()

/** A key store of the double's own beside the data: what the system would keep elsewhere. */
function key(): Buffer {
  const file = join(app.getPath('userData'), 'keychain-of-the-double')
  try {
    return readFileSync(file)
  } catch {
    const made = randomBytes(32)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, made, { mode: 0o600 })
    return made
  }
}

function encrypt(text: string): Buffer {
  const start = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key(), start)
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([start, cipher.getAuthTag(), sealed])
}

function decrypt(bytes: Buffer): string {
  const cipher = createDecipheriv('aes-256-gcm', key(), bytes.subarray(0, 12))
  cipher.setAuthTag(bytes.subarray(12, 28))
  return cipher.update(bytes.subarray(28)).toString('utf8') + cipher.final('utf8')
}

type Backend = ReturnType<Electron.SafeStorage['getSelectedStorageBackend']>
const backends: Record<string, Backend> = {
  basic: 'basic_text',
  'gnome-libsecret': 'gnome_libsecret',
  kwallet6: 'kwallet6',
}

export const safeStorage = loud('safeStorage', {
  isEncryptionAvailable: () => app.isReady(),
  isAsyncEncryptionAvailable: async () => app.isReady(),
  getSelectedStorageBackend: () =>
    backends[switches.get('password-store') ?? 'gnome-libsecret'] ?? 'unknown',
  encryptStringAsync: async (text: string) => encrypt(text),
  decryptStringAsync: async (bytes: Buffer) => ({
    result: decrypt(bytes),
    shouldReEncrypt: false,
  }),
} satisfies Partial<Electron.SafeStorage>)

const shortcuts = new Map<string, () => void>()
export const globalShortcut = loud('globalShortcut', {
  register(accelerator: string, callback: () => void) {
    if (shortcuts.has(accelerator)) return false
    shortcuts.set(accelerator, callback)
    return true
  },
  isRegistered: (accelerator: string) => shortcuts.has(accelerator),
  unregister: (accelerator: string) => void shortcuts.delete(accelerator),
  unregisterAll: () => shortcuts.clear(),
  /** For tests: the keys are pressed somewhere on the system. */
  press: (accelerator: string) => shortcuts.get(accelerator)?.(),
})

const unanswered = (what: string) => (): never => {
  throw new Error(`The test answers no ${what}: replace dialog.${what} before it is asked`)
}
/** A person answers dialogs; here the test replaces them by its answers. */
export const dialog = loud('dialog', {
  showMessageBox: unanswered('showMessageBox'),
  showMessageBoxSync: unanswered('showMessageBoxSync'),
  showOpenDialog: unanswered('showOpenDialog'),
  showSaveDialog: unanswered('showSaveDialog'),
  showErrorBox: unanswered('showErrorBox'),
} satisfies Partial<Electron.Dialog>)

export const shell = loud('shell', {
  openExternal: unanswered('openExternal'),
  openPath: unanswered('openPath'),
  showItemInFolder: unanswered('showItemInFolder'),
  beep: () => undefined,
} satisfies Partial<Electron.Shell>)

let clipboardText = ''
export const clipboard = loud('clipboard', {
  writeText: (text: string) => void (clipboardText = text),
  readText: () => clipboardText,
})

export const crashReporter = loud('crashReporter', {
  start: (_options: object) => undefined,
  getCrashesDirectory: () => app.getPath('crashDumps'),
})

type Image = { isEmpty: () => boolean; getSize: () => { width: number; height: number } }
const image = (width: number, height: number, source: unknown): Image & { source: unknown } =>
  loud('nativeImage', {
    source,
    isEmpty: () => width === 0,
    getSize: () => ({ width, height }),
    isTemplateImage: () => false,
    setTemplateImage: (_isTemplate: boolean) => undefined,
    resize: ({ width: w = width, height: h = height }: { width?: number; height?: number }) =>
      image(w, h, source),
  })

/** Pictures are not decoded: one from a file counts as 1 × 1. */
export const nativeImage = loud('nativeImage', {
  createEmpty: () => image(0, 0, null),
  createFromPath: (path: string) => image(1, 1, path),
  createFromDataURL: (url: string) => image(1, 1, url),
  createFromBuffer: (bytes: Buffer) => image(1, 1, bytes),
  createFromBitmap: (bytes: Buffer, { width, height }: { width: number; height: number }) =>
    image(width, height, bytes),
})

/** Only what an updater that installs by itself tells through it. */
export const autoUpdater = new LoudEmitter('autoUpdater', ['before-quit-for-update'])

export const net = loud('net', {
  // Node's request has what is used of Electron's; redirects are not told apart.
  request: (options: RequestOptions) => request(options),
  fetch: (input: string | Request, init?: RequestInit) => fetch(input, init),
  isOnline: () => true,
})
