import pg from 'pg'

const SIDE_CONNECTIONS = 2
const PATIENCE_MS = 5_000

/**
 * A few connections beside those of the queries, for libraries that bring statements of their own. What they do is
 * never worth waiting for long, and must not wait for a connection that a transaction holds.
 */
export function openSidePool(url: string, onIdleError: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: SIDE_CONNECTIONS,
    application_name: 'frontdesk',
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: PATIENCE_MS,
  })
  pool.on('error', onIdleError)
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/** A connection of its own that listens for notifications. */
export const listeningClient = (url: string): pg.Client =>
  new pg.Client({
    connectionString: url,
    application_name: 'frontdesk',
    connectionTimeoutMillis: PATIENCE_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: PATIENCE_MS,
  })
