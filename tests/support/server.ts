import { join } from 'node:path'
import { pino } from 'pino'
import { type App, createApp } from '../../server/app.ts'
import { type Clock, systemClock } from '../../server/clock.ts'
import { readConfig } from '../../server/config.ts'
import type { CrispTimes } from '../../server/crisp/index.ts'
import type { Database } from '../../server/db/transaction.ts'
import { type Api, createApi } from './api.ts'
import type { TestDatabase } from './databases.ts'
import { connect, type TestSocket } from './sockets.ts'

export const ADMIN = { email: 'admin@frontdesk.test', password: 'correct horse battery' }

/** A running server: the real application on a free port. */
export interface TestServer {
  url: string
  database: Database
  /** Every route with its declared policy. */
  routes: App['http']['declaredRoutes']
  /** Without a sign-in. */
  anonymous: Api
  /** Signed in as the first admin. */
  admin: Api
  adminToken: string
  /** Creates an account and signs it in. */
  signIn(role: 'agent' | 'supervisor' | 'admin' | 'customer', name?: string): Promise<Account>
  socket(namespace: string, auth?: object, headers?: Record<string, string>): Promise<TestSocket>
  stop(): Promise<void>
}

export interface Account {
  id: string
  name: string
  email: string
  api: Api
  token: string
  refreshToken: string
}

/** Boots the real application on this database; `environment` overrides its configuration. */
export async function startServer(
  on: Pick<TestDatabase, 'environment'>,
  {
    environment = {},
    clock = systemClock,
    crispTimes,
    dist = join(import.meta.dirname, '../../dist'),
  }: {
    environment?: Record<string, string>
    clock?: Clock
    crispTimes?: CrispTimes
    /** Where the built clients are. */
    dist?: string
  } = {},
): Promise<TestServer> {
  const config = readConfig({
    PORT: '0',
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'silent',
    JWT_SECRET: 'a secret for tests that is long enough',
    ADMIN_EMAIL: ADMIN.email,
    ADMIN_PASSWORD: ADMIN.password,
    ...on.environment,
    ...environment,
  })
  const log = pino({ level: config.LOG_LEVEL })
  const app = await createApp({
    config,
    clock,
    log,
    version: '0.0.0-test',
    dist,
    crispTimes,
  })
  const url = await app.listen()
  const anonymous = createApi(url)
  const { body } = await anonymous.post('/api/auth/login', ADMIN)
  const adminToken = body.data?.accessToken ?? ''
  const admin = createApi(url, adminToken)
  const sockets: TestSocket[] = []
  let made = 0

  return {
    url,
    database: app.database,
    routes: app.http.declaredRoutes,
    anonymous,
    admin,
    adminToken,
    async signIn(role, name = `${role} ${++made}`) {
      const account = {
        email: `${role}-${++made}-${process.pid}@frontdesk.test`,
        password: 'a long password',
        name,
        role,
      }
      const created = await admin.post('/api/auth/register', account)
      const { user, accessToken, refreshToken } = created.body.data
      return {
        id: user.id,
        name,
        email: account.email,
        api: createApi(url, accessToken),
        token: accessToken,
        refreshToken,
      }
    },
    async socket(namespace, auth = {}, headers = {}) {
      const socket = await connect(url, namespace, auth, headers)
      sockets.push(socket)
      return socket
    },
    async stop() {
      for (const socket of sockets) socket.close()
      await app.stop()
    },
  }
}
