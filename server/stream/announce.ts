import type { StreamEvent } from '../contract/events.ts'
import { type Database, runHook } from '../db/transaction.ts'

/**
 * Hears of committed events, in order and each once. `committedAt` is `performance.now()` of the moment this process
 * knew its own commit to be on disk; undefined for what another process committed.
 */
export type Listener = (events: StreamEvent[], committedAt: number | undefined) => void

const listeners = new WeakMap<Database, Set<Listener>>()

/** Tells every subscriber of this database, whatever befalls the others. Only the follower calls it. */
export function announce(
  database: Database,
  events: StreamEvent[],
  committedAt: number | undefined,
): void {
  for (const listener of listeners.get(database) ?? [])
    runHook(database, () => listener(events, committedAt))
}

/**
 * Hears of every commit, of this process and of the others; answers how to stop. Each process hears of the same facts,
 * so a listener tells only the sockets of its own (`namespace.local`).
 */
export function subscribe(database: Database, listener: Listener): () => void {
  const known = listeners.get(database) ?? new Set()
  listeners.set(database, known.add(listener))
  return () => void known.delete(listener)
}
