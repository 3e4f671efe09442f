import type { FrameFacts, Navigation } from '../messages.ts'
import { download } from './download.ts'
import { LoudEmitter, preventable } from './loud.ts'
import type { Session } from './session.ts'
import { answers, ask, tell } from './stage.ts'

const EVENTS = [
  'before-input-event',
  'context-menu',
  'did-attach-webview',
  'did-fail-load',
  'did-finish-load',
  'did-frame-navigate',
  'did-navigate',
  'did-navigate-in-page',
  'did-start-loading',
  'did-start-navigation',
  'dom-ready',
  'found-in-page',
  'preload-error',
  'render-process-gone',
  'responsive',
  'unresponsive',
  'will-attach-webview',
  'will-frame-navigate',
  'will-navigate',
  'will-prevent-unload',
  'will-redirect',
  'zoom-changed',
] as const

type OpenHandler = (details: { url: string }) => { action: 'allow' | 'deny' }

const all = new Map<number, WebContents>()

/** The page of a window. */
export class WebContents extends LoudEmitter {
  static getAllWebContents = () => [...all.values()]
  static fromId = (id: number) => all.get(id)

  readonly id: number
  readonly session: Session
  zoomFactor = 1
  #url = ''
  #isDestroyed = false
  #loading: PromiseWithResolvers<void> | null = null
  #openHandler: OpenHandler = () => ({ action: 'allow' })
  onClose: () => void = () => undefined
  onGone: () => void = () => undefined
  onStay: () => void = () => undefined

  constructor(id: number, session: Session) {
    super('webContents', EVENTS)
    this.id = id
    this.session = session
    all.set(id, this)
  }

  async loadURL(url: string, _options?: object): Promise<void> {
    this.#loading?.reject(new Error(`ERR_ABORTED (-3) loading '${url}'`))
    const loading = Promise.withResolvers<void>()
    this.#loading = loading
    tell('window.load', { window: this.id, url })
    await loading.promise
  }
  reload() {
    tell('window.reload', { window: this.id })
  }
  /** Node carries it out. */
  downloadURL(url: string) {
    download(this.session, this, url).catch((error: unknown) => {
      console.error('electron-double: download:', error)
    })
  }
  forcefullyCrashRenderer() {
    tell('window.crash', { window: this.id })
  }
  getURL() {
    return this.#url
  }
  isDestroyed() {
    return this.#isDestroyed
  }
  isLoading() {
    return this.#loading !== null
  }
  send(channel: string, ...args: unknown[]) {
    tell('window.send', { window: this.id, channel, args })
  }
  close() {
    this.onClose()
  }
  focus() {}
  setWindowOpenHandler(handler: OpenHandler) {
    this.#openHandler = handler
  }
  executeJavaScript(code: string) {
    return ask('window.run', { window: this.id, code })
  }
  insertText(text: string) {
    return ask('window.insert', { window: this.id, text })
  }
  setZoomFactor(factor: number) {
    this.zoomFactor = factor
  }
  getZoomFactor() {
    return this.zoomFactor
  }
  setZoomLevel(level: number) {
    this.zoomFactor = 1.2 ** level
  }
  getZoomLevel() {
    return Math.log(this.zoomFactor) / Math.log(1.2)
  }
  setBackgroundThrottling(_allowed: boolean) {}
  get mainFrame() {
    return { url: this.#url, parent: null }
  }

  /** For the double: what happened to the page. */
  hearStart({ url, frame, isMainFrame, isSameDocument }: Navigation) {
    const details = { url, isMainFrame, isSameDocument, frame, initiator: null }
    this.emit('did-start-navigation', preventable(details))
  }
  mayNavigate({ url, frame, isMainFrame, isSameDocument, isRedirect }: Navigation): boolean {
    const details = preventable({ url, frame, isMainFrame, isSameDocument, initiator: null })
    if (isRedirect) {
      this.emit('will-redirect', details)
      return !details.defaultPrevented
    }
    if (isMainFrame) this.emit('will-navigate', details)
    if (!details.defaultPrevented) this.emit('will-frame-navigate', details)
    return !details.defaultPrevented
  }
  hearLoaded(url: string) {
    this.#url = url
    this.emit('did-navigate', preventable({}), url, 200, 'OK')
    this.emit('dom-ready', preventable({}))
    this.emit('did-finish-load', preventable({}))
    this.#loading?.resolve()
    this.#loading = null
  }
  hearFailed(url: string, error: string) {
    this.emit('did-fail-load', preventable({}), -2, error, url, true)
    this.#loading?.reject(new Error(`${error} loading '${url}'`))
    this.#loading = null
  }
  mayUnload(): boolean {
    const event = preventable({})
    this.emit('will-prevent-unload', event)
    // Prevented is here what the page wanted.
    if (!event.defaultPrevented) this.onStay()
    return event.defaultPrevented
  }
  hearOpen(url: string) {
    const details = { url, frameName: '', features: '', disposition: 'foreground-tab' as const }
    if (this.#openHandler(details).action === 'deny') return
    throw new Error('The Electron double does not have windows that a page opens')
  }
  markDestroyed() {
    this.#isDestroyed = true
    all.delete(this.id)
  }
}

const contentsOf = (window: number) => {
  const contents = all.get(window)
  if (contents === undefined) throw new Error(`There is no window ${window} any more`)
  return contents
}

/** A frame as `senderFrame` shows it. */
export const frameOf = ({ url, parent }: FrameFacts): FrameFacts => ({ url, parent })

Object.assign(answers, {
  'navigation.allowed': (body: Navigation) => contentsOf(body.window).mayNavigate(body),
  'navigation.started': (body: Navigation) => contentsOf(body.window).hearStart(body),
  'open.requested': ({ window, url }: { window: number; url: string }) =>
    contentsOf(window).hearOpen(url),
  'window.loaded': ({ window, url }: { window: number; url: string }) =>
    contentsOf(window).hearLoaded(url),
  'window.failed': ({ window, url, error }: { window: number; url: string; error: string }) =>
    contentsOf(window).hearFailed(url, error),
  'unload.allowed': ({ window }: { window: number }) => contentsOf(window).mayUnload(),
  'window.gone': ({ window }: { window: number }) => all.get(window)?.onGone(),
  'window.crashed': ({ window }: { window: number }) =>
    contentsOf(window).emit('render-process-gone', preventable({}), {
      reason: 'crashed',
      exitCode: 1,
    }),
  'preload.failed': ({ window, path, error }: { window: number; path: string; error: string }) =>
    contentsOf(window).emit('preload-error', preventable({}), path, new Error(error)),
})
