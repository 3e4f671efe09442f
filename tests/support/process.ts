import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** A server in a process of its own, as its users run it. */
export interface ServerProcess {
  url: string
  /** Milliseconds from start to the ready line. */
  readyMs: number
  stdout: string[]
  stderr: () => string
  child: ChildProcess
  /** Sends a signal and answers the exit code (null when the signal killed it). */
  end(signal: NodeJS.Signals): Promise<number | null>
}

const MAIN = join(import.meta.dirname, '../../server/main.ts')
const DEFAULTS = {
  PORT: '0',
  RATE_LIMITS: 'off',
  LOG_LEVEL: 'error',
  JWT_SECRET: 'a secret for tests that is long enough',
}

/**
 * Starts the server process; rejects with what it said when it ends before it is ready. `program` is another one that
 * starts it, and hears what its parent sends.
 */
export async function startProcess(
  environment: Record<string, string>,
  program?: string,
): Promise<ServerProcess> {
  const begun = performance.now()
  const child = spawn(process.execPath, [program ?? MAIN], {
    env: { PATH: process.env.PATH, ...DEFAULTS, ...environment },
    stdio: ['ignore', 'pipe', 'pipe', program === undefined ? 'ignore' : 'ipc'],
  })
  const { stdout: output, stderr: complaints } = child
  if (!output || !complaints) throw new Error('a process without output')
  let errors = ''
  complaints.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  const stdout: string[] = []
  const lines = createInterface({ input: output })
  const exited = once(child, 'exit') as Promise<[number | null]>
  const ready = new Promise<string>((resolve) => {
    lines.on('line', (line) => {
      stdout.push(line)
      const [, url] = /^Frontdesk is ready at (\S+)$/.exec(line) ?? []
      if (url !== undefined) resolve(url)
    })
  })
  const failed = exited.then(([code]) => {
    throw new Error(`the server ended with ${code}: ${errors}`)
  })
  const url = await Promise.race([ready, failed])
  failed.catch(() => {})
  return {
    url,
    readyMs: performance.now() - begun,
    stdout,
    stderr: () => errors,
    child,
    async end(signal) {
      child.kill(signal)
      return (await exited)[0]
    },
  }
}
