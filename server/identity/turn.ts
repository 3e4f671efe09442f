import type { Tx } from '../db/transaction.ts'

/**
 * Waits until nobody else is changing who is admin, and lets nobody until the transaction ends: of two first visits
 * only one makes an admin, and two admins who demote each other leave one. A row of `users` is locked before, not after.
 */
export const waitForOthers = (tx: Tx) =>
  tx.sql
    .updateTable('counters')
    .set((row) => ({ value: row.ref('value') }))
    .where('name', '=', 'event')
    .execute()
