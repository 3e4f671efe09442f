import type { AgentNotification, NotificationStanding } from '../contract/notifications.ts'
import { Listeners } from '../db/listeners.ts'
import type { Database, Tx } from '../db/transaction.ts'

/** What changed for one agent by one commit. */
export interface Told extends NotificationStanding {
  agentId: string
  /** New ones, or ones that were read; in the order of their numbers. */
  changed: AgentNotification[]
  isNew: boolean
}

const listeners = new Listeners<[told: Told]>()

/** Hears of every change that this process commits; what others commit is told to their sockets by them. */
export function onTold(database: Database, listener: (told: Told) => void): void {
  listeners.add(database, listener)
}

/** Tells of a change once it is on disk. */
export const tellOf = (tx: Tx, told: Told): void => listeners.tellAfter(tx, told)
