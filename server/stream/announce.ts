import type { StreamEvent } from '../contract/events.ts'
import { type Database, runHook } from '../db/transaction.ts'

/** Hears of the events of one commit, in order, after it is on disk (`performance.now()` of that moment). */
export type Listener = (events: StreamEvent[], committedAt: number) => void

const listeners = new WeakMap<Database, Set<Listener>>()

/** Tells every subscriber of this database, whatever befalls the others. Only `append` calls it, after a commit. */
export function announce(database: Database, events: StreamEvent[]): void {
  const committedAt = performance.now()
  for (const listener of listeners.get(database) ?? [])
    runHook(database, () => listener(events, committedAt))
}

/** Hears of every commit made by this process; answers how to stop. */
export function subscribe(database: Database, listener: Listener): () => void {
  const known = listeners.get(database) ?? new Set()
  listeners.set(database, known.add(listener))
  return () => void known.delete(listener)
}
