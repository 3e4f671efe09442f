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
  /** `notified` follows `event`: how far it is decided who is told. */
  name: 'event' | 'notified' | 'ticket'
  value: number
}
