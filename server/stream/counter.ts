import type { Tx } from '../db/transaction.ts'
import type { CounterTable } from './table.ts'

/**
 * Advances a counter by `by` and answers its new value. The row stays locked until the transaction ends, so numbers
 * are committed in order, and a rollback burns none.
 */
export async function advance(tx: Tx, name: CounterTable['name'], by: number): Promise<number> {
  const { value } = await tx.sql
    .updateTable('counters')
    .set((row) => ({ value: row('value', '+', by) }))
    .where('name', '=', name)
    .returning('value')
    .executeTakeFirstOrThrow()
  return value
}
