import type * as Electron from 'electron'
import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { app } from './app.ts'
import { LoudEmitter, preventable } from './loud.ts'

const FIRST = join(import.meta.dirname, 'utility-start.ts')

/** A process of its own that speaks to the app through `process.parentPort`. */
class UtilityProcess extends LoudEmitter {
  readonly #child: ChildProcess

  constructor(path: string, args: string[], options: Electron.ForkOptions) {
    super('UtilityProcess', ['error', 'exit', 'message', 'spawn'])
    const { env = process.env, execArgv = [], cwd, serviceName = 'Node Utility Process' } = options
    this.#child = fork(path, args, {
      env: env as NodeJS.ProcessEnv,
      ...(cwd !== undefined && { cwd }),
      execArgv: ['--import', FIRST, ...execArgv],
      serialization: 'advanced',
      stdio: stdioFrom(options.stdio),
    })
    const { pid = 0 } = this.#child
    this.#child.on('spawn', () => {
      app.holdUtility(pid, serviceName)
      this.emit('spawn')
    })
    this.#child.on('message', (message) => this.emit('message', message))
    this.#child.on('exit', (code, signal) => {
      app.releaseUtility(pid)
      this.#ended(serviceName, code, signal)
    })
  }

  get pid() {
    return this.#child.exitCode === null ? this.#child.pid : undefined
  }
  get stdout() {
    return this.#child.stdout
  }
  get stderr() {
    return this.#child.stderr
  }
  postMessage(message: unknown, transfer: unknown[] = []) {
    if (transfer.length > 0) throw new Error('The Electron double transfers no ports')
    this.#child.send(message as object)
  }
  kill() {
    return this.#child.kill('SIGTERM')
  }

  #ended(name: string, code: number | null, signal: string | null) {
    const exitCode = code ?? 128
    this.emit('exit', exitCode)
    if (exitCode === 0) return
    const reason = signal === null ? 'abnormal-exit' : 'killed'
    app.emit('child-process-gone', preventable({}), { type: 'Utility', reason, exitCode, name })
  }
}

export const utilityProcess = {
  fork: (path: string, args: string[] = [], options: Electron.ForkOptions = {}) =>
    new UtilityProcess(path, args, options),
}

type Stdio = 'pipe' | 'ignore' | 'inherit'
function stdioFrom(given: Electron.ForkOptions['stdio'] = 'inherit'): Array<Stdio | 'ipc'> {
  const [, out = 'inherit', error = 'inherit'] = (
    Array.isArray(given) ? given : [given, given, given]
  ) as Stdio[]
  return ['ignore', out, error, 'ipc']
}
