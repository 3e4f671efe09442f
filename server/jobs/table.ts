/** A durable side effect, written in the transaction that causes it and run at least once. */
export interface JobTable {
  id: string
  kind: string
  /** JSON. */
  payload: string
  /** At most one waiting job has this key. */
  dedupeKey: string | null
  runAt: string
  attempts: number
  /** Until then a runner holds it. */
  leasedUntil: string | null
  lastError: string | null
  /** Set when it will not be tried again. */
  failedAt: string | null
  createdAt: string
}
