import { Listeners } from '../db/listeners.ts'
import type { Database, Sql, Tx } from '../db/transaction.ts'
import { problem } from '../problems.ts'

/** By what a visitor may be blocked. */
export interface Blockable {
  customerId: string
  /** Their browser's. */
  visitorId: string | null
  /** 1 when the site's signature says that they are that customer. */
  isVerified: number
}

/** Throws `visitor_blocked`, with the seconds to wait where that helps. */
export async function refuseBlocked(sql: Sql, visitor: Blockable, now: string): Promise<void> {
  const blocks = await sql
    .selectFrom('visitorBlocks')
    .select('until')
    .where((row) =>
      row.or([
        // Whoever only types an address brings no block upon whom it belongs to.
        row('kind', '=', 'customer')
          .and('value', '=', visitor.customerId)
          .and('isVerified', '>=', visitor.isVerified),
        row('kind', '=', 'visitor').and('value', '=', visitor.visitorId ?? ''),
      ]),
    )
    .where((row) => row.or([row('until', 'is', null), row('until', '>', now)]))
    .execute()
  if (blocks.length === 0) return
  if (blocks.some(({ until }) => until === null)) throw problem('visitor_blocked')
  const last = Math.max(...blocks.map(({ until }) => Date.parse(until ?? now)))
  throw problem('visitor_blocked', { retryAfter: Math.ceil((last - Date.parse(now)) / 1_000) })
}

type Blocked = [sessionIds: readonly string[]]

const listeners = new Listeners<Blocked>()

/** Hears of the sessions whose visitors were blocked, so that their sockets can be cut. */
export function onBlocked(database: Database, listener: (...blocked: Blocked) => void): void {
  listeners.add(database, listener)
}

/** Tells, once it is committed, that the visitors of these sessions may not chat any more. */
export const announceBlocked = (tx: Tx, ...blocked: Blocked): void =>
  listeners.tellAfter(tx, ...blocked)
