import type { AddressInfo } from 'node:net'
import type { Server } from 'socket.io'
import { cannedReplyRoutes } from './canned-replies/index.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import { serveConsole } from './console/index.ts'
import { inboxRoutes, Marker, Sender, WAKE, wakeWhenDue } from './conversations/index.ts'
import { CrispChannel, crispRoutes, type CrispTimes, credentialsOf } from './crisp/index.ts'
import { customerRoutes } from './customers/index.ts'
import { openDatabase } from './db/open.ts'
import { databaseOf } from './db/target.ts'
import type { Database } from './db/transaction.ts'
import { draftRoutes } from './drafts/index.ts'
import {
  createLinks,
  fileLinkRoutes,
  FileStore,
  removeUnused,
  uploadRoutes,
} from './files/index.ts'
import { housekeeping } from './housekeeping.ts'
import { serveClients } from './http/assets.ts'
import { healthRoutes } from './http/health.ts'
import { createLimits } from './http/limits.ts'
import { serveApiReference } from './http/openapi.ts'
import { createOriginRule, type OriginRule } from './http/origins.ts'
import { createSealer, type Sealer } from './http/seal.ts'
import { createHttp } from './http/server.ts'
import type { Http } from './http/types.ts'
import { inboxActRoutes } from './inbox/index.ts'
import {
  apiKeyRoutes,
  authenticate,
  createFirstAdmin,
  identityRoutes,
  loadKeys,
  type TokenKeys,
} from './identity/index.ts'
import { linkRoutes } from './linking/index.ts'
import { JobRunner } from './jobs/index.ts'
import type { Logger } from './log.ts'
import { createMetrics } from './metrics.ts'
import {
  ANNOUNCE_QUEUED,
  announceQueued,
  Decider,
  dropOld,
  ESCALATE,
  escalate,
  notificationRoutes,
  serveNotifications,
  tellOfGivenUp,
} from './notifications/index.ts'
import {
  ASSIGN_WAITING,
  Assigner,
  HAND_BACK,
  handBack,
  Presence,
  routingRoutes,
} from './routing/index.ts'
import {
  holdAnswered,
  scheduledRoutes,
  SEND_SCHEDULED,
  sendOverdue,
  sendWhenDue,
} from './scheduled/index.ts'
import { chatSettingsRoutes, settingsRoutes } from './settings/index.ts'
import { openShared, type Shared } from './shared.ts'
import { adaptersOf } from './socket/adapters.ts'
import { dropStuck } from './socket/backlog.ts'
import { joinCluster } from './socket/cluster.ts'
import type { NamespaceEdge } from './socket/namespace.ts'
import { createSocketServer } from './socket/server.ts'
import { cutSignedOut } from './socket/sign-outs.ts'
import { followerOf, observeStream } from './stream/index.ts'
import { tagRoutes } from './tags/index.ts'
import { ticketRoutes } from './tickets/index.ts'
import { timelineRoutes } from './timeline/index.ts'
import { savedViewRoutes } from './views/index.ts'
import {
  blockRoutes,
  chatRoutes,
  serveChat,
  transcriptRoutes,
  widgetRoutes,
} from './webchat/index.ts'

const HOUR_MS = 3_600_000
const PATIENCE_MS = 3_000
const NAMESPACES = ['/chat', '/console', '/notifications']

/** What the application is made of. */
export interface AppOptions {
  config: Config
  clock: Clock
  log: Logger
  version: string
  /** The folder of the built clients. */
  dist: string
  /** How often Crisp is looked at, where a test cannot wait. */
  crispTimes?: CrispTimes | undefined
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

/** What the parts of the application share. */
interface Parts extends NamespaceEdge {
  config: Config
  keys: TokenKeys
  store: FileStore
  sealer: Sealer
  version: string
  shared: Shared
  allows: OriginRule
  isDraining: () => boolean
  marker: Marker
  presence: Presence
  assigner: Assigner
  decider: Decider
  crisp: CrispChannel
}

async function createParts(options: AppOptions, isDraining: () => boolean): Promise<Parts> {
  const { config, clock, log, version } = options
  const database = await openDatabase(
    databaseOf(config, (error) => log.warn({ err: error }, 'lost an idle database connection')),
    clock,
    (error) => log.error({ err: error }, 'telling of a commit failed'),
  )
  const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = config
  if (email && password) await createFirstAdmin(database, { email, password })
  const keys = loadKeys(config.DATA_DIR, config.JWT_SECRET)
  const shared = await openShared(config, log)
  const metrics = createMetrics()
  return {
    config,
    database,
    keys,
    store: new FileStore(config.DATA_DIR),
    sealer: createSealer(keys.secret),
    log,
    version,
    shared,
    isDraining,
    metrics,
    crisp: composeCrisp(options, { database, keys, metrics }),
    limits: createLimits(config.RATE_LIMITS, shared),
    allows: createOriginRule(config),
    trustProxy: config.TRUST_PROXY,
    authenticate: (db, token) => authenticate(db, keys, token),
    marker: new Marker(database),
    ...composeRouting(database, log),
    decider: new Decider({
      database,
      onError: (error) =>
        log.warn({ err: error }, 'deciding on notifications failed; trying again'),
    }),
  }
}

const YEAR_MS = 31_536_000_000

function composeCrisp(
  { config, clock, log, crispTimes }: AppOptions,
  { database, keys, metrics }: Pick<Parts, 'database' | 'keys' | 'metrics'>,
): CrispChannel {
  const links = createLinks(keys)
  const { PUBLIC_URL: publicUrl } = config
  return new CrispChannel({
    database,
    credentials: credentialsOf(config),
    log,
    times: crispTimes,
    addressOf: (file) =>
      publicUrl && new URL(links.make(file, clock.now(), YEAR_MS).url, publicUrl).href,
    onTaken(event, lagMs) {
      metrics.crispEvents.inc({ event })
      if (lagMs !== undefined) metrics.crispLagSeconds.observe(lagMs / 1_000)
    },
  })
}

function composeRouting(database: Database, log: Logger) {
  const onError = (error: unknown) => log.warn({ err: error }, 'routing failed; trying again')
  return {
    presence: new Presence({ database, onError }),
    assigner: new Assigner({ database, onError }),
  }
}

/** The routes that need nothing but the request. */
const SLICES = [
  apiKeyRoutes,
  settingsRoutes,
  routingRoutes,
  notificationRoutes,
  chatRoutes,
  widgetRoutes,
  blockRoutes,
  inboxRoutes,
  inboxActRoutes,
  savedViewRoutes,
  tagRoutes,
  linkRoutes,
  scheduledRoutes,
  cannedReplyRoutes,
  customerRoutes,
  draftRoutes,
  timelineRoutes,
  ticketRoutes,
]

/** The HTTP door: every slice's routes, health, the API reference and the built clients. */
async function composeHttp(parts: Parts, dist: string): Promise<Http> {
  const { config, keys, limits } = parts
  const http = await createHttp({
    ...parts,
    https: config.PUBLIC_URL?.startsWith('https:') ?? false,
  })
  identityRoutes(http, { keys, limits })
  for (const routes of SLICES) routes(http)
  chatSettingsRoutes(http, parts.sealer)
  transcriptRoutes(http, keys)
  uploadRoutes(http, parts)
  crispRoutes(http, parts.crisp)
  fileLinkRoutes(http, keys, parts.store)
  healthRoutes(http, {
    ...parts,
    metricsToken: config.METRICS_TOKEN,
    conveniences: conveniencesOf(parts.shared),
  })
  await serveApiReference(http)
  await serveClients(http, dist)
  return http
}

const conveniencesOf = ({ redis }: Shared) => (redis ? { redis: () => redis.isReachable() } : {})

interface Sockets {
  io: Server
  stop(): Promise<void>
}

/** The socket door: every namespace, told of what is committed, here and by the other processes. */
async function composeSockets(parts: Parts, http: Http, sender: Sender): Promise<Sockets> {
  const { database, metrics, log } = parts
  const io = createSocketServer(http.server, parts.allows)
  const follower = followerOf(database)
  const adapters = await adaptersOf(parts.config, parts.shared, log)
  const cluster =
    adapters &&
    joinCluster(io, adapters, {
      namespaces: NAMESPACES,
      onNews: (head) => follower.heard(head),
    })
  serveChat(io, { ...parts, sender })
  serveConsole(io, { ...parts, sender, onTyping: (typing) => parts.crisp.type(typing) })
  serveNotifications(io, parts)
  holdAnswered(database, (error) => log.warn({ err: error }, 'holding replies back failed'))
  parts.crisp.intake.onTyping = (typing) => io.of('/console').emit('typing', typing)
  observeStream(database, metrics)
  const stopCutting = cutSignedOut(io, {
    database,
    namespaces: NAMESPACES,
    onError: (error) => log.warn({ err: error }, 'looking for ended sign-ins failed'),
  })
  const stopDropping = dropStuck(io, metrics)
  await follower.start({
    signal: (head) => cluster?.signal(head),
    onError: (error) => log.warn({ err: error }, 'reading the stream failed; trying again'),
  })
  return {
    io,
    async stop() {
      stopCutting()
      stopDropping()
      follower.stop()
      await cluster?.close()
    },
  }
}

const composeJobs = ({ database, store, assigner, metrics, log }: Parts): JobRunner =>
  new JobRunner({
    database,
    handlers: {
      housekeeping: housekeeping(database),
      [ASSIGN_WAITING]: () => assigner.run(),
      [HAND_BACK]: handBack(database),
      [ANNOUNCE_QUEUED]: announceQueued(database),
      [ESCALATE]: escalate(database),
      oldNotifications: dropOld(database),
      [WAKE]: wakeWhenDue(database),
      [SEND_SCHEDULED]: sendWhenDue(database),
      unusedFiles: removeUnused(database, store),
    },
    schedules: [
      { kind: 'housekeeping', everyMs: HOUR_MS },
      { kind: 'oldNotifications', everyMs: HOUR_MS },
      { kind: 'unusedFiles', everyMs: HOUR_MS },
    ],
    onError: (error, kind) => {
      metrics.jobFailures.inc({ kind })
      log.error({ err: error, kind }, 'job failed')
    },
    onGivenUp: tellOfGivenUp,
    onStarted: (lagMs) => metrics.jobLagSeconds.observe(lagMs / 1_000),
  })

async function startJobs(jobs: JobRunner, { database, log }: Parts): Promise<void> {
  await jobs.start()
  await sendOverdue(database, (error) => log.warn({ err: error }, 'a reply was not sent'))
}

async function stopWork(jobs: JobRunner, parts: Parts): Promise<void> {
  await jobs.stop()
  await parts.crisp.stop()
  await parts.presence.stop()
  await parts.assigner.stop()
  await parts.decider.stop()
}

const composeSender = ({ database, metrics }: Parts): Sender =>
  new Sender(database, (size, milliseconds) => {
    metrics.commitSize.observe(size)
    metrics.commitSeconds.observe(milliseconds / 1_000)
  })

/** Composes the application: what exists, and who gets what. */
export async function createApp(options: AppOptions): Promise<App> {
  let draining = false
  const parts = await createParts(options, () => draining)
  const { config, database } = parts
  const http = await composeHttp(parts, options.dist)
  const sender = composeSender(parts)
  const sockets = await composeSockets(parts, http, sender)
  const jobs = composeJobs(parts)

  return {
    http,
    database,
    async listen() {
      await http.listen({ host: config.HOST, port: config.PORT })
      await parts.presence.start()
      parts.assigner.start()
      parts.crisp.start()
      parts.decider.start()
      await startJobs(jobs, parts)
      return addressOf(config.HOST, http.server.address() as AddressInfo)
    },
    async stop() {
      draining = true
      await stopWork(jobs, parts)
      // Closing the transport, unlike disconnecting the socket, lets clients come back by themselves.
      sockets.io.engine.close()
      // Whoever does not end a request must not hold the stop.
      const impatience = setTimeout(() => http.server.closeAllConnections(), PATIENCE_MS)
      await http.close()
      clearTimeout(impatience)
      await sender.settled()
      await parts.marker.settled()
      await sockets.stop()
      await parts.shared.close()
      await database.close()
    },
  }
}

const addressOf = (host: string, { port }: AddressInfo) =>
  `http://${host.includes(':') ? `[${host}]` : host}:${port}`
