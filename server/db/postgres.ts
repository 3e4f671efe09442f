import { availableParallelism } from 'node:os'
import {
  type Driver,
  PostgresAdapter,
  PostgresDialect,
  type PostgresDialectConfig,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely'
import pg from 'pg'
import { type Lane, openLane, type Read, type Reading } from './lane.ts'
import { PipelineDriver } from './pipeline.ts'
import { RenewingDriver } from './renewing-driver.ts'
import { gaveUpWaiting, TookTooLong, wasEnded } from './unavailable.ts'

// Long enough for any wait on a lock or a busy pool; a server that says nothing at all is given up then.
const QUERY_MS = 30_000
const CONNECT_MS = 10_000
// A process that hangs in the middle of its work must not keep the others from theirs: Postgres ends that work.
const HANG_MS = 5_000

const TYPE_INT8 = 20
const TYPE_TIMESTAMPTZ = 1184
const TYPE_JSONB = 3802

// Counts fit a double; times are ISO text and JSON is text, as on SQLite.
const parsers: Record<number, (text: string) => unknown> = {
  [TYPE_INT8]: Number,
  [TYPE_TIMESTAMPTZ]: (text) => new Date(text).toISOString(),
  [TYPE_JSONB]: (text) => text,
}

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    parsers[oid] ?? pg.types.getTypeParser(oid, format),
}

/** How to reach Postgres: an address and how many connections this process may hold. */
export interface PostgresOptions {
  url: string
  poolSize: number
  onIdleError: (error: Error) => void
}

// What is acknowledged is on disk, whatever the database, or the account, is set to.
const DURABLE = '-c synchronous_commit=on'

class ChatDialect extends PostgresDialect {
  readonly #poolSize: number

  constructor(config: PostgresDialectConfig, poolSize: number) {
    super(config)
    this.#poolSize = poolSize
  }

  override createDriver(): Driver {
    return new PipelineDriver(new RenewingDriver(super.createDriver(), this.#poolSize))
  }
}

/**
 * Postgres by pg. `onIdleError` hears of connections that die while nobody uses them; a transaction that is given one
 * whose end was not heard of yet begins on another.
 */
export const postgresDialect = (options: PostgresOptions): PostgresDialect =>
  new ChatDialect(
    { pool: openPool(options, { options: DURABLE, pipeline: true }) },
    options.poolSize,
  )

// Few connections each, so that however many ask, the chat has the processors' attention; and none is kept busy for
// longer than anybody waits for an answer. The time to connect is also that to wait for one of them: some of their
// statements may be before one's own. A search has many short statements, which must not take the half of the processors
// (taken to be as many as here) that is the chat's; a report has two long ones, and somebody waits for both.
const LANES = {
  searches: {
    max: Math.min(4, Math.max(1, availableParallelism() >> 1)),
    statement_timeout: 5_000,
    connectionTimeoutMillis: 15_000,
  },
  reports: { max: 2, statement_timeout: 15_000, connectionTimeoutMillis: 60_000 },
} as const satisfies Record<string, pg.PoolConfig>

/** What is asked of Postgres on connections of its own. */
export type PostgresLane = keyof typeof LANES

// One processor for each statement, none of it spent on compiling what is over sooner, and room to sort a year.
const MANNERS = '-c max_parallel_workers_per_gather=0 -c jit=off -c work_mem=64MB'

/** Connections of their own: those of the chat are never among what such a query waits for, or holds. */
export const openPostgresLane = (
  options: PostgresOptions,
  kind: PostgresLane,
  cancel: PostgresReads['cancel'],
): Lane =>
  openLane(
    new PostgresReads(
      openPool(options, {
        ...LANES[kind],
        application_name: `frontdesk ${kind}`,
        options: MANNERS,
      }),
      cancel,
    ),
    {
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createAdapter: () => new PostgresAdapter(),
      createIntrospector: (db) => new PostgresIntrospector(db),
    },
  )

// The number by which Postgres knows a connection; pg does not tell of it in its types.
type Connection = pg.PoolClient & { processID: number }

/** Does the statements of a lane on the connections of a pool, each on whichever is free. */
export class PostgresReads implements Reading {
  readonly #pool: pg.Pool
  /** Ends what a connection does, over another one. */
  readonly cancel: (processId: number) => Promise<void>

  constructor(pool: pg.Pool, cancel: (processId: number) => Promise<void>) {
    this.#pool = pool
    this.cancel = cancel
  }

  async read({ text, parameters }: Read, signal: AbortSignal | undefined): Promise<unknown[]> {
    const client = await this.#connect()
    let ending: Promise<void> | undefined
    const end = () => {
      ending = this.cancel(client.processID)
    }
    try {
      signal?.throwIfAborted()
      signal?.addEventListener('abort', end, { once: true })
      return (await client.query(text, [...parameters])).rows
    } catch (error) {
      signal?.throwIfAborted()
      throw wasEnded(error) ? new TookTooLong('a read took too long', { cause: error }) : error
    } finally {
      signal?.removeEventListener('abort', end)
      // Or it would end what the next one asks.
      await ending
      client.release()
    }
  }

  async #connect(): Promise<Connection> {
    try {
      return (await this.#pool.connect()) as Connection
    } catch (error) {
      throw gaveUpWaiting(error)
        ? new TookTooLong('a read waited too long', { cause: error })
        : error
    }
  }

  close(): Promise<void> {
    return this.#pool.end()
  }
}

function openPool({ url, poolSize, onIdleError }: PostgresOptions, more: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    types,
    application_name: 'frontdesk',
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: QUERY_MS,
    idle_in_transaction_session_timeout: HANG_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: CONNECT_MS,
    ...more,
  })
  pool.on('error', onIdleError)
  // A connection that dies while in use fails its query, which tells of it; unheard, the event would end the process.
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}
