import type { Fact, Refs, StreamEvent } from '../contract/events.ts'
import { insertRows } from '../db/bulk.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { advance } from './counter.ts'
import { followerOf } from './follow.ts'

/** A fact before it has its place. */
export type NewEvent = Fact & { refs: Refs }

const EVENTS = { table: 'events', columns: ['seq', 'at', 'kind', 'refs', 'body'] } as const

const waiting = new WeakMap<Tx, NewEvent[]>()

/** What has to happen in the very transaction that a fact belongs to, or not at all. It may add facts. */
type Witness = (tx: Tx, facts: readonly NewEvent[]) => Promise<void>

const witnesses = new WeakMap<Database, Witness[]>()

/** Has `hear` called with the facts of each transaction of this process, before they are written. */
export function witness(database: Database, hear: Witness): void {
  witnesses.set(database, [...(witnesses.get(database) ?? []), hear])
}

/**
 * Adds a fact to the transaction. All of a transaction's facts are numbered and written together at its end, so that
 * the counter's lock is held as briefly as can be; they are announced after the commit.
 */
export function append(tx: Tx, event: NewEvent): void {
  const known = waiting.get(tx)
  if (known) {
    known.push(event)
    return
  }
  const events = [event]
  waiting.set(tx, events)
  tx.beforeCommit(async () => {
    for (const hear of witnesses.get(tx.database) ?? []) await hear(tx, [...events])
    const placed = await write(tx, events)
    tx.afterCommit(() => followerOf(tx.database).committed(placed))
  })
}

async function write(tx: Tx, facts: NewEvent[]): Promise<StreamEvent[]> {
  const head = await advance(tx, 'event', facts.length)
  const first = head - facts.length + 1
  followerOf(tx.database).place(first)
  const events = facts.map((fact, index): StreamEvent => ({
    ...fact,
    seq: first + index,
    at: tx.now,
  }))
  await insertRows(tx.sql, tx.database.dialect, EVENTS, events)
  return events
}
