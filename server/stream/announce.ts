import type { StreamEvent } from '../contract/events.ts'
import { Listeners } from '../db/listeners.ts'
import type { Database } from '../db/transaction.ts'

/**
 * Hears of committed events, in order and each once. `committedAt` is `performance.now()` of the moment this process
 * knew its own commit to be on disk; undefined for what another process committed.
 */
export type Listener = (...committed: Committed) => void
type Committed = [events: StreamEvent[], committedAt: number | undefined]

const listeners = new Listeners<Committed>()

/** Tells every subscriber of this database, whatever befalls the others. Only the follower calls it. */
export const announce = (database: Database, ...committed: Committed): void =>
  listeners.tell(database, ...committed)

/**
 * Hears of every commit, of this process and of the others; answers how to stop. Each process hears of the same facts,
 * so a listener tells only the sockets of its own (`namespace.local`).
 */
export const subscribe = (database: Database, listener: Listener): (() => void) =>
  listeners.add(database, listener)
