import type { AgentNotification, NotificationStanding } from '../contract/notifications.ts'
import { type Database, runHook, type Tx } from '../db/transaction.ts'

/** What changed for one agent by one commit. */
export interface Told extends NotificationStanding {
  agentId: string
  /** New ones, or ones that were read; in the order of their numbers. */
  changed: AgentNotification[]
  isNew: boolean
}

export type Listener = (told: Told) => void

const listeners = new WeakMap<Database, Set<Listener>>()

/** Hears of every change that this process commits; what others commit is told to their sockets by them. */
export function onTold(database: Database, listener: Listener): void {
  const known = listeners.get(database) ?? new Set()
  listeners.set(database, known.add(listener))
}

/** Tells of a change once it is on disk. */
export function tellOf(tx: Tx, told: Told): void {
  tx.afterCommit(() => {
    for (const listener of listeners.get(tx.database) ?? [])
      runHook(tx.database, () => listener(told))
  })
}
