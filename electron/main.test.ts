import { EventEmitter, once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Answer, CallInput, CallName, CallOutput } from './bridge/contract.ts'

const ID = '0192f0c1-2222-7333-8444-555566667777'
const ROUTE = { view: 'conversation', id: ID } as const

type Handle = (event: unknown, name: string, input: unknown) => Promise<Answer<unknown>>
type Serve = (request: Request) => Promise<Response>

class FakeContents extends EventEmitter {
  readonly sent: unknown[][] = []
  send = (_channel: string, ...body: unknown[]) => void this.sent.push(body)
  setWindowOpenHandler = () => undefined
}

class FakeNotification extends EventEmitter {
  static isSupported = () => true
  show = () => void this.emit('show')
  close = () => undefined
}

class FakeTray extends EventEmitter {
  setImage = () => undefined
  setToolTip = () => undefined
  setContextMenu = () => undefined
}

/** One run of the app on a machine: what Electron would give main.ts, and what became of it. */
function machine(userData: string) {
  const log: string[] = []
  const app = Object.assign(new EventEmitter(), {
    isPackaged: false,
    commandLine: { hasSwitch: () => false },
    isLocked: true,
    isNowReady: false,
    setName: (name: string) => log.push(`name ${name}`),
    getPath: (name: string) => (name === 'userData' ? userData : `/home/ann/${name}`),
    setPath: (name: string, path: string) => log.push(`${name} ${path}`),
    setAppUserModelId: () => undefined,
    enableSandbox: () => log.push('sandbox'),
    requestSingleInstanceLock: () => (log.push('lock'), app.isLocked),
    getLocale: () => 'en-GB',
    getVersion: () => '1.2.3',
    getLoginItemSettings: () => ({ openAtLogin: false }),
    isReady: () => app.isNowReady,
    setBadgeCount: () => true,
    quit: () => log.push('quit'),
    async whenReady() {
      if (!app.isNowReady) await once(app, 'ready')
    },
  })
  const windows: FakeWindow[] = []
  class FakeWindow extends EventEmitter {
    readonly webContents = new FakeContents()
    readonly calls: string[] = []
    isInFront = false
    constructor() {
      super()
      windows.push(this)
      app.emit('web-contents-created', {}, this.webContents)
    }
    loadURL = async (url: string) => void this.calls.push(`load ${url}`)
    getNormalBounds = () => ({ x: 1, y: 2, width: 900, height: 700 })
    isMaximized = () => false
    isFullScreen = () => false
    isMinimized = () => false
    isFocused = () => this.isInFront
    show = () => void this.calls.push(`show after ${this.webContents.sent.length} events`)
    focus = () => void this.calls.push('focus')
  }
  const notifications: FakeNotification[] = []
  class KeptNotification extends FakeNotification {
    constructor() {
      super()
      notifications.push(this)
    }
  }
  const power = Object.assign(new EventEmitter(), { getSystemIdleState: () => 'active' })
  const guarded: string[] = []
  const asked: unknown[] = []
  const area = { workArea: { x: 0, y: 0, width: 1920, height: 1080 } }
  const parts = { handle: null as Handle | null, serve: null as Serve | null }
  const electron = {
    app,
    BrowserWindow: FakeWindow,
    Notification: KeptNotification,
    crashReporter: { start: (options: object) => log.push(`crash ${JSON.stringify(options)}`) },
    dialog: {
      showMessageBox: async (question: unknown) => {
        asked.push(question)
        return { response: 0 }
      },
    },
    globalShortcut: { register: (key: string) => key !== 'Alt+F4', unregister: () => undefined },
    ipcMain: { handle: (_channel: string, handle: Handle) => void (parts.handle = handle) },
    Menu: { buildFromTemplate: () => ({}), setApplicationMenu: () => log.push('menu') },
    nativeImage: { createFromBitmap: () => ({}) },
    powerMonitor: power,
    protocol: { registerSchemesAsPrivileged: () => log.push('scheme') },
    safeStorage: { isAsyncEncryptionAvailable: async () => false },
    screen: { getPrimaryDisplay: () => area, getDisplayMatching: () => area },
    session: {
      defaultSession: {
        setPermissionRequestHandler: () => guarded.push('request'),
        setPermissionCheckHandler: () => guarded.push('check'),
        setDevicePermissionHandler: () => guarded.push('device'),
        protocol: { handle: (_scheme: string, serve: Serve) => void (parts.serve = serve) },
      },
    },
    shell: {},
    Tray: FakeTray,
  }
  return { app, windows, notifications, power, guarded, asked, log, parts, electron }
}

const WATCHED = ['uncaughtException', 'unhandledRejection'] as const
const before = new Map<string, number>()
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'frontdesk-main-'))
  for (const event of WATCHED) before.set(event, process.listenerCount(event))
})
afterEach(() => {
  vi.doUnmock('electron')
  vi.resetModules()
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
  for (const event of WATCHED) {
    for (const listener of process.rawListeners(event).slice(before.get(event))) {
      process.off(event, listener as () => void)
    }
  }
  rmSync(folder, { recursive: true, force: true })
})

async function launch({ argv = [] as string[], isLocked = true, isReady = true } = {}) {
  const run = machine(folder)
  run.app.isLocked = isLocked
  run.app.isNowReady = isReady
  vi.doMock('electron', () => run.electron)
  // Nothing of the desktop these tests run on is asked.
  vi.stubEnv('PATH', '')
  vi.spyOn(process, 'argv', 'get').mockReturnValue(['electron', 'main.js', ...argv])
  await import('./main.ts')
  await turn()
  const call = async <N extends CallName>(name: N, input?: CallInput<N>) => {
    const senderFrame = { url: 'frontdesk-app://console/', parent: null }
    const answer = await run.parts.handle?.({ senderFrame }, name, input)
    if (!answer?.ok) throw new Error(answer?.message ?? 'nothing is served')
    return answer.value as CallOutput<N>
  }
  return { ...run, call, window: () => run.windows.at(-1)! }
}

describe('the start', () => {
  it('settles sandbox, scheme and data folder before it asks for the lock', async () => {
    const { log, guarded, window } = await launch()
    const lock = log.indexOf('lock')
    for (const step of ['sandbox', 'scheme', 'userData /home/ann/appData/Frontdesk']) {
      expect(log).toContain(step)
      expect(log.indexOf(step)).toBeLessThan(lock)
    }
    expect(log).toContain('crash {"uploadToServer":false}')
    expect(guarded.toSorted()).toEqual(['check', 'device', 'request'])
    expect(window().calls).toEqual(['load frontdesk-app://console/'])
  })

  it('a second one on the same data stops, without a window', async () => {
    const { log, windows, parts } = await launch({ isLocked: false })
    expect(log.at(-1)).toBe('quit')
    expect([windows, parts.handle]).toEqual([[], null])
  })

  it('opens nothing before the system is ready', async () => {
    const { windows, app } = await launch({ isReady: false })
    app.emit('activate')
    app.emit('open-url', { preventDefault: () => undefined }, 'frontdesk://inbox')
    expect(windows).toEqual([])
    app.isNowReady = true
    app.emit('ready')
    await turn()
    expect(windows).toHaveLength(1)
  })

  it('guards every page that comes to be', async () => {
    const { window } = await launch()
    let isPrevented = false
    window().webContents.emit('will-navigate', {
      url: 'https://evil.example/',
      preventDefault: () => (isPrevented = true),
    })
    expect(isPrevented).toBe(true)
  })
})

describe('the server', () => {
  it('is the one on the command line, in the bridge and in the content policy', async () => {
    const { call, parts } = await launch({ argv: ['--server=http://10.0.0.5:3000'] })
    expect(await call('server.get')).toEqual({ url: 'http://10.0.0.5:3000' })
    const page = await parts.serve!(new Request('https://console/x'))
    expect(page.headers.get('content-security-policy')).toContain('ws://10.0.0.5:3000')
  })

  it('changed in the console is asked about, kept for the next start, and loaded anew', async () => {
    const { call, asked, window } = await launch()
    await call('server.set', { url: 'https://help.example' })
    expect(asked).toEqual([
      expect.objectContaining({
        detail: expect.stringContaining('https://help.example') as string,
      }),
    ])
    expect(JSON.parse(readFileSync(join(folder, 'profile.json'), 'utf8'))).toEqual({
      server: 'https://help.example',
    })
    await turn()
    expect(window().calls).toHaveLength(2)
  })

  it('chosen earlier is used again', async () => {
    writeFileSync(join(folder, 'profile.json'), '{"server":"https://help.example"}')
    const { call } = await launch()
    expect(await call('server.get')).toEqual({ url: 'https://help.example' })
  })
})

describe('a route', () => {
  it('from a cold start by link waits until the console listens', async () => {
    const { call, window } = await launch({ argv: [`frontdesk://conversation/${ID}`] })
    expect(window().webContents.sent).toEqual([])
    await call('bridge.ready')
    expect(window().webContents.sent).toEqual([['route.open', { route: ROUTE }]])
  })

  it('from a clicked notification arrives before the window comes to the front', async () => {
    const { call, window, notifications } = await launch()
    await call('bridge.ready')
    const request = { id: 'm1', title: 'Ann', body: 'Hello', route: ROUTE }
    expect(await call('notification.show', request)).toMatchObject({ shown: true })
    notifications[0]?.emit('click')
    expect(window().webContents.sent).toEqual([
      ['notification.click', { id: 'm1' }],
      ['route.open', { route: ROUTE }],
    ])
    expect(window().calls.slice(1)).toEqual(['show after 2 events', 'focus'])
  })

  it('is not announced by a notification while the window is in front', async () => {
    const { call, window } = await launch()
    window().isInFront = true
    const request = { id: 'm1', title: 'Ann', body: 'Hello', route: ROUTE }
    expect(await call('notification.show', request)).toEqual({ shown: false, why: 'focused' })
    expect(await call('window.isFocused')).toEqual({ focused: true })
  })

  it('for a window that was closed opens it, and waits for it', async () => {
    const { app, call, windows } = await launch()
    await call('bridge.ready')
    windows[0]?.emit('closed')
    app.emit('second-instance', {}, ['frontdesk', `frontdesk://conversation/${ID}`])
    expect(windows).toHaveLength(2)
    expect(windows[1]?.webContents.sent).toEqual([])
    await call('bridge.ready')
    expect(windows[1]?.webContents.sent).toEqual([['route.open', { route: ROUTE }]])
  })

  it('waits while the console is loaded anew', async () => {
    const { app, call, window } = await launch()
    await call('bridge.ready')
    const { webContents } = window()
    webContents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false })
    app.emit('second-instance', {}, ['frontdesk', 'frontdesk://inbox'])
    expect(webContents.sent).toEqual([])
    await call('bridge.ready')
    expect(webContents.sent).toEqual([['route.open', { route: { view: 'inbox' } }]])
  })
})

describe('this app', () => {
  it('keeps what is set for it, and says what the system refuses', async () => {
    const { call } = await launch()
    expect(await call('app.get')).toMatchObject({
      version: '1.2.3',
      settings: { shortcut: null, startAtLogin: false, flash: true },
      can: { startAtLogin: false },
    })
    expect(await call('app.set', { shortcut: 'Alt+F4' })).toMatchObject({
      refused: 'shortcut',
      state: { settings: { shortcut: null } },
    })
    expect(await call('app.set', { shortcut: 'Alt+F', flash: false })).toMatchObject({
      refused: null,
      state: { settings: { shortcut: 'Alt+F', flash: false } },
    })
    expect(JSON.parse(readFileSync(join(folder, 'app.json'), 'utf8'))).toMatchObject({
      shortcut: 'Alt+F',
      flash: false,
    })
  })
})

it('the console hears when the window gets and loses the focus', async () => {
  const { call, window } = await launch()
  await call('bridge.ready')
  window().emit('focus')
  window().emit('blur')
  expect(window().webContents.sent).toEqual([
    ['window.focus', { focused: true }],
    ['window.focus', { focused: false }],
  ])
})

it('the console hears that the screen was locked, and that the machine woke', async () => {
  const { call, power, window } = await launch()
  await call('bridge.ready')
  power.emit('lock-screen')
  expect(await call('power.state')).toEqual({ state: 'locked' })
  power.emit('resume')
  power.emit('unlock-screen')
  expect(window().webContents.sent).toEqual([
    ['power.change', { state: 'locked' }],
    ['power.wake', {}],
    ['power.change', { state: 'active' }],
  ])
})

it('without a key store a secret is kept until the app quits, and the console is told', async () => {
  const { call } = await launch()
  const name = 'refreshToken'
  expect(await call('secret.write', { name, value: 't' })).toEqual({ storage: 'memory' })
  expect(await call('secret.read', { name })).toEqual({ value: 't', storage: 'memory' })
})
