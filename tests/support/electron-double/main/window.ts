import type * as Electron from 'electron'
import { readFileSync } from 'node:fs'
import { app } from './app.ts'
import { WebContents } from './contents.ts'
import { LoudEmitter, preventable } from './loud.ts'
import { session } from './session.ts'
import { tell } from './stage.ts'

const EVENTS = [
  'always-on-top-changed',
  'app-command',
  'blur',
  'close',
  'closed',
  'enter-full-screen',
  'focus',
  'hide',
  'leave-full-screen',
  'maximize',
  'minimize',
  'move',
  'moved',
  'query-session-end',
  'ready-to-show',
  'resize',
  'resized',
  'responsive',
  'restore',
  'session-end',
  'show',
  'unmaximize',
  'unresponsive',
] as const

const open = new Map<number, BrowserWindow>()
let lastId = 0
let focused: BrowserWindow | null = null
const setFocused = (window: BrowserWindow) => void (focused = window)

type Options = Electron.BrowserWindowConstructorOptions
type Bounds = Electron.Rectangle

/** A window: what the system knows of it is kept here, its page is a page of the stage's Chromium. */
export class BrowserWindow extends LoudEmitter {
  static getAllWindows = () => [...open.values()]
  static getFocusedWindow = () => focused
  static fromId = (id: number) => open.get(id) ?? null
  static fromWebContents = (contents: WebContents) => open.get(contents.id) ?? null

  readonly id: number
  readonly webContents: WebContents
  #bounds: Bounds
  #isShown: boolean
  #isMinimized = false
  #isMaximized = false
  #isFullScreen = false
  #isFlashing = false
  #isDestroyed = false
  #title: string
  #overlay: { image: unknown; description: string } | null = null
  #progress = -1

  constructor(options: Options = {}) {
    super('BrowserWindow', EVENTS)
    const { x = 0, y = 0, width = 800, height = 600, show = true, title = app.name } = options
    this.#bounds = { x, y, width, height }
    this.#isShown = show
    this.#title = title
    this.id = ++lastId
    const preferences = options.webPreferences ?? {}
    refuseWeak(preferences)
    const own = preferences.session ?? session.fromPartition(preferences.partition ?? '')
    this.webContents = new WebContents(this.id, own as never)
    open.set(this.id, this)
    app.holdWindow(this)
    tell('window.create', {
      window: this.id,
      partition: this.webContents.session.partition,
      preload: preferences.preload ? readFileSync(preferences.preload, 'utf8') : null,
      size: { width, height },
      isVisible: show,
    })
    this.#listen()
    app.emit('web-contents-created', preventable({}), this.webContents)
    if (show) this.focus()
  }

  #listen() {
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'))
    this.webContents.onClose = () => this.close()
    this.webContents.onGone = () => this.#gone()
  }

  loadURL(url: string, options?: object) {
    return this.webContents.loadURL(url, options)
  }
  reload() {
    this.webContents.reload()
  }

  show() {
    if (!this.#isShown) {
      this.#isShown = true
      this.#tellVisible()
      this.emit('show')
    }
    this.focus()
  }
  showInactive() {
    this.#isShown = true
    this.#tellVisible()
    this.emit('show')
  }
  hide() {
    if (!this.#isShown) return
    this.#isShown = false
    this.#tellVisible()
    this.blur()
    this.emit('hide')
  }
  isVisible() {
    return this.#isShown && !this.#isMinimized
  }
  minimize() {
    if (this.#isMinimized) return
    this.#isMinimized = true
    this.#tellVisible()
    this.blur()
    this.emit('minimize')
  }
  isMinimized() {
    return this.#isMinimized
  }
  restore() {
    if (!this.#isMinimized) return
    this.#isMinimized = false
    this.#tellVisible()
    this.emit('restore')
  }
  focus() {
    if (!this.isVisible() || focused === this) return
    focused?.blur()
    setFocused(this)
    this.#isFlashing = false
    this.emit('focus')
    app.emit('browser-window-focus', preventable({}), this)
  }
  blur() {
    if (focused !== this) return
    focused = null
    this.emit('blur')
    app.emit('browser-window-blur', preventable({}), this)
  }
  isFocused() {
    return focused === this
  }
  moveTop() {}
  setAlwaysOnTop(flag: boolean) {
    this.emit('always-on-top-changed', preventable({}), flag)
  }

  maximize() {
    this.#isMaximized = true
    this.emit('maximize')
    this.show()
  }
  unmaximize() {
    this.#isMaximized = false
    this.emit('unmaximize')
  }
  isMaximized() {
    return this.#isMaximized
  }
  setFullScreen(flag: boolean) {
    this.#isFullScreen = flag
    this.emit(flag ? 'enter-full-screen' : 'leave-full-screen')
  }
  isFullScreen() {
    return this.#isFullScreen
  }
  getBounds() {
    return { ...this.#bounds }
  }
  getNormalBounds() {
    return { ...this.#bounds }
  }
  setBounds(bounds: Partial<Bounds>) {
    const before = this.#bounds
    this.#bounds = { ...before, ...bounds }
    const { x, y, width, height } = this.#bounds
    if (width !== before.width || height !== before.height) {
      tell('window.resize', { window: this.id, width, height })
      this.emit('resize')
      this.emit('resized')
    }
    if (x === before.x && y === before.y) return
    this.emit('move')
    this.emit('moved')
  }
  setSize(width: number, height: number) {
    this.setBounds({ width, height })
  }

  setTitle(title: string) {
    this.#title = title
  }
  getTitle() {
    return this.#title
  }
  setIcon(_icon: unknown) {}
  setMenuBarVisibility(_visible: boolean) {}
  setOverlayIcon(image: unknown, description: string) {
    this.#overlay = image === null ? null : { image, description }
  }
  setProgressBar(progress: number) {
    this.#progress = progress
  }
  flashFrame(flag: boolean) {
    this.#isFlashing = flag
  }
  setSkipTaskbar(_skip: boolean) {}
  setBackgroundColor(_color: string) {}

  close() {
    void this.#close()
  }
  /** For the app that quits: whether it closed. */
  closeForQuit() {
    return this.#close()
  }
  async #close(): Promise<boolean> {
    if (this.#isDestroyed) return true
    const event = preventable({})
    this.emit('close', event)
    if (event.defaultPrevented) return false
    const isGone = new Promise<boolean>((resolve) => {
      this.once('closed', () => resolve(true))
      this.webContents.onStay = () => resolve(false)
    })
    tell('window.close', { window: this.id, isForced: false })
    return isGone
  }
  destroy() {
    if (this.#isDestroyed) return
    tell('window.close', { window: this.id, isForced: true })
    this.#gone()
  }
  isDestroyed() {
    return this.#isDestroyed
  }

  /** For tests of what has no getter in Electron: what a person sees of the window in the taskbar. */
  get taskbar() {
    const { description = null } = this.#overlay ?? {}
    return { isFlashing: this.#isFlashing, overlay: description, progress: this.#progress }
  }

  #gone() {
    if (this.#isDestroyed) return
    this.#isDestroyed = true
    this.blur()
    open.delete(this.id)
    this.webContents.markDestroyed()
    this.emit('closed')
    app.releaseWindow(this)
  }

  #tellVisible() {
    tell('window.visible', { window: this.id, isVisible: this.isVisible() })
  }
}

/** What the double would not honour must not pass for honoured. */
function refuseWeak(preferences: Electron.WebPreferences) {
  const weak = {
    contextIsolation: preferences.contextIsolation === false,
    sandbox: preferences.sandbox === false,
    nodeIntegration: preferences.nodeIntegration === true,
    nodeIntegrationInSubFrames: preferences.nodeIntegrationInSubFrames === true,
    webSecurity: preferences.webSecurity === false,
    webviewTag: preferences.webviewTag === true,
  }
  for (const [name, isWeak] of Object.entries(weak)) {
    if (isWeak) throw new Error(`The Electron double does not have webPreferences.${name} relaxed`)
  }
}
