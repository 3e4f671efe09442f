import type { ServerState } from './bridge/profile-contract.ts'
import type { ServerLog } from './server-log.ts'

/** The part of electron's UtilityProcess that is used here. */
export type ServerProcess = {
  on(event: 'exit', listener: (code: number) => void): unknown
  on(event: 'error', listener: (type: string, location: string) => void): unknown
  readonly stdout: Output
  readonly stderr: Output
  postMessage(message: unknown): void
  kill(): boolean
}
type Output = { on(event: 'data', listener: (chunk: unknown) => void): unknown } | null

export type LocalServerParts = {
  /** Starts the server on this port of this computer; 0 lets the system choose. */
  fork: (port: number) => ServerProcess
  isHealthy: (url: string) => Promise<boolean>
  log: ServerLog
  /** Runs something later; answers how to call that off. */
  after: (ms: number, run: () => void) => () => void
  now: () => number
  onChange: () => void
}

export type LocalServer = {
  state: () => ServerState
  /** Its address, once it has been well; it stays the same over a crash where the port is still free. */
  url: () => string | null
  start: () => void
  /** Lets it finish, and waits until it is gone. */
  stop: () => Promise<void>
}

const READY = /^Frontdesk is ready at (http:\/\/127\.0\.0\.1:\d+)\s*$/m
const BACK_OFF_MS = [500, 1000, 2000, 4000, 8000]
/** Whoever ran this long has not crashed because of how it was started. */
const STEADY_MS = 60_000
const START_MS = 60_000
const STOP_MS = 12_000
const LOOK_MS = 15_000
const MISSES = 3

/** The server on this computer: started, watched, started again after a crash, and stopped. */
export const createLocalServer = (parts: LocalServerParts): LocalServer => new Keeper(parts)

class Keeper implements LocalServer {
  readonly #parts: LocalServerParts
  #state: ServerState = 'none'
  #url: string | null = null
  #run: Run | null = null
  #crashes = 0
  #callOff = () => {}

  constructor(parts: LocalServerParts) {
    this.#parts = parts
  }

  state = () => this.#state
  url = () => this.#url

  start = () => {
    if (this.#state !== 'none' && this.#state !== 'failed') return
    this.#crashes = 0
    this.#become('starting')
    // One that is still ending holds the data; when it is gone, it is followed by another.
    if (this.#run === null) this.#launch(portOf(this.#url))
  }

  stop = async () => {
    this.#callOff()
    this.#become('none')
    await this.#run?.end()
  }

  #become(next: ServerState) {
    if (this.#state === next) return
    this.#state = next
    this.#parts.onChange()
  }

  #launch(port: number) {
    const since = this.#parts.now()
    const run = startRun(this.#parts, port, (url) => {
      if (this.#state === 'none') return
      this.#url = url
      this.#become('running')
    })
    this.#run = run
    void run.gone.then((code) => {
      this.#run = null
      if (this.#state !== 'none') this.#crashed(run, code, this.#parts.now() - since)
    })
  }

  #crashed(run: Run, code: number, lived: number) {
    this.#parts.log.write(`The server ended with code ${code}.\n`)
    this.#crashes = run.wasWell() && lived > STEADY_MS ? 1 : this.#crashes + 1
    const delay = BACK_OFF_MS[this.#crashes - 1]
    if (delay === undefined) return this.#become('failed')
    // Who was not even well may have found its port taken.
    const port = run.wasWell() ? portOf(this.#url) : 0
    this.#become('restarting')
    this.#callOff = this.#parts.after(delay, () => this.#launch(port))
  }
}

const portOf = (url: string | null) => Number(URL.parse(url ?? '')?.port ?? 0)

type Run = { gone: Promise<number>; wasWell: () => boolean; end: () => Promise<void> }

/** One life of the process: from its start to its end, `onWell` once it answers. */
function startRun(parts: LocalServerParts, port: number, onWell: (url: string) => void): Run {
  const { after, log } = parts
  const child = parts.fork(port)
  let isWell = false
  let endWatch = after(START_MS, () => child.kill())
  const gone = new Promise<number>((resolve) => child.on('exit', resolve))
  // Unheard it would end the app; its exit follows.
  child.on('error', (type, location) => log.write(`The server met a ${type} at ${location}.\n`))
  void gone.then(() => endWatch())

  onceReady(child, log, async (url) => {
    const hasBegun = await parts.isHealthy(url)
    endWatch()
    if (!hasBegun) return void child.kill()
    isWell = true
    endWatch = watch(parts, url, () => child.kill())
    onWell(url)
  })
  return {
    gone,
    wasWell: () => isWell,
    async end() {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process, not a window
      child.postMessage('stop')
      const endWait = after(STOP_MS, () => child.kill())
      await gone
      endWait()
    },
  }
}

function onceReady(child: ServerProcess, log: ServerLog, ready: (url: string) => Promise<void>) {
  let said: string | null = ''
  child.stderr?.on('data', (chunk) => log.write(String(chunk)))
  child.stdout?.on('data', (chunk) => {
    log.write(String(chunk))
    if (said === null) return
    said += String(chunk)
    const [, url] = READY.exec(said) ?? []
    if (url === undefined) return
    said = null
    void ready(url)
  })
}

/** Asks now and then whether it still answers; `onHang` when it has not for some time. */
function watch({ isHealthy, after }: LocalServerParts, url: string, onHang: () => void) {
  let misses = 0
  let isOver = false
  let callOff = after(LOOK_MS, () => void look())
  async function look() {
    misses = (await isHealthy(url)) ? 0 : misses + 1
    if (isOver) return
    if (misses >= MISSES) return onHang()
    callOff = after(LOOK_MS, () => void look())
  }
  return () => {
    isOver = true
    callOff()
  }
}

// They would lead it to another database or change how it runs: it is this folder's own server.
const NOT_FOR_IT = /^(?:DATABASE_|DB_|REDIS_|NODE_|ELECTRON_|PUBLIC_URL$|TRUST_PROXY$|RATE_LIMITS$)/

/** What the server on this computer is told: this computer only, and where its data is. */
export function localEnvironment(
  env: NodeJS.ProcessEnv,
  { port, folder }: { port: number; folder: string },
): Record<string, string> {
  const kept = Object.entries(env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !NOT_FOR_IT.test(entry[0]),
  )
  return {
    ...Object.fromEntries(kept),
    HOST: '127.0.0.1',
    PORT: String(port),
    DATA_DIR: folder,
  }
}
