import { createCounter } from '../analytics/index.ts'
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import { Marker, Sender } from '../conversations/index.ts'
import { CrispChannel, type CrispTimes, credentialsOf } from '../crisp/index.ts'
import { unsafeSettings, whyUnsafe } from '../db/durability.ts'
import { openDatabase } from '../db/open.ts'
import { databaseOf } from '../db/target.ts'
import type { Database } from '../db/transaction.ts'
import { createLinks, FileStore } from '../files/index.ts'
import { createLimits } from '../http/limits.ts'
import { createOriginRule, type OriginRule } from '../http/origins.ts'
import { createSealer, type Sealer } from '../http/seal.ts'
import { authenticate, createFirstAdmin, loadKeys, type TokenKeys } from '../identity/index.ts'
import type { Logger } from '../log.ts'
import { createMetrics } from '../metrics.ts'
import { createDecider } from '../notifications/index.ts'
import { Assigner, Presence } from '../routing/index.ts'
import { Indexing } from '../search/index.ts'
import { openShared, type Shared } from '../shared.ts'
import type { NamespaceEdge } from '../socket/namespace.ts'
import type { DurableFollower } from '../stream/index.ts'

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

/** What the parts of the application share. */
export interface Parts extends NamespaceEdge {
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
  decider: DurableFollower
  indexing: Indexing
  counter: DurableFollower
  crisp: CrispChannel
}

/** Opens the database and makes what the doors and the jobs share; `isDraining` says that the server is stopping. */
export async function createParts(options: AppOptions, isDraining: () => boolean): Promise<Parts> {
  const { config, clock, log, version } = options
  const database = await openDatabase(
    databaseOf(config, (error) => log.warn({ err: error }, 'lost an idle database connection')),
    clock,
    (error) => log.error({ err: error }, 'telling of a commit failed'),
  )
  const unsafe = await unsafeSettings(database.sql, database.dialect)
  if (unsafe.length > 0) log.warn({ settings: unsafe }, whyUnsafe(unsafe))
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
    proxies: config.TRUST_PROXY,
    authenticate: (db, token) => authenticate(db, keys, token),
    marker: new Marker(database),
    ...composeRouting(database, log),
    indexing: composeIndexing(database, log, metrics),
    decider: composeDecider({ database, metrics, log }),
    counter: composeCounter(database, log, metrics),
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

const composeDecider = ({ database, metrics, log }: Pick<Parts, 'database' | 'metrics' | 'log'>) =>
  createDecider({
    database,
    onError: (error) => log.warn({ err: error }, 'deciding on notifications failed; trying again'),
    onLeftOut({ seq, kind }, error) {
      metrics.notificationsLeftOut.inc({ kind })
      log.error({ err: error, seq, kind }, 'nobody was notified of an event that cannot be decided')
    },
  })

function composeRouting(database: Database, log: Logger) {
  const onError = (error: unknown) => log.warn({ err: error }, 'routing failed; trying again')
  return {
    presence: new Presence({ database, onError }),
    assigner: new Assigner({ database, onError }),
  }
}

const composeIndexing = (database: Database, log: Logger, metrics: Parts['metrics']) =>
  new Indexing({
    database,
    onError: (error) => log.warn({ err: error }, 'indexing for search failed; trying again'),
    onIndexed: (lagMs) => metrics.searchLagSeconds.observe(lagMs / 1_000),
  })

const composeCounter = (database: Database, log: Logger, metrics: Parts['metrics']) =>
  createCounter({
    database,
    onCounted: (oldestAt) =>
      metrics.reportsLagSeconds.observe(
        Math.max(0, database.clock.now().getTime() - Date.parse(oldestAt)) / 1_000,
      ),
    onError: (error) => log.warn({ err: error }, 'counting for reports failed; trying again'),
  })

/** What commits messages in groups and measures it. */
export const composeSender = ({ database, metrics }: Parts): Sender =>
  new Sender(database, (size, milliseconds) => {
    metrics.commitSize.observe(size)
    metrics.commitSeconds.observe(milliseconds / 1_000)
  })
