import type { Tx } from '../db/transaction.ts'
import { enqueue } from '../jobs/index.ts'
import { partnersOf } from './partners.ts'
import { idsToldOf } from '../timeline/index.ts'
import type { CustomerRow } from './queries.ts'

/** The job that removes from the stream what it says of deleted customers. */
export const FORGET_DELETED = 'forgetDeleted'

/** Has what the stream says of customers who are deleted now removed. To be called while their merges are known. */
export async function forgetLater(
  tx: Tx,
  customers: ReadonlyArray<Pick<CustomerRow, 'id' | 'createdAt'>>,
): Promise<void> {
  const ids = customers.map(({ id }) => id)
  const partners = JSON.stringify(await partnersOf(tx, ids))
  for (const { id, createdAt } of customers) {
    const told = async (what: 'tasks' | 'deals') =>
      JSON.stringify(await idsToldOf(tx.sql, tx.database.dialect, { what, customerIds: [id] }))
    const [taskIds, dealIds] = [await told('tasks'), await told('deals')]
    await tx.sql
      .insertInto('forgottenCustomers')
      .values({ customerId: id, since: createdAt, partners, taskIds, dealIds })
      .execute()
  }
  await enqueue(tx, { kind: FORGET_DELETED, dedupeKey: FORGET_DELETED })
}
