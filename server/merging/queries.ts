import type { Selectable } from 'kysely'
import { type CustomerRow, isBeingErased } from '../customers/index.ts'
import { amongIds } from '../db/bulk.ts'
import type { Sql, Tx } from '../db/transaction.ts'
import { isId } from '../ids.ts'
import type { CustomerMergeTable } from './table.ts'

export type MergeRow = Selectable<CustomerMergeTable>
export type ShownMerge = MergeRow & {
  mergedName: string
  agentName: string
}

const shown = (sql: Sql) =>
  sql
    .selectFrom('customerMerges')
    .innerJoin('customers', 'customers.id', 'customerMerges.mergedId')
    .innerJoin('users', 'users.id', 'customerMerges.madeBy')
    .selectAll('customerMerges')
    .select(['customers.name as mergedName', 'users.name as agentName'])
    .where('undoneAt', 'is', null)

/** The merges into a customer that stand, the latest first. */
export const standingMerges = (sql: Sql, survivorId: string): Promise<ShownMerge[]> =>
  shown(sql).where('survivorId', '=', survivorId).orderBy('customerMerges.id', 'desc').execute()

/** A merge that stands, or undefined. */
export const findMerge = async (sql: Sql, id: string): Promise<ShownMerge | undefined> =>
  isId(id) ? shown(sql).where('customerMerges.id', '=', id).executeTakeFirst() : undefined

/** Takes what a merge changes for this transaction, in the order everybody takes it: chats before their customers. Who is being erased is not there. */
export async function lockPair(
  tx: Tx,
  { survivorId, mergedId }: Pick<MergeRow, 'survivorId' | 'mergedId'>,
  holderId: string,
): Promise<{ survivor: CustomerRow | undefined; merged: CustomerRow | undefined }> {
  const isShared = tx.database.dialect === 'postgres'
  if (isShared)
    await tx.sql
      .selectFrom('conversations')
      .select('id')
      .where('customerId', '=', holderId)
      .orderBy('id')
      .forUpdate()
      .execute()
  const rows = await tx.sql
    .selectFrom('customers')
    .selectAll()
    .where(amongIds(tx.database.dialect, 'id', [survivorId, mergedId].filter(isId)))
    .orderBy('id')
    .$if(isShared, (query) => query.forUpdate())
    .execute()
  const find = async (id: string) => {
    const row = rows.find((one) => one.id === id)
    return row && (await isBeingErased(tx, id)) ? undefined : row
  }
  return { survivor: await find(survivorId), merged: await find(mergedId) }
}
