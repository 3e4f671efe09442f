import type { BrowserWindowConstructorOptions, Rectangle } from 'electron'
import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { centred, FIRST_STATE, fitted, windowStateSchema } from './window-state.ts'
import type { WindowState } from './window-state.ts'
import { createWindows } from './window.ts'
import type { ConsoleWindow } from './window.ts'

const SCREEN = { x: 0, y: 25, width: 1920, height: 1055 }
const SECOND = { x: 1920, y: 0, width: 1280, height: 1024 }

class FakeWindow extends EventEmitter implements ConsoleWindow {
  readonly webContents = Object.assign(new EventEmitter(), {
    send: () => undefined,
    getURL: () => '',
  })
  readonly options: BrowserWindowConstructorOptions
  readonly calls: string[] = []
  bounds: Rectangle = { x: 10, y: 30, width: 900, height: 700 }
  isNowMinimized = false
  constructor(options: BrowserWindowConstructorOptions) {
    super()
    this.options = options
  }
  loadURL = async (url: string) => void this.calls.push(`load ${url}`)
  getNormalBounds = () => this.bounds
  isMaximized = () => true
  isFullScreen = () => false
  isMinimized = () => this.isNowMinimized
  isFocused = () => this.calls.at(-1) === 'focus'
  maximize = () => void this.calls.push('maximize')
  setFullScreen = () => void this.calls.push('full screen')
  restore = () => void this.calls.push('restore')
  show = () => void this.calls.push('show')
  focus = () => void this.calls.push('focus')
  /** What its page has not saved holds it. */
  isHeld = false
  close = () => {
    this.calls.push('close')
    this.emit('close')
    if (!this.isHeld) this.emit('closed')
  }
}

function app(state: WindowState = FIRST_STATE) {
  let partition = 'persist:one'
  const made: FakeWindow[] = []
  const saved: WindowState[] = []
  const told: string[] = []
  const windows = createWindows({
    create(options) {
      const window = new FakeWindow(options)
      made.push(window)
      return window
    },
    screen: {
      getPrimaryDisplay: () => ({ workArea: SCREEN }),
      getDisplayMatching: ({ x }) => ({ workArea: x >= 1920 ? SECOND : SCREEN }),
    },
    file: { read: () => state, write: (next) => void saved.push(next) },
    preload: '/app/preload.cjs',
    icon: '/app/icon.png',
    partition: () => partition,
    onFocus: (isFocused) => told.push(isFocused ? 'focus' : 'blur'),
    onLeave: () => told.push('leave'),
  })
  return { windows, made, saved, told, move: (next: string) => void (partition = next) }
}

describe('the window', () => {
  it('has a sandboxed, isolated page without Node, as Electron’s defaults say', () => {
    const { windows, made } = app()
    windows.reveal()
    // Any of these set would be a relaxation of the defaults.
    expect(made[0]?.options.webPreferences).toEqual({
      preload: '/app/preload.cjs',
      partition: 'persist:one',
    })
  })

  it('loads the console, and is seen only once it is drawn', () => {
    const { windows, made } = app()
    windows.reveal()
    expect(made[0]?.options.show).toBe(false)
    expect(made[0]?.calls).toEqual(['load frontdesk-app://console/'])
    made[0]?.emit('ready-to-show')
    expect(made[0]?.calls.at(-1)).toBe('show')
  })

  it('is one: brought back from the taskbar, shown and focused, in this order', () => {
    const { windows, made } = app()
    windows.reveal()
    const [window] = made
    window!.calls.length = 0
    window!.isNowMinimized = true
    windows.reveal()
    expect(made).toHaveLength(1)
    expect(window!.calls).toEqual(['restore', 'show', 'focus'])
    expect(windows.isFocused()).toBe(true)
  })

  it('can be opened again after it was closed', () => {
    const { windows, made, told } = app()
    windows.reveal()
    made[0]?.emit('closed')
    expect([windows.current(), windows.isFocused(), told]).toEqual([null, false, ['leave']])
    windows.reveal()
    expect(windows.current()).toBe(made[1])
  })

  it('says when it gets and loses the focus', () => {
    const { windows, made, told } = app()
    windows.reveal()
    made[0]?.emit('focus')
    made[0]?.emit('blur')
    expect(told).toEqual(['focus', 'blur'])
  })

  it('says when its document goes away, and not for moves within it', () => {
    const { windows, made, told } = app()
    windows.reveal()
    const start = (isMainFrame: boolean, isSameDocument: boolean) =>
      made[0]?.webContents.emit('did-start-navigation', { isMainFrame, isSameDocument })
    start(true, true)
    start(false, false)
    expect(told).toEqual([])
    start(true, false)
    expect(told).toEqual(['leave'])
  })

  it('gives its place to another one for another partition', async () => {
    const { windows, made, saved, told, move } = app()
    windows.reveal()
    expect(await windows.leave()).toBe(true)
    expect(windows.isBetween()).toBe(true)
    // Whoever wants to see it now sees the one that is to come.
    windows.reveal()
    expect(made).toHaveLength(1)
    move('persist:two')
    windows.enter()
    expect(made[1]?.options.webPreferences?.partition).toBe('persist:two')
    expect([windows.current(), windows.isBetween()]).toEqual([made[1], false])
    expect(saved.at(-1)?.bounds).toEqual(made[0]?.bounds)
    expect(told).toEqual(['leave'])
  })

  it.each(['stayed', 'reload'] as const)(
    'stays where its page has something unsaved and the person %s',
    async (how) => {
      const { windows, made, told } = app()
      windows.reveal()
      made[0]!.isHeld = true
      const leaving = windows.leave()
      expect(await windows.leave()).toBe(false)
      windows[how]()
      expect(await leaving).toBe(false)
      expect([windows.current(), windows.isBetween(), told]).toEqual([made[0], false, []])
    },
  )

  it('loads the console anew, not what the page made of its address', () => {
    const { windows, made } = app()
    windows.reload()
    windows.reveal()
    windows.reload()
    expect(made[0]?.calls).toEqual(Array(2).fill('load frontdesk-app://console/'))
  })
})

describe('its place', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('is the middle of the main display at first', () => {
    const { windows, made } = app()
    windows.reveal()
    expect(made[0]?.options).toMatchObject({ x: 320, y: 153, width: 1280, height: 800 })
  })

  it('is where it was, maximized and full screen as it was', () => {
    const bounds = { x: 2000, y: 100, width: 1000, height: 800 }
    const { windows, made } = app({ bounds, isMaximized: true, isFullScreen: true })
    windows.reveal()
    expect(made[0]?.options).toMatchObject(bounds)
    made[0]?.emit('ready-to-show')
    expect(made[0]?.calls.slice(1)).toEqual(['maximize', 'full screen', 'show'])
  })

  it('is remembered half a second after the last move, and when it is closed', () => {
    const { windows, made, saved } = app()
    windows.reveal()
    made[0]?.emit('resize')
    vi.advanceTimersByTime(400)
    made[0]?.emit('move')
    vi.advanceTimersByTime(400)
    expect(saved).toEqual([])
    vi.advanceTimersByTime(100)
    const state = { bounds: made[0]?.bounds, isMaximized: true, isFullScreen: false }
    expect(saved).toEqual([state])
    made[0]?.emit('move')
    made[0]?.emit('close')
    expect(saved).toEqual([state, state])
    vi.advanceTimersByTime(1000)
    expect(saved).toHaveLength(2)
  })
})

describe('a place that no longer exists', () => {
  it.each<[string, Rectangle, Rectangle]>([
    [
      'far left',
      { x: -5000, y: 100, width: 900, height: 700 },
      { x: 0, y: 100, width: 900, height: 700 },
    ],
    [
      'below',
      { x: 100, y: 9000, width: 900, height: 700 },
      { x: 100, y: 380, width: 900, height: 700 },
    ],
    [
      'under the menu bar',
      { x: 0, y: 0, width: 900, height: 700 },
      { x: 0, y: 25, width: 900, height: 700 },
    ],
    ['larger than the display', { x: 50, y: 50, width: 9000, height: 9000 }, SCREEN],
    [
      'smaller than useful',
      { x: 50, y: 50, width: 1, height: 1 },
      { x: 50, y: 50, width: 380, height: 480 },
    ],
  ])('%s is fitted into the display', (_where, bounds, expected) => {
    expect(fitted(bounds, SCREEN)).toEqual(expected)
  })

  it('on a display smaller than the window ever is, it fills that', () => {
    const tiny = { x: 0, y: 0, width: 320, height: 240 }
    expect(fitted({ x: 9, y: 9, width: 900, height: 700 }, tiny)).toEqual(tiny)
    expect(centred(tiny)).toEqual(tiny)
  })

  it.each([
    { bounds: { x: 1.5, y: 0, width: 1, height: 1 }, isMaximized: false, isFullScreen: false },
    { bounds: { x: 0, y: 0, width: 0, height: 1 }, isMaximized: false, isFullScreen: false },
    { bounds: { x: 1e300, y: 0, width: 1, height: 1 }, isMaximized: false, isFullScreen: false },
    { bounds: null, isMaximized: 'yes', isFullScreen: false },
    { bounds: null },
    null,
  ])('%j is not remembered state', (state) => {
    expect(windowStateSchema.safeParse(state).success).toBe(false)
  })
})
