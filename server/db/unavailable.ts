const QUERY_CANCELED = '57014'

// Connections that cannot be made, as Node names it.
const NODE = new Set(['EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND'])

// Connections that were lost, as Node names it, Postgres (class 08, or as it shuts down) and pg, without a code.
const CUT = /^(ECONNRESET|EPIPE|ETIMEDOUT|08\w{3}|57P0[125])$/
const CUT_WORDS = /^Connection terminated|is not queryable$/

// Classes 53 (resources) and 58 (system) of Postgres; a statement that took too long; starting, or dropped; a standby;
// work that hung; work that others' work stood against.
const POSTGRES = /^(53|58)\w{3}$|^57014$|^57P0[34]$|^25006$|^25P03$|^40(001|P01)$/

const SQLITE = /^SQLITE_(BUSY|CANTOPEN|FULL|INTERRUPT|IOERR|READONLY)/

const NONE_FREE = 'timeout exceeded when trying to connect'

// What else pg and kysely say without a code.
const WORDS = /^Query read timeout$|^Postgres connection has been discarded$/

/** A statement took longer than anybody waits for its answer, or what was before it did. */
export class TookTooLong extends Error {
  override name = 'TookTooLong'
  readonly code = QUERY_CANCELED
}

const codeOf = (error: Error): string =>
  'code' in error && typeof error.code === 'string' ? error.code : ''

/** Whether Postgres ended a statement before it was done. */
export const wasEnded = (error: unknown): boolean =>
  error instanceof Error && codeOf(error) === QUERY_CANCELED

/** Whether no connection of a pool became free for as long as it lets anybody wait. */
export const gaveUpWaiting = (error: unknown): boolean =>
  error instanceof Error && error.message === NONE_FREE

/** Whether a connection that had been made was lost, rather than none to be had. */
export const wasCut = (error: unknown): boolean =>
  error instanceof Error && (CUT.test(codeOf(error)) || CUT_WORDS.test(error.message))

/** True when the database could not be reached or could not write: the same work may succeed later. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = codeOf(error)
  if (NODE.has(code) || POSTGRES.test(code) || SQLITE.test(code)) return true
  return wasCut(error) || gaveUpWaiting(error) || WORDS.test(error.message)
}
