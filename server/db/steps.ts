import type { Database, Tx } from './transaction.ts'

/** Does something large in many transactions, until one says that there is no more. */
export async function inSteps(
  database: Database,
  some: (tx: Tx) => Promise<boolean>,
): Promise<void> {
  // SQLite commits without leaving this turn of the event loop: let the sockets be read before the next.
  for (let isMore = true; isMore; await new Promise(setImmediate))
    isMore = await database.transaction(some)
}
