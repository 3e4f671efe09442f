import type { z } from 'zod'
import type { DismissBody } from '../contract/duplicates.ts'
import { findCustomer } from '../customers/index.ts'
import type { Tx } from '../db/transaction.ts'
import { problem } from '../problems.ts'
import { pairOf } from './queries.ts'

/** Keeps two customers from being suggested again. Throws `customer_not_found`. */
export async function dismiss(
  tx: Tx,
  { survivorId, otherId }: z.output<typeof DismissBody>,
  dismissedBy: string,
): Promise<void> {
  const one = await findCustomer(tx.sql, survivorId)
  const other = await findCustomer(tx.sql, otherId)
  if (!one || !other || one.id === other.id) throw problem('customer_not_found')
  const [firstId, secondId] = pairOf(one.id, other.id)
  await tx.sql
    .insertInto('duplicateDismissals')
    .values({ firstId, secondId, dismissedBy, dismissedAt: tx.now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Takes that back: the two may be suggested again. */
export async function restore(
  tx: Tx,
  { survivorId, otherId }: z.output<typeof DismissBody>,
): Promise<void> {
  const [firstId, secondId] = pairOf(survivorId, otherId)
  await tx.sql
    .deleteFrom('duplicateDismissals')
    .where('firstId', '=', firstId)
    .where('secondId', '=', secondId)
    .execute()
}
