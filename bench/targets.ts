import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { startPostgres } from '../tests/support/postgres.ts'
import type { TargetName } from './options.ts'
import { cpuOf, cpuOfFamily, parentOf, residentBytes } from './process-cost.ts'

/** A server under measurement, in a process of its own. */
export interface Target extends AsyncDisposable {
  name: TargetName
  url: string
  /** The shared agent's access token; the relay needs none. */
  agentToken?: string
  /** CPU so far of the server, and of its database's processes where it has any. */
  cpu(): { server: number; database: number | undefined }
  residentBytes(): number
  /** What the database says of its own durability. */
  durability?: string
}

/** Where servers keep their data, and what to hand to their Node. */
export interface Site {
  scratch: string
  nodeArgs: string[]
}

const admin = { email: 'bench@example.com', password: 'measured-in-milliseconds' }

export const targets: Record<TargetName, (site: Site) => Promise<Target>> = {
  relay: async (site) => {
    const server = await start('relay', ['bench/relay.ts'], site)
    return describe('relay', server)
  },
  sqlite: (site) => startFrontdesk('sqlite', site, {}),
  postgres: async (site) => {
    const postgres = await startPostgres()
    try {
      const url = await postgres.createDatabase('bench')
      const { root, durability } = await inspect(url)
      const target = await startFrontdesk('postgres', site, { DATABASE_URL: url })
      return {
        ...target,
        durability,
        cpu: () => ({ ...target.cpu(), database: cpuOfFamily(root) }),
        async [Symbol.asyncDispose]() {
          await target[Symbol.asyncDispose]()
          await postgres.stop()
        },
      }
    } catch (error) {
      await postgres.stop()
      throw error
    }
  },
}

async function startFrontdesk(
  name: TargetName,
  site: Site,
  settings: NodeJS.ProcessEnv,
): Promise<Target> {
  const folder = join(site.scratch, name)
  mkdirSync(folder, { recursive: true })
  const server = await start(name, [...site.nodeArgs, 'server/main.ts'], site, {
    ...settings,
    DATA_DIR: folder,
    HOST: '127.0.0.1',
    PORT: '0',
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'warn',
    ADMIN_EMAIL: admin.email,
    ADMIN_PASSWORD: admin.password,
  })
  const signedIn = await fetch(`${server.url}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(admin),
  })
  if (!signedIn.ok) throw new Error(`${name}: signing in answered ${signedIn.status}`)
  const { data } = (await signedIn.json()) as { data: { accessToken: string } }
  return { ...describe(name, server), agentToken: data.accessToken }
}

interface Running {
  child: ChildProcess
  pid: number
  url: string
}

async function start(
  name: TargetName,
  args: string[],
  site: Site,
  settings: NodeJS.ProcessEnv = {},
): Promise<Running> {
  const { PATH, HOME } = process.env
  const child = spawn(process.execPath, args, {
    cwd: join(import.meta.dirname, '..'),
    env: { PATH, HOME, TMPDIR: site.scratch, NODE_ENV: 'production', ...settings },
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
  return { child, url, pid: child.pid ?? Number.NaN }
}

function describe(name: TargetName, { child, pid, url }: Running): Target {
  return {
    name,
    url,
    cpu: () => ({ server: cpuOf(pid), database: undefined }),
    residentBytes: () => residentBytes(pid),
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      const late = setTimeout(() => child.kill('SIGKILL'), 15_000)
      await gone
      clearTimeout(late)
    },
  }
}

async function inspect(url: string): Promise<{ root: number; durability: string }> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ pid: number; fsync: string; commit: string }>(
    `SELECT pg_backend_pid() AS pid, current_setting('fsync') AS fsync,
            current_setting('synchronous_commit') AS commit`,
  )
  const [{ pid, fsync, commit } = { pid: Number.NaN, fsync: '?', commit: '?' }] = rows
  const root = parentOf(pid)
  await client.end()
  return { root, durability: `fsync ${fsync}, synchronous_commit ${commit}` }
}
