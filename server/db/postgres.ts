import { PostgresDialect } from 'kysely'
import pg from 'pg'

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

/** Postgres by pg. `onIdleError` hears of connections that die while nobody uses them. */
export const postgresDialect = (options: PostgresOptions): PostgresDialect => dialectOf(options, {})

// Few, so that however many search, the chat has the processors' attention; and nobody waits longer for an answer.
const SEARCHES = { max: 2, statement_timeout: 5_000 }

/** Connections of their own for searches: those of the chat are never among what a search waits for, or holds. */
export const searchingDialect = (options: PostgresOptions): PostgresDialect =>
  dialectOf(options, SEARCHES)

function dialectOf(
  { url, poolSize, onIdleError }: PostgresOptions,
  more: pg.PoolConfig,
): PostgresDialect {
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
  return new PostgresDialect({ pool })
}
