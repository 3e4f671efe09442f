import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { startPostgres } from '../tests/support/postgres.ts'
import type { DatabaseTarget } from '../server/db/open.ts'
import { DEMO_PASSWORD } from '../server/demo/seed.ts'
import { fillAt, type Filled } from './filling.ts'
import { cpuOf, cpuOfFamily, parentOf, residentBytes } from './process-cost.ts'
import { type Running, start, stop } from './running.ts'
import { labelOf, type Spec } from './specs.ts'

/** A server under measurement: one process, or several on one database. */
export interface Target extends AsyncDisposable {
  name: string
  spec: Spec
  url: string
  /** Of every process. */
  urls: string[]
  /** The shared agent's access token; the relay needs none. */
  agentToken?: string
  /** CPU so far of the servers, and of their database's processes where it has any. */
  cpu(): { server: number; database: number | undefined }
  residentBytes(): number
  /** From the start of the first process until it was ready. */
  readyMs: number
  /** What the database was filled with. */
  filled?: Filled
  /** What the database says of its own durability. */
  durability?: string
}

/** Where servers keep their data, and what to hand to their Node. */
export interface Site {
  scratch: string
  nodeArgs: string[]
}

const admin = { email: 'bench@example.com', password: 'measured-in-milliseconds' }
/** Who is there in a database that was filled. */
const filledAdmin = { email: 'admin@demo.frontdesk', password: DEMO_PASSWORD }

/** Starts what a spec asks for, filled as it says. */
export async function startTarget(spec: Spec, site: Site): Promise<Target> {
  if (spec.database === 'relay') {
    const relay = await start('relay', ['bench/relay.ts'], site.scratch, {})
    return describe(spec, [relay])
  }
  const folder = join(site.scratch, labelOf(spec).replace(/\W+/g, '-'))
  mkdirSync(folder, { recursive: true })
  if (spec.database === 'postgres') return onPostgres(spec, site, folder)
  const filled = await fillFor(spec, { dialect: 'sqlite', path: join(folder, 'frontdesk.db') })
  return { ...(await startFrontdesk(spec, site, { DATA_DIR: folder })), ...filled }
}

async function onPostgres(spec: Spec, site: Site, folder: string): Promise<Target> {
  await using cleanup = new AsyncDisposableStack()
  const postgres = await startPostgres()
  cleanup.defer(() => postgres.stop())
  const url = await postgres.createDatabase('bench')
  const onIdleError = () => undefined
  const filled = await fillFor(spec, { dialect: 'postgres', url, poolSize: 2, onIdleError })
  const { root, durability } = await inspect(url)
  const target = await startFrontdesk(spec, site, { DATA_DIR: folder, DATABASE_URL: url })
  const kept = cleanup.move()
  return {
    ...target,
    ...filled,
    durability,
    cpu: () => ({ ...target.cpu(), database: cpuOfFamily(root) }),
    async [Symbol.asyncDispose]() {
      await target[Symbol.asyncDispose]()
      await kept.disposeAsync()
    },
  }
}

async function fillFor({ stored }: Spec, database: DatabaseTarget): Promise<{ filled?: Filled }> {
  return stored === 0 ? {} : { filled: await fillAt(database, stored) }
}

async function startFrontdesk(
  spec: Spec,
  { scratch, nodeArgs }: Site,
  settings: NodeJS.ProcessEnv,
): Promise<Target> {
  const environment = {
    ...settings,
    HOST: '127.0.0.1',
    PORT: '0',
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'warn',
    ADMIN_EMAIL: admin.email,
    ADMIN_PASSWORD: admin.password,
  }
  const name = labelOf(spec)
  const servers: Running[] = []
  // One after the other: the first makes the tables and the secret the others need.
  while (servers.length < spec.processes)
    servers.push(await start(name, [...nodeArgs, 'server/main.ts'], scratch, environment))
  const target = describe(spec, servers)
  const account = spec.stored === 0 ? admin : filledAdmin
  return { ...target, agentToken: await signIn(target, account) }
}

async function signIn({ url, name }: Target, account: typeof admin): Promise<string> {
  const signedIn = await fetch(`${url}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(account),
  })
  if (!signedIn.ok) throw new Error(`${name}: signing in answered ${signedIn.status}`)
  const { data } = (await signedIn.json()) as { data: { accessToken: string } }
  return data.accessToken
}

function describe(spec: Spec, servers: Running[]): Target {
  const sum = (of: (pid: number) => number) =>
    servers.reduce((total, { pid }) => total + of(pid), 0)
  return {
    name: labelOf(spec),
    spec,
    url: servers[0]?.url ?? '',
    urls: servers.map(({ url }) => url),
    readyMs: servers[0]?.readyMs ?? Number.NaN,
    cpu: () => ({ server: sum(cpuOf), database: undefined }),
    residentBytes: () => sum(residentBytes),
    async [Symbol.asyncDispose]() {
      for (const server of servers) await stop(server)
    },
  }
}

/** Which process the database's others come from, and how durable its commits are; what was filled in is tidied up. */
async function inspect(url: string): Promise<{ root: number; durability: string }> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('vacuum analyze')
  await client.query('checkpoint')
  const { rows } = await client.query<{ pid: number; fsync: string; commit: string }>(
    `SELECT pg_backend_pid() AS pid, current_setting('fsync') AS fsync,
            current_setting('synchronous_commit') AS commit`,
  )
  const [{ pid, fsync, commit } = { pid: Number.NaN, fsync: '?', commit: '?' }] = rows
  const root = parentOf(pid)
  await client.end()
  return { root, durability: `fsync ${fsync}, synchronous_commit ${commit}` }
}
