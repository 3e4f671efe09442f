import { EventEmitter, once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Answer, CallInput, CallName, CallOutput } from './bridge/contract.ts'

const ID = '0192f0c1-2222-7333-8444-555566667777'
const STANDING = {
  sync: 'signed_out',
  availability: null,
  isComposing: false,
  hasUnsent: false,
} as const
const ROUTE = { view: 'conversation', id: ID } as const

type Handle = (event: unknown, name: string, input: unknown) => Promise<Answer<unknown>>
type Serve = (request: Request) => Promise<Response>

class FakeContents extends EventEmitter {
  readonly sent: unknown[][] = []
  // That this installation has no updates is told as soon as it is known, whatever else there is.
  send(_channel: string, ...body: unknown[]) {
    if (body[0] !== 'update.change') this.sent.push(body)
  }
  setWindowOpenHandler = () => undefined
  setZoomFactor = () => undefined
  readonly session = Object.assign(new EventEmitter(), {
    availableSpellCheckerLanguages: ['en-US', 'vi'],
    setSpellCheckerEnabled: () => undefined,
    getSpellCheckerLanguages: () => ['en-US'],
    setSpellCheckerLanguages: () => undefined,
  })
}

class FakeServer extends EventEmitter {
  readonly stdout = new EventEmitter()
  readonly stderr = new EventEmitter()
  constructor(log: string[]) {
    super()
    this.postMessage = (message: string) => {
      log.push(`server ${message}`)
      this.emit('exit', 0)
    }
  }
  postMessage: (message: string) => void
}

function createSession() {
  const session = {
    guards: [] as string[],
    serve: null as Serve | null,
    isCleared: false,
    setPermissionRequestHandler: () => session.guards.push('request'),
    setPermissionCheckHandler: () => session.guards.push('check'),
    setDevicePermissionHandler: () => session.guards.push('device'),
    webRequest: { onBeforeRequest: () => session.guards.push('addresses') },
    protocol: { handle: (_scheme: string, serve: Serve) => void (session.serve = serve) },
    clearStorageData: async () => void (session.isCleared = true),
    clearCache: async () => undefined,
    fetch: async () => new Response(HEALTH),
  }
  return session
}
const HEALTH = JSON.stringify({
  status: 'ok',
  timestamp: '2026-11-27T00:00:00.000Z',
  uptime: 1,
  version: '1.0.0',
})

class FakeNotification extends EventEmitter {
  static isSupported = () => true
  isClosed = false
  show = () => void this.emit('show')
  close = () => void (this.isClosed = true)
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
    setBadgeCount: (count: number) => log.push(`badge ${count}`) > 0,
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
    readonly partition: string
    constructor({ webPreferences }: { webPreferences: { partition: string } }) {
      super()
      windows.push(this)
      this.partition = webPreferences.partition
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
    close = () => void this.emit('closed')
  }
  const notifications: FakeNotification[] = []
  class KeptNotification extends FakeNotification {
    constructor() {
      super()
      notifications.push(this)
    }
  }
  const power = Object.assign(new EventEmitter(), { getSystemIdleState: () => 'active' })
  const sessions = new Map<string, ReturnType<typeof createSession>>()
  const asked: unknown[] = []
  const area = { workArea: { x: 0, y: 0, width: 1920, height: 1080 } }
  const parts = { handle: null as Handle | null }
  const electron = {
    app,
    BrowserWindow: FakeWindow,
    Notification: KeptNotification,
    clipboard: { writeText: (text: string) => log.push(`copied ${text}`) },
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
      defaultSession: createSession(),
      fromPartition(name: string) {
        const session = sessions.get(name) ?? createSession()
        sessions.set(name, session)
        return session
      },
    },
    shell: {},
    Tray: FakeTray,
    utilityProcess: { fork: () => new FakeServer(log) },
  }
  return { app, windows, notifications, power, sessions, asked, log, parts, electron }
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
    const sender = run.windows.at(-1)?.webContents
    const answer = await run.parts.handle?.({ senderFrame, sender }, name, input)
    if (!answer?.ok) throw new Error(answer?.message ?? 'nothing is served')
    return answer.value as CallOutput<N>
  }
  return { ...run, call, window: () => run.windows.at(-1)! }
}

describe('the start', () => {
  it('settles sandbox, scheme and data folder before it asks for the lock', async () => {
    const { log, sessions, electron, window } = await launch()
    const lock = log.indexOf('lock')
    for (const step of ['sandbox', 'scheme', 'userData /home/ann/appData/Frontdesk']) {
      expect(log).toContain(step)
      expect(log.indexOf(step)).toBeLessThan(lock)
    }
    expect(log).toContain('crash {"uploadToServer":false}')
    for (const { guards } of [electron.session.defaultSession, ...sessions.values()]) {
      expect(guards.toSorted()).toEqual(['addresses', 'check', 'device', 'request'])
    }
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
  const used = (name: string, run: { sessions: Map<string, ReturnType<typeof createSession>> }) =>
    run.sessions.get(name)?.serve?.(new Request('https://console/x'))

  it('is none at the first start: nothing is kept, and there is nobody to reach', async () => {
    const run = await launch()
    expect(await run.call('server.get')).toEqual({ url: null, state: 'none' })
    expect(run.window().partition).toBe('first-start')
    const page = await used('first-start', run)
    expect(page?.headers.get('content-security-policy')).toContain("connect-src 'self';")
  })

  it('is the one on the command line, in the bridge and in the content policy', async () => {
    const run = await launch({ argv: ['--server=http://10.0.0.5:3000'] })
    const { call, window } = run
    expect(await call('server.get')).toEqual({ url: 'http://10.0.0.5:3000', state: 'running' })
    const page = await used(window().partition, run)
    expect(page?.headers.get('content-security-policy')).toContain('ws://10.0.0.5:3000')
  })

  it('added in the console is asked about, kept, and has a window of its own', async () => {
    const { call, asked, windows, app } = await launch({ argv: ['--server=http://10.0.0.5:3000'] })
    const old = windows[0]!.webContents
    expect(await call('profile.add', { place: 'server', url: 'help.example' })).toEqual({
      added: true,
    })
    await turn()
    expect(asked).toEqual([
      expect.objectContaining({
        detail: expect.stringContaining('https://help.example') as string,
      }),
    ])
    const [first, second] = (await call('profile.list')).profiles
    expect(windows.map(({ partition }) => partition)).toEqual([
      `persist:${first?.id}`,
      `persist:${second?.id}`,
    ])
    // What the page of before has still under way speaks for nobody.
    app.emit('second-instance', {}, ['frontdesk', 'frontdesk://inbox'])
    await call('bridge.ready')
    expect(old.sent).toEqual([])
    const kept = JSON.parse(readFileSync(join(folder, 'profiles.json'), 'utf8')) as object
    expect(kept).toMatchObject({ current: second?.id })
  })

  it('chosen before there were profiles is used again, with its sign-in', async () => {
    writeFileSync(join(folder, 'profile.json'), '{"server":"https://help.example"}')
    writeFileSync(join(folder, 'secrets.json'), '{"https://help.example":{"refreshToken":"b25l"}}')
    const { call } = await launch()
    expect(await call('server.get')).toEqual({ url: 'https://help.example', state: 'running' })
    const { current } = await call('profile.list')
    expect(JSON.parse(readFileSync(join(folder, 'secrets.json'), 'utf8'))).toEqual({
      [current!]: { refreshToken: 'b25l' },
    })
  })

  it('on this computer is started, and ends before the app does', async () => {
    const { app, call, log } = await launch()
    await call('profile.add', { place: 'computer' })
    await turn()
    expect(await call('server.get')).toEqual({ url: null, state: 'starting' })
    let isHeld = false
    app.emit('will-quit', { preventDefault: () => (isHeld = true) })
    await turn()
    expect([isHeld, log.slice(-2)]).toEqual([true, ['server stop', 'quit']])
    isHeld = false
    app.emit('will-quit', { preventDefault: () => (isHeld = true) })
    expect(isHeld).toBe(false)
  })

  it('left behind leaves no number, no notification and no secret', async () => {
    const { call, notifications, log } = await launch({ argv: ['--server=https://a.example'] })
    await call('secret.write', { name: 'refreshToken', value: 'for a' })
    await call('badge.set', { count: 3 })
    const request = { id: 'm1', title: 'Ann', body: 'Hello', route: ROUTE }
    await call('notification.show', request)
    await call('profile.add', { place: 'server', url: 'b.example' })
    await turn()
    expect(log.filter((line) => line.startsWith('badge')).at(-1)).toBe('badge 0')
    expect(notifications[0]?.isClosed).toBe(true)
    expect((await call('secret.read', { name: 'refreshToken' })).value).toBeNull()
    expect(await call('notification.show', request)).toMatchObject({ shown: true })
  })

  it('whose session ended by itself: what it shows is withdrawn, and an answer given there is handed back', async () => {
    const { call, notifications, window, asked, log } = await launch({
      argv: ['--server=https://a.example'],
    })
    await call('bridge.ready')
    await call('standing.set', { ...STANDING, sync: 'in_sync' })
    const request = { id: 'm1', title: 'Ann', body: 'Hello', route: ROUTE }
    await call('notification.show', request)
    await call('standing.set', STANDING)
    expect(notifications[0]?.isClosed).toBe(true)
    notifications[0]?.emit('reply', { reply: 'In a moment' })
    await vi.waitFor(() => expect(log).toContain('copied In a moment'))
    expect(asked).toContainEqual(expect.objectContaining({ detail: 'In a moment' }))
    // Whoever signs in next sends nothing that is not theirs.
    await call('bridge.ready')
    expect(window().webContents.sent.map(([name]) => name)).not.toContain('notification.reply')
  })

  it('whose settings cannot be written goes on, and the person is told', async () => {
    const { call, asked } = await launch()
    mkdirSync(join(folder, 'app.json', 'in the way'), { recursive: true })
    const { state } = await call('app.set', { flash: false })
    expect(state.settings.flash).toBe(false)
    await vi.waitFor(() =>
      expect(asked).toContainEqual(
        expect.objectContaining({ message: 'Frontdesk cannot keep its settings.' }),
      ),
    )
    expect((await call('app.get')).settings.flash).toBe(false)
  })

  it('that was signed out of keeps nothing here', async () => {
    const { call, sessions, window } = await launch({ argv: ['--server=https://a.example'] })
    await call('secret.write', { name: 'refreshToken', value: 'for a' })
    const { partition, calls } = window()
    await call('profile.clear', { keepsUnsent: false })
    expect(sessions.get(partition)?.isCleared).toBe(true)
    expect((await call('secret.read', { name: 'refreshToken' })).value).toBeNull()
    expect(calls).toEqual(Array(2).fill('load frontdesk-app://console/'))
  })
})

it('a console that crashes again and again comes to the front with the page that says so', async () => {
  const { window } = await launch()
  const { webContents, calls } = window()
  const crash = () => webContents.emit('render-process-gone', {}, { reason: 'crashed' })
  crash()
  expect(calls.filter((call) => call === 'focus')).toEqual([])
  crash()
  expect(calls).toContain('load frontdesk-app://console/stopped.html')
  expect(calls.at(-1)).toBe('focus')
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
