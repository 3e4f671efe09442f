import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { delimiter, join } from 'node:path'
import { createInterface } from 'node:readline'

/** A throwaway Redis that keeps nothing and may be killed and started again at its address. */
export interface TestRedis {
  url: string
  kill(): Promise<void>
  start(): Promise<void>
}

/** The redis-server the tests may start, or why there is none. */
export type RedisOffer = { path: string } | { missing: string }

/** The redis-server of this machine, brought here where that can be done, or why there is none. */
export function findRedis(): RedisOffer {
  try {
    const path = onPath() ?? fromDebian()
    return path === undefined ? { missing: 'no redis-server on PATH' } : { path }
  } catch (error) {
    return { missing: error instanceof Error ? error.message : String(error) }
  }
}

const onPath = () =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'redis-server'))
    .find((path) => existsSync(path) && spawnSync(path, ['--version']).status === 0)

function fromDebian(): string | undefined {
  const system = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : ''
  if (process.getuid?.() !== 0 || !/^ID=debian$/m.test(system)) return undefined
  // Run level 1: installed, but not started as a service.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  for (const task of [['update'], ['install', '-y', '--no-install-recommends', 'redis-server']])
    execFileSync('apt-get', task, { env, stdio: ['ignore', 'ignore', 'pipe'] })
  return onPath()
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Starts a Redis of its own on a free port. */
export async function startRedis(path: string): Promise<TestRedis> {
  const port = await freePort()
  let child: ChildProcess | undefined
  const start = async () => {
    const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', '/tmp']
    const running = spawn(path, options, { stdio: ['ignore', 'pipe', 'inherit'] })
    child = running
    await new Promise<void>((resolve, reject) => {
      createInterface({ input: running.stdout }).on('line', (line) => {
        if (line.includes('Ready to accept connections')) resolve()
      })
      running.once('exit', (code) => reject(new Error(`redis-server ended with ${code}`)))
    })
  }
  await start()
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    async kill() {
      const running = child
      child = undefined
      if (!running) return
      const gone = once(running, 'exit')
      running.kill('SIGKILL')
      await gone
    },
  }
}
