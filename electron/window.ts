import type { BrowserWindowConstructorOptions, Rectangle } from 'electron'
import type { JsonFile } from './json-file.ts'
import { createLeaving } from './leaving.ts'
import type { Leaving } from './leaving.ts'
import { CONSOLE_URL } from './scheme.ts'
import { centred, fitted, smallest } from './window-state.ts'
import type { WindowState } from './window-state.ts'

/** The part of electron's BrowserWindow that is used here. */
export type ConsoleWindow = {
  on(event: 'focus', listener: () => void): unknown
  on(event: 'blur', listener: () => void): unknown
  on(event: 'resize', listener: () => void): unknown
  on(event: 'move', listener: () => void): unknown
  on(event: 'close', listener: () => void): unknown
  on(event: 'closed', listener: () => void): unknown
  once(event: 'ready-to-show', listener: () => void): unknown
  once(event: 'show', listener: () => void): unknown
  once(event: 'closed', listener: () => void): unknown
  readonly webContents: {
    on(event: 'did-start-navigation', listener: (details: Started) => void): unknown
    send(channel: string, ...body: unknown[]): void
    getURL(): string
  }
  loadURL(url: string): Promise<void>
  getNormalBounds(): Rectangle
  isMaximized(): boolean
  isFullScreen(): boolean
  isMinimized(): boolean
  isFocused(): boolean
  maximize(): void
  setFullScreen(flag: boolean): void
  restore(): void
  show(): void
  focus(): void
  close(): void
}
type Started = { isMainFrame: boolean; isSameDocument: boolean }

export type WindowParts<W extends ConsoleWindow> = {
  create: (options: BrowserWindowConstructorOptions) => W
  screen: {
    getDisplayMatching(bounds: Rectangle): { workArea: Rectangle }
    getPrimaryDisplay(): { workArea: Rectangle }
  }
  file: JsonFile<WindowState>
  preload: string
  icon: string
  /** Where the page keeps what it keeps. */
  partition: () => string
  onFocus: (isFocused: boolean) => void
  /** The document is going away, or is another one from now on. */
  onLeave: () => void
}

export type Windows<W extends ConsoleWindow> = {
  current: () => W | null
  isFocused: () => boolean
  /** Brings the one window to the front, opening it where there is none. */
  reveal: () => void
  reload: () => void
  /** Opens the window without showing it, for a start that nobody asked for. */
  prepare: () => void
  /** Opens the window that follows the one that was left, because another partition holds from now on. */
  enter: () => void
} & Pick<Leaving, 'leave' | 'stayed' | 'isBetween'>

/** The one console window: opened on demand, remembered by place and size. */
export function createWindows<W extends ConsoleWindow>(parts: WindowParts<W>): Windows<W> {
  let window: W | null = null
  const { leave, stayed, isBetween, arrived } = createLeaving(() => window)

  function open(isHidden = false) {
    const state = parts.file.read()
    const created = parts.create(optionsFor(state, parts))
    window = created
    created.on('closed', () => {
      if (window !== created) return
      window = null
      parts.onLeave()
    })
    showWhenDrawn(created, state, isHidden)
    watch(created, parts)
    load(created)
  }

  return {
    current: () => window,
    isFocused: () => window?.isFocused() ?? false,
    reveal() {
      if (window !== null) show(window)
      // The one that is about to follow is shown by itself.
      else if (!isBetween()) open()
    },
    reload() {
      stayed()
      if (window !== null) load(window)
    },
    prepare: () => void (window ?? open(true)),
    leave,
    stayed,
    isBetween,
    enter() {
      arrived()
      if (window === null) open()
    },
  }
}

function show(window: ConsoleWindow) {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

function showWhenDrawn(window: ConsoleWindow, state: WindowState, isHidden: boolean) {
  const shape = () => {
    if (state.isMaximized) window.maximize()
    if (state.isFullScreen) window.setFullScreen(true)
  }
  // Maximizing shows a window, so one that is hidden waits with it.
  if (isHidden) return void window.once('show', shape)
  window.once('ready-to-show', () => {
    shape()
    window.show()
  })
}

function optionsFor<W extends ConsoleWindow>(
  { bounds }: WindowState,
  { screen, preload, icon, partition }: WindowParts<W>,
): BrowserWindowConstructorOptions {
  const place =
    bounds === null
      ? centred(screen.getPrimaryDisplay().workArea)
      : fitted(bounds, screen.getDisplayMatching(bounds).workArea)
  const webPreferences = { preload, partition: partition() }
  // Sandbox, context isolation and the absence of Node are Electron's defaults: nothing to relax.
  return { ...place, ...smallest, show: false, icon, webPreferences }
}

function save<W extends ConsoleWindow>(window: W, { file }: WindowParts<W>) {
  try {
    file.write({
      bounds: window.getNormalBounds(),
      isMaximized: window.isMaximized(),
      isFullScreen: window.isFullScreen(),
    })
  } catch {
    // Failing to remember a window's place is not worth a word to anybody.
  }
}

function watch<W extends ConsoleWindow>(window: W, parts: WindowParts<W>) {
  let timer: NodeJS.Timeout | undefined
  const saveSoon = () => {
    clearTimeout(timer)
    timer = setTimeout(() => save(window, parts), 500)
  }
  window.on('resize', saveSoon)
  window.on('move', saveSoon)
  window.on('close', () => {
    clearTimeout(timer)
    save(window, parts)
  })
  window.on('focus', () => parts.onFocus(true))
  window.on('blur', () => parts.onFocus(false))
  window.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) parts.onLeave()
  })
}

function load(window: ConsoleWindow) {
  // A load that is overtaken by another one rejects; the later one is the one that counts.
  window.loadURL(CONSOLE_URL).catch(() => undefined)
}
