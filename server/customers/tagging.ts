import { amongIds, insertRows } from '../db/bulk.ts'
import type { Tx } from '../db/transaction.ts'
import { recordActivity } from '../timeline/index.ts'
import type { CustomerRow } from './queries.ts'
import { saveRevised } from './revise.ts'
import { tagsOf } from './view.ts'

const TAGGED = { table: 'customer_tags', columns: ['tagId', 'customerId'] }

/** Tags to put on, and tags to take off. The caller makes sure that they exist until the transaction ends. */
interface Retagging {
  add: readonly string[]
  remove: readonly string[]
}

/** Marks a customer, whom the caller holds, with tags and takes others off; nothing new changes nothing. */
export async function tagCustomer(
  tx: Tx,
  before: CustomerRow,
  { add, remove }: Retagging,
  byId: string | null,
): Promise<CustomerRow> {
  const from = tagsOf(before)
  const to = [...new Set([...from.filter((id) => !remove.includes(id)), ...add])].toSorted()
  const tagIds = to.join(',')
  if (tagIds === before.tagIds) return before
  await tx.sql.deleteFrom('customerTags').where('customerId', '=', before.id).execute()
  const rows = to.map((tagId) => ({ tagId, customerId: before.id }))
  await insertRows(tx.sql, tx.database.dialect, TAGGED, rows)
  // A tag is no edit of who they are: what an agent edits meanwhile is not out of date by it.
  const after = await saveRevised(tx, { ...before, tagIds })
  await recordActivity(tx, {
    customerId: before.id,
    type: 'customer_tagged',
    description: 'Tags changed',
    metadata: {
      added: to.filter((id) => !from.includes(id)),
      removed: from.filter((id) => !to.includes(id)),
      byId,
    },
  })
  return after
}

/** Takes up to `limit` customers that have a tag for this transaction, in the order of their ids. */
export async function lockTaggedCustomers(
  tx: Tx,
  tagId: string,
  limit: number,
): Promise<CustomerRow[]> {
  const found = await tx.sql
    .selectFrom('customerTags')
    .select('customerId')
    .where('tagId', '=', tagId)
    .orderBy('customerId')
    .limit(limit)
    .execute()
  const ids = found.map((row) => row.customerId)
  if (ids.length === 0) return []
  return tx.sql
    .selectFrom('customers')
    .selectAll()
    .where(amongIds(tx.database.dialect, 'id', ids))
    .orderBy('id')
    .$if(tx.database.dialect === 'postgres', (query) => query.forNoKeyUpdate())
    .execute()
}
