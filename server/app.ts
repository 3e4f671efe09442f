import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import { serveConsole } from './console/index.ts'
import { createSender, inboxRoutes } from './conversations/index.ts'
import { customerRoutes } from './customers/index.ts'
import { type DatabaseTarget, openDatabase } from './db/open.ts'
import type { Database } from './db/transaction.ts'
import { housekeeping } from './housekeeping.ts'
import { serveClients } from './http/assets.ts'
import { healthRoutes } from './http/health.ts'
import { createLimits } from './http/limits.ts'
import { serveApiReference } from './http/openapi.ts'
import { createOriginRule } from './http/origins.ts'
import { createSealer } from './http/seal.ts'
import { createHttp } from './http/server.ts'
import type { Http } from './http/types.ts'
import {
  apiKeyRoutes,
  authenticate,
  createFirstAdmin,
  identityRoutes,
  loadKeys,
  onSignedOut,
} from './identity/index.ts'
import { createJobRunner } from './jobs/index.ts'
import type { Logger } from './log.ts'
import { createMetrics } from './metrics.ts'
import { serveNotifications } from './notifications/index.ts'
import { settingsRoutes } from './settings/index.ts'
import type { NamespaceEdge } from './socket/namespace.ts'
import { createSocketServer, loginRoom } from './socket/server.ts'
import { observeStream } from './stream/index.ts'
import { ticketRoutes } from './tickets/index.ts'
import { timelineRoutes } from './timeline/index.ts'
import { chatRoutes, serveChat } from './webchat/index.ts'

const HOUR_MS = 3_600_000

/** What the application is made of. */
export interface AppOptions {
  config: Config
  clock: Clock
  log: Logger
  version: string
  /** The folder of the built clients. */
  dist: string
}

/** The whole server, before it listens. */
export interface App {
  http: Http
  database: Database
  /** Listens and starts the jobs; answers the address. */
  listen(): Promise<string>
  /** Takes no more requests, tells sockets to come back, finishes what is under way, closes the database. */
  stop(): Promise<void>
}

const targetOf = (config: Config, log: Logger): DatabaseTarget =>
  config.DATABASE_URL === undefined
    ? { dialect: 'sqlite', path: join(config.DATA_DIR, 'frontdesk.db') }
    : {
        dialect: 'postgres',
        url: config.DATABASE_URL,
        poolSize: config.DATABASE_POOL,
        onIdleError: (error) => log.warn({ err: error }, 'lost an idle database connection'),
      }

/** Composes the application: what exists, and who gets what. */
export async function createApp({ config, clock, log, version, dist }: AppOptions): Promise<App> {
  const database = await openDatabase(targetOf(config, log), clock)
  const keys = loadKeys(config.DATA_DIR, config.JWT_SECRET)
  if (config.ADMIN_EMAIL && config.ADMIN_PASSWORD) {
    await createFirstAdmin(database, { email: config.ADMIN_EMAIL, password: config.ADMIN_PASSWORD })
  }
  const metrics = createMetrics()
  const limits = createLimits(config.RATE_LIMITS)
  const allows = createOriginRule(config)
  let draining = false
  const edge: NamespaceEdge = {
    database,
    log,
    limits,
    metrics,
    authenticate: (db, token) => authenticate(db, keys, token),
  }

  const http = await createHttp({
    ...edge,
    sealer: createSealer(keys.secret),
    allows,
    version,
    trustProxy: config.TRUST_PROXY,
    https: config.PUBLIC_URL?.startsWith('https:') ?? false,
    isDraining: () => draining,
  })
  identityRoutes(http, { keys, limits })
  for (const routes of [
    apiKeyRoutes,
    settingsRoutes,
    chatRoutes,
    inboxRoutes,
    customerRoutes,
    timelineRoutes,
    ticketRoutes,
  ]) {
    routes(http)
  }
  healthRoutes(http, {
    database,
    metrics,
    metricsToken: config.METRICS_TOKEN,
    version,
    isDraining: () => draining,
  })
  await serveApiReference(http)
  await serveClients(http, dist)

  const send = createSender(database, (size, milliseconds) => {
    metrics.commitSize.observe(size)
    metrics.commitSeconds.observe(milliseconds / 1_000)
  })
  const io = createSocketServer(http.server, allows)
  serveChat(io, { ...edge, keys, send })
  serveConsole(io, { ...edge, send, version })
  serveNotifications(io, edge)
  observeStream(database, metrics)
  onSignedOut(database, (sessionId) => {
    for (const name of ['/chat', '/console', '/notifications'])
      io.of(name).in(loginRoom(sessionId)).disconnectSockets(true)
  })

  const jobs = createJobRunner({
    database,
    handlers: { housekeeping: housekeeping(database) },
    schedules: [{ kind: 'housekeeping', everyMs: HOUR_MS }],
    onError: (error, kind) => {
      metrics.jobFailures.inc({ kind })
      log.error({ err: error, kind }, 'job failed')
    },
    onStarted: (lagMs) => metrics.jobLagSeconds.observe(lagMs / 1_000),
  })

  return {
    http,
    database,
    async listen() {
      await http.listen({ host: config.HOST, port: config.PORT })
      await jobs.start()
      const { port } = http.server.address() as AddressInfo
      return `http://${config.HOST.includes(':') ? `[${config.HOST}]` : config.HOST}:${port}`
    },
    async stop() {
      draining = true
      await jobs.stop()
      // Closing the transport, unlike disconnecting the socket, lets clients come back by themselves.
      io.engine.close()
      await http.close()
      await send.settled()
      await database.close()
    },
  }
}
