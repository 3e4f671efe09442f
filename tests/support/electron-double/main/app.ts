import type * as Electron from 'electron'
import { mkdirSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { switches } from './command-line.ts'
import { takeLock } from './instance-lock.ts'
import { loud, LoudEmitter, preventable } from './loud.ts'
import { ask } from './stage.ts'

const EVENTS = [
  'activate',
  'before-quit',
  'browser-window-blur',
  'browser-window-focus',
  'certificate-error',
  'child-process-gone',
  'gpu-info-update',
  'open-file',
  'open-url',
  'quit',
  'ready',
  'render-process-gone',
  'second-instance',
  'session-created',
  'web-contents-created',
  'will-finish-launching',
  'will-quit',
  'window-all-closed',
] as const

type LoginItem = Partial<Electron.Settings>
type PathName = Parameters<Electron.App['getPath']>[0]

/** What a window must do when the app quits. */
interface Closable {
  closeForQuit(): Promise<boolean>
}

class App extends LoudEmitter {
  /** Where a test names the folder beside the archive, as an installed app has it. */
  readonly isPackaged = process.env['DOUBLE_RESOURCES'] !== undefined
  name = 'electron'
  badgeCount = 0
  userAgentFallback = 'Electron double'
  readonly commandLine = loud('app.commandLine', {
    hasSwitch: (name: string) => switches.has(name.toLowerCase()),
    getSwitchValue: (name: string) => switches.get(name.toLowerCase()) ?? '',
    appendSwitch: (name: string, value = '') => void switches.set(name.toLowerCase(), value),
  } satisfies Partial<Electron.CommandLine>)
  readonly dock = undefined
  #paths = new Map<string, string>()
  #isReady = false
  #isQuitting = false
  #locked: ReturnType<typeof takeLock> | undefined
  #loginItem: LoginItem = {}
  #relaunch: string[] | null = null
  readonly #windows = new Set<Closable>()
  readonly #utilities = new Map<number, string>()

  constructor() {
    super('app', EVENTS)
    const named = switches.get('user-data-dir')
    if (named !== undefined) this.#paths.set('userData', resolve(named))
  }

  setName(name: string) {
    this.name = name
  }
  getName() {
    return this.name
  }
  getVersion() {
    return process.env['npm_package_version'] ?? '0.0.0'
  }
  getAppPath() {
    return process.cwd()
  }
  getLocale() {
    return switches.get('lang') ?? 'en-US'
  }
  getSystemLocale() {
    return this.getLocale()
  }
  getPreferredSystemLanguages() {
    return [this.getLocale()]
  }
  getPath(name: PathName): string {
    const chosen = this.#paths.get(name)
    if (chosen !== undefined) return chosen
    switch (name) {
      case 'home':
        return homedir()
      case 'temp':
        return tmpdir()
      case 'appData':
        return join(homedir(), '.config')
      case 'userData':
        return join(this.getPath('appData'), this.name)
      case 'sessionData':
        return this.getPath('userData')
      case 'logs':
        return join(this.getPath('userData'), 'logs')
      case 'crashDumps':
        return join(this.getPath('userData'), 'Crashpad')
      case 'downloads':
        return join(this.getPath('userData'), 'Downloads')
      case 'exe':
        return process.execPath
      default:
        throw new Error(`The Electron double does not have app.getPath('${name}')`)
    }
  }
  setPath(name: PathName, path: string) {
    if (this.#isReady && name === 'sessionData') throw new Error('The session is open already')
    this.#paths.set(name, path)
  }
  setAppLogsPath(path?: string) {
    this.#paths.set('logs', path ?? join(this.getPath('userData'), 'logs'))
  }

  // Chromium's sandbox depends on how the machine's own Chromium may be started; the isolation of worlds stays.
  enableSandbox() {}
  setAppUserModelId(_id: string) {}
  setAsDefaultProtocolClient(_scheme: string) {
    return true
  }
  isDefaultProtocolClient(_scheme: string) {
    return false
  }
  setBadgeCount(count = 0) {
    this.badgeCount = count
    return true
  }
  getBadgeCount() {
    return this.badgeCount
  }
  getLoginItemSettings() {
    return { openAtLogin: false, ...this.#loginItem }
  }
  setLoginItemSettings(settings: LoginItem) {
    this.#loginItem = settings
  }
  setAboutPanelOptions(_options: object) {}
  getAppMetrics() {
    const utilities = [...this.#utilities].map(([pid, name]) => ({ type: 'Utility', pid, name }))
    return [{ type: 'Browser', pid: process.pid, name: undefined }, ...utilities]
  }
  getGPUFeatureStatus() {
    return {}
  }

  requestSingleInstanceLock(data?: Record<string, unknown>) {
    const mine = { argv: process.argv, workingDirectory: process.cwd(), data }
    this.#locked ??= takeLock(this.getPath('userData'), mine, (second) => {
      this.emit('second-instance', preventable({}), second.argv, second.workingDirectory, data)
    })
    return this.#locked.isTaken
  }
  hasSingleInstanceLock() {
    return this.#locked?.isTaken ?? false
  }
  releaseSingleInstanceLock() {
    this.#locked?.release()
    this.#locked = undefined
  }

  isReady() {
    return this.#isReady
  }
  async whenReady() {
    if (!this.#isReady) await new Promise<void>((ready) => this.once('ready', () => ready()))
  }
  /** For the double: everything is in place. */
  becomeReady() {
    mkdirSync(this.getPath('userData'), { recursive: true })
    this.#isReady = true
    this.emit('will-finish-launching')
    this.emit('ready', preventable({}), {})
  }

  focus(_options?: object) {}
  relaunch({ args }: { args?: string[] } = {}) {
    this.#relaunch = args ?? process.argv.slice(1)
  }
  quit() {
    if (!this.#isQuitting) void this.#quit()
  }
  exit(code = 0) {
    void this.#leave(code)
  }

  /** For the double's utility processes. */
  holdUtility(pid: number, name: string) {
    this.#utilities.set(pid, name)
  }
  releaseUtility(pid: number) {
    this.#utilities.delete(pid)
  }

  /** For the double's windows. */
  holdWindow(window: Closable) {
    this.#windows.add(window)
  }
  releaseWindow(window: Closable) {
    this.#windows.delete(window)
    if (this.#windows.size > 0 || this.#isQuitting) return
    if (this.listenerCount('window-all-closed') === 0) this.quit()
    else this.emit('window-all-closed')
  }

  async #quit() {
    const before = preventable({})
    this.emit('before-quit', before)
    if (before.defaultPrevented) return
    this.#isQuitting = true
    for (const window of this.#windows) {
      if (await window.closeForQuit()) continue
      this.#isQuitting = false
      return
    }
    const will = preventable({})
    this.emit('will-quit', will)
    if (will.defaultPrevented) {
      this.#isQuitting = false
      return
    }
    await this.#leave(0)
  }

  async #leave(code: number) {
    this.emit('quit', preventable({}), code)
    await this.#locked?.told
    await ask('app.leaving', { relaunch: this.#relaunch }).catch(() => undefined)
    process.exit(code)
  }
}

export const app = new App()
