import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** A server in a process of its own. */
export interface Running {
  child: ChildProcess
  pid: number
  url: string
  readyMs: number
}

/** Starts a server and waits for its ready line. */
export async function start(
  name: string,
  args: string[],
  scratch: string,
  settings: NodeJS.ProcessEnv,
): Promise<Running> {
  const { PATH, HOME } = process.env
  const begun = performance.now()
  const child = spawn(process.execPath, args, {
    cwd: join(import.meta.dirname, '..'),
    env: { PATH, HOME, TMPDIR: scratch, NODE_ENV: 'production', ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })
  const ready = new Promise<string>((resolve, reject) => {
    lines.on('line', (line) => {
      const [, url] = /is ready at (http\S+)/.exec(line) ?? []
      if (url) resolve(url)
      // Below the level of a warning nothing is logged: what else comes is worth showing.
      else if (line.startsWith('{')) process.stderr.write(`${name}: ${line}\n`)
    })
    child.once('exit', (code, signal) => reject(new Error(`${name} ended: ${signal ?? code}`)))
  })
  const url = await ready
  return { child, url, pid: child.pid ?? Number.NaN, readyMs: performance.now() - begun }
}

/** Stops it, by force when it takes too long. */
export async function stop({ child }: Running): Promise<void> {
  if (child.exitCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), 15_000)
  await gone
  clearTimeout(late)
}
