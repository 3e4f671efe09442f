import { PostgresDialect } from 'kysely'
import pg from 'pg'

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
export function postgresDialect({ url, poolSize, onIdleError }: PostgresOptions): PostgresDialect {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    types,
    application_name: 'frontdesk',
  })
  pool.on('error', onIdleError)
  return new PostgresDialect({ pool })
}
