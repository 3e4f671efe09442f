import type { MergeCustomersBody } from '../contract/merging.ts'
import { type CustomerRow, viewCustomer } from '../customers/index.ts'
import type { Tx } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { problem } from '../problems.ts'
import { append } from '../stream/index.ts'
import { recordActivity } from '../timeline/index.ts'
import { moveBelongings } from './belongings.ts'
import { changesBetween, type Fields, fieldsOf, surviving } from './fields.ts'
import { lockPair } from './queries.ts'
import { saveCustomer } from './save.ts'
import { uniteTags } from './tags.ts'

export interface Merger {
  id: string
  name: string
}

/**
 * Makes one customer of two: everything of `customerId` becomes the survivor's, and the old id leads there. Answers the
 * merge's id. Throws `customer_not_found`, `merge_same_customer` or `customer_merged`.
 */
export async function mergeCustomers(
  tx: Tx,
  survivorId: string,
  { customerId, fields = {} }: MergeCustomersBody,
  by: Merger,
): Promise<string> {
  if (survivorId === customerId) throw problem('merge_same_customer')
  const pair = { survivorId, mergedId: customerId }
  const { survivor, merged } = await lockPair(tx, pair, customerId)
  if (!survivor || !merged) throw problem('customer_not_found')
  if (survivor.mergedInto !== null || merged.mergedInto !== null) throw problem('customer_merged')
  const after = surviving(fieldsOf(survivor), fieldsOf(merged), fields)
  const merge = { id: newId(), ...pair, madeAt: tx.now }
  await keep(tx, merge, { survivor, merged, after, by })
  await moveBelongings(tx, merge)
  await moveBlock(tx, merge)
  // An address is shown at one customer only.
  const nobody = { ...fieldsOf(merged), email: null }
  await saveCustomer(tx, merged, { fields: nobody, mergedInto: survivorId })
  const tagIds = await uniteTags(tx, merge.id, { survivor, merged })
  const saved = await saveCustomer(tx, survivor, { fields: after, mergedInto: null, tagIds })
  append(tx, {
    kind: 'customer.merged',
    refs: { customerId: survivorId },
    body: { customer: viewCustomer(saved), mergedId: customerId },
  })
  await recordActivity(tx, {
    customerId: survivorId,
    type: 'customer_merged',
    description: `Merged with ${merged.name}`,
    metadata: { mergeId: merge.id, name: merged.name, byId: by.id, byName: by.name },
  })
  return merge.id
}

type Merge = Parameters<typeof moveBelongings>[1]

const keep = (
  tx: Tx,
  merge: Merge,
  told: { survivor: CustomerRow; merged: CustomerRow; after: Fields; by: Merger },
) =>
  tx.sql
    .insertInto('customerMerges')
    .values({
      ...merge,
      madeBy: told.by.id,
      undoneAt: null,
      fields: JSON.stringify(changesBetween(fieldsOf(told.survivor), told.after)),
      before: JSON.stringify(fieldsOf(told.merged)),
    })
    .execute()

// Who may not chat may not as the survivor either; where that one is blocked already, it stays as it is.
async function moveBlock(tx: Tx, { id, survivorId, mergedId }: Merge): Promise<void> {
  const own = await blockOf(tx, survivorId)
  const block = await blockOf(tx, mergedId)
  if (own || !block) return
  await forgetBlocks(tx, survivorId)
  await tx.sql
    .updateTable('visitorBlocks')
    .set({ value: survivorId })
    .where('id', '=', block.id)
    .execute()
  await tx.sql
    .insertInto('customerMergeRows')
    .values({ mergeId: id, kind: 'visitorBlocks', rowId: block.id })
    .execute()
}

const blockOf = (tx: Tx, customerId: string) =>
  tx.sql
    .selectFrom('visitorBlocks')
    .select('id')
    .where('kind', '=', 'customer')
    .where('value', '=', customerId)
    .where((row) => row.or([row('until', 'is', null), row('until', '>', tx.now)]))
    .executeTakeFirst()

// One that is over is kept for a while, and there is room for one.
const forgetBlocks = (tx: Tx, customerId: string) =>
  tx.sql
    .deleteFrom('visitorBlocks')
    .where('kind', '=', 'customer')
    .where('value', '=', customerId)
    .execute()
