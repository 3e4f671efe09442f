/** A committed fact. `refs` and `body` are JSON. */
export interface EventTable {
  seq: number
  at: string
  kind: string
  refs: string
  body: string
}

/** Counters that advance inside the transaction that uses them, so that none is burnt by a rollback. */
export interface CounterTable {
  /** `notified` and `counted` follow `event`: how far it is decided who is told, and what reports have counted. */
  name: 'event' | 'notified' | 'counted' | 'fact' | 'ticket'
  value: number
}
