const QUERY_CANCELED = '57014'

// Connections that cannot be made or were lost, as Node names them.
const NODE = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
])

// Classes 08 (connection), 53 (resources) and 58 (system) of Postgres; a statement that took too long; shutting down or
// starting; a standby; work that hung; work that others' work stood against.
const POSTGRES = /^(08|53|58)\w{3}$|^57014$|^57P0[1-5]$|^25006$|^25P03$|^40(001|P01)$/

const SQLITE = /^SQLITE_(BUSY|CANTOPEN|FULL|INTERRUPT|IOERR|READONLY)/

const NONE_FREE = 'timeout exceeded when trying to connect'

// What else pg, its pool and kysely say without a code.
const WORDS =
  /^Connection terminated|^Query read timeout$|is not queryable$|^Postgres connection has been discarded$/

/** A statement took longer than anybody waits for its answer, or what was before it did. */
export class TookTooLong extends Error {
  override name = 'TookTooLong'
  readonly code = QUERY_CANCELED
}

/** Whether Postgres ended a statement before it was done. */
export const wasEnded = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === QUERY_CANCELED

/** Whether no connection of a pool became free for as long as it lets anybody wait. */
export const gaveUpWaiting = (error: unknown): boolean =>
  error instanceof Error && error.message === NONE_FREE

/** True when the database could not be reached or could not write: the same work may succeed later. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (NODE.has(code) || POSTGRES.test(code) || SQLITE.test(code)) return true
  return gaveUpWaiting(error) || WORDS.test(error.message)
}
