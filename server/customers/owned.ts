import type { Tx } from '../db/transaction.ts'
import { lockCustomer } from './queries.ts'

/**
 * Takes something of a customer's for this transaction, and the customer before it, as a merge takes them. `find` reads it,
 * `lock` takes its row. Undefined where it is not there, or its customer is being erased: that is as good as gone.
 */
export async function lockOwned<T extends { customerId: string }>(
  tx: Tx,
  { find, lock }: { find: () => Promise<T | undefined>; lock: () => Promise<void> },
): Promise<T | undefined> {
  for (let known = await find(); known;) {
    const customer = await lockCustomer(tx, known.customerId)
    if (customer) await lock()
    // Read once it is held: who waited for it sees what was committed meanwhile.
    const now = await find()
    if (customer && now?.customerId === customer.id) return now
    if (!customer && now?.customerId === known.customerId) return undefined
    // It has become another's meanwhile.
    known = now
  }
  return undefined
}
