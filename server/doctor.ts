import { accessSync, constants, existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { type Config, ConfigError, readConfig } from './config.ts'
import { Readiness } from './contract/health.ts'
import { whyUnsafe } from './db/durability.ts'
import { type DatabaseTarget, databaseState } from './db/open.ts'
import { databaseOf } from './db/target.ts'

const OLDEST_NODE = [22, 18]

/** One thing that was looked at, and how it is. */
export interface Diagnosis {
  what: string
  isWell: boolean
  says: string
}

/** Where to look. */
export interface Surroundings {
  environment: NodeJS.ProcessEnv
  nodeVersion: string
  /** The folder of the built clients. */
  dist: string
}

/** Answers in one sentence how something is, or throws what is wrong. */
type Examination = () => string | Promise<string>

async function examine(what: string, look: Examination): Promise<Diagnosis> {
  try {
    return { what, isWell: true, says: await look() }
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException
    return { what, isWell: false, says: message || code || String(error) }
  }
}

function examineNode(version: string): string {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor))
    throw new Error(`${version} is too old, ${OLDEST_NODE.join('.')} or later is needed`)
  return version
}

function examineDataDir(folder: string): string {
  let existing = folder
  while (!existsSync(existing)) existing = dirname(existing)
  try {
    accessSync(existing, constants.W_OK)
  } catch {
    throw new Error(`${existing} cannot be written to`)
  }
  return existing === folder ? folder : `${folder}, to be made at the first start`
}

async function examineDatabase(target: DatabaseTarget): Promise<string> {
  if (target.dialect === 'sqlite' && !existsSync(target.path))
    return `${target.path}, to be made at the first start`
  const { missing, unsafe } = await databaseState(target)
  if (unsafe.length > 0) throw new Error(whyUnsafe(unsafe))
  if (missing.length === 0) return `${target.dialect}, up to date`
  return `${target.dialect}, to be brought up to date at the next start: ${missing.join(', ')}`
}

async function examineRedis({ REDIS_URL, DATABASE_URL }: Config): Promise<string> {
  if (REDIS_URL === undefined) return 'not set, and not needed'
  if (DATABASE_URL === undefined) return 'set, but not used with SQLite'
  const { pingRedis } = await import('./redis.ts')
  await pingRedis(REDIS_URL)
  return 'answers'
}

const PATIENCE_MS = 1_000

/** How the Frontdesk is that answers on the port, if one does: doctor is also asked beside a server that runs. */
async function runningOn({ HOST, PORT }: Config): Promise<Readiness['status'] | undefined> {
  const host = HOST === '0.0.0.0' || HOST === '::' ? 'localhost' : HOST
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${PORT}/readyz`
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) })
    return Readiness.safeParse(await answer.json()).data?.status
  } catch {
    return undefined
  }
}

async function examinePort(config: Config): Promise<string> {
  const { HOST, PORT } = config
  const status = await runningOn(config)
  if (status !== undefined) return `${HOST}:${PORT} is served by a Frontdesk that is ${status}`
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen({ host: HOST, port: PORT, exclusive: true }, () => {
      server.close(() => resolve(`${HOST}:${PORT} is free`))
    })
  })
}

function examineClients(dist: string): string {
  const missing = ['console/index.html', 'webchat/chat.html'].filter(
    (page) => !existsSync(join(dist, page)),
  )
  if (missing.length > 0)
    throw new Error(`not built (${missing.join(', ')} missing): run "npm run build"`)
  return 'built'
}

function configOf(environment: NodeJS.ProcessEnv): Config | string {
  try {
    return readConfig(environment)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
}

/** Looks at everything a server needs before it starts, and changes nothing. */
export async function diagnose(around: Surroundings): Promise<Diagnosis[]> {
  const config = configOf(around.environment)
  const node = await examine('Node', () => examineNode(around.nodeVersion))
  const clients = await examine('clients', () => examineClients(around.dist))
  if (typeof config === 'string')
    return [node, { what: 'configuration', isWell: false, says: config }, clients]
  return [
    node,
    { what: 'configuration', isWell: true, says: 'complete' },
    await examine('data directory', () => examineDataDir(config.DATA_DIR)),
    await examine('database', () => examineDatabase(databaseOf(config, () => {}))),
    await examine('Redis', () => examineRedis(config)),
    await examine('port', () => examinePort(config)),
    clients,
  ]
}
