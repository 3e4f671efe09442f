import type { UpdateOff, UpdateState } from './bridge/update-contract.ts'

/** The part of electron-updater's AppUpdater that is used here. */
export type Updater = {
  autoDownload: boolean
  autoInstallOnAppQuit: boolean
  on(event: 'update-available', listener: (info: { version: string }) => void): unknown
  on(event: 'update-not-available', listener: () => void): unknown
  on(event: 'download-progress', listener: (progress: { percent: number }) => void): unknown
  on(event: 'update-downloaded', listener: (info: { version: string }) => void): unknown
  /** On Linux, where the name of the file holds the version. */
  on(event: 'appimage-filename-updated', listener: (path: string) => void): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
  checkForUpdates(): Promise<{ downloadPromise?: Promise<unknown> | null | undefined } | null>
  quitAndInstall(): void
}

export type UpdateParts = {
  /** Why this installation gets no updates by itself; null where it does. */
  whyOff: () => Promise<UpdateOff | null>
  load: () => Promise<Updater>
  tell: (state: UpdateState) => void
  now: () => Date
  after: (ms: number, run: () => void) => void
  every: (ms: number, run: () => void) => void
  /** Ends the app as a person would: its window may still hold it back. */
  quit: () => void
  /** The app that is started next is not to find this one in its way. */
  makeWay: () => void
  /** The program lies in another file from now on. */
  moved: (path: string) => void
  /** This app starts once more when it has ended. */
  comeBack: () => void
  log: (what: string, error: unknown) => void
}

export type Updates = {
  start: () => Promise<void>
  state: () => UpdateState
  check: () => Promise<void>
  /** Restarts into the new version, or as soon as nothing is in the way. */
  install: () => void
  /** Whether the agent writes, or something of theirs is unsent. */
  hold: (isHeld: boolean) => void
  /** The app does not quit after all. */
  stayed: () => void
  /** Whether the app quits in order to be replaced. */
  isInstalling: () => boolean
  /** The last step of an app that quits: false where it has to end by itself. */
  finish: () => boolean
}

const FIRST_MS = 30_000
const AGAIN_MS = 3_600_000
// What left the field a moment ago may not be among what is unsent yet.
const CALM_MS = 2000
/** Where nothing is under way that a check would disturb. */
const AT_REST = new Set<UpdateState['state']>(['idle', 'failed'])

/** Looks for a newer version now and then, fetches it, and installs it when the person wants that. */
export function createUpdates(parts: UpdateParts): Updates {
  const machine = createMachine(parts)
  const { isOff, check, updater } = createSearch(parts, machine)
  const { install, hold, stayed, isInstalling } = createInstalling(parts, machine)
  return {
    state: machine.state,
    check,
    install,
    hold,
    stayed,
    isInstalling,
    async start() {
      if (await isOff()) return
      parts.after(FIRST_MS, () => void check())
      parts.every(AGAIN_MS, () => void check())
    },
    finish() {
      const loaded = updater()
      if (!isInstalling() || loaded === null) return false
      parts.makeWay()
      loaded.quitAndInstall()
      return handedOver(parts, machine, loaded)
    },
  }
}

/** Whether the updater ends the app from here on. Where it cannot, the one that is here comes back. */
function handedOver({ comeBack, quit }: UpdateParts, { state }: Machine, updater: Updater) {
  if (state().state === 'failed') {
    // Electron's own end would try it once more, and put another file where this one starts from.
    updater.autoInstallOnAppQuit = false
    comeBack()
    return false
  }
  let isBack = false
  // macOS takes it over only now, and may refuse it when no window is left to say so.
  updater.on('error', () => {
    if (isBack) return
    isBack = true
    comeBack()
    quit()
  })
  return true
}

function createSearch({ whyOff, load, now, moved }: UpdateParts, machine: Machine) {
  const { state, set, failed } = machine
  let updater: Updater | null = null
  let off: Promise<UpdateOff | null> | null = null

  async function isOff() {
    off ??= whyOff()
    const why = await off
    if (why !== null && state().state !== 'off') set({ state: 'off', why })
    return why !== null
  }

  // What the updater tells by its own event as well is told once.
  function told(error: unknown) {
    if (state().state !== 'failed') failed(error)
  }

  async function check() {
    if ((await isOff()) || !AT_REST.has(state().state)) return
    set({ state: 'checking' })
    try {
      updater ??= follow(await load(), machine, { now, moved })
      const found = await updater.checkForUpdates()
      // Fetching goes on by itself from here.
      found?.downloadPromise?.catch(told)
    } catch (error) {
      told(error)
    }
  }

  return { isOff, check, updater: () => updater }
}

function createInstalling({ quit, after }: UpdateParts, { state, set }: Machine) {
  let isHeld = false
  let changes = 0
  let isInstalling = false
  const waiting = () => {
    const now = state()
    return now.state === 'ready' && now.waits ? now : null
  }

  function install() {
    const now = state()
    if (now.state !== 'ready') return
    if (isHeld) return set({ ...now, waits: true })
    isInstalling = true
    quit()
  }
  function hold(next: boolean) {
    if (next === isHeld) return
    isHeld = next
    const change = ++changes
    if (isHeld || waiting() === null) return
    after(CALM_MS, () => {
      // Who has written in between is given the whole time anew.
      if (change === changes && waiting() !== null) install()
    })
  }
  function stayed() {
    isInstalling = false
    const now = waiting()
    if (now !== null) set({ ...now, waits: false })
  }
  return { install, hold, stayed, isInstalling: () => isInstalling }
}

type Machine = {
  state: () => UpdateState
  set: (next: UpdateState) => void
  failed: (error: unknown) => void
}

function createMachine({ tell, now, log }: UpdateParts): Machine {
  let state: UpdateState = { state: 'idle', checkedAt: null }
  const set = (next: UpdateState) => {
    state = next
    tell(state)
  }
  return {
    state: () => state,
    set,
    failed(error) {
      log('update', error)
      set({ state: 'failed', at: now().toISOString() })
    },
  }
}

function follow(
  updater: Updater,
  { set, failed }: Machine,
  { now, moved }: Pick<UpdateParts, 'now' | 'moved'>,
): Updater {
  updater.autoDownload = true
  // Who quits anyway has the new version the next time.
  updater.autoInstallOnAppQuit = true
  let version = ''
  updater.on('update-not-available', () => set({ state: 'idle', checkedAt: now().toISOString() }))
  updater.on('update-available', (info) => {
    version = info.version
    set({ state: 'available', version })
  })
  updater.on('download-progress', ({ percent }) =>
    set({ state: 'downloading', version, done: Math.min(1, Math.max(0, percent / 100)) }),
  )
  updater.on('update-downloaded', (info) =>
    set({ state: 'ready', version: info.version, waits: false }),
  )
  updater.on('appimage-filename-updated', moved)
  updater.on('error', failed)
  return updater
}
