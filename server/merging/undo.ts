import { belongingAgain, type CustomerRow, viewCustomer } from '../customers/index.ts'
import type { Tx } from '../db/transaction.ts'
import { problem } from '../problems.ts'
import { append } from '../stream/index.ts'
import { recordActivity } from '../timeline/index.ts'
import { returnBelongings, toldBelongings } from './belongings.ts'
import { type Change, type Changes, type Fields, fieldsOf, taken } from './fields.ts'
import type { Merger } from './merge.ts'
import { findMerge, lockPair, type MergeRow, standingMerges } from './queries.ts'
import { saveCustomer } from './save.ts'
import { tagsWithout } from './tags.ts'
import { isUndoable } from './view.ts'

/**
 * Takes a merge back: whatever it moved is the other customer's again; what was added since stays with the survivor.
 * Throws `customer_merge_not_found`, `undo_expired`, or `customer_merged` while the survivor is itself merged into another.
 */
export async function undoMerge(tx: Tx, id: string, by: Merger): Promise<void> {
  const known = await findMerge(tx.sql, id)
  if (!known) throw problem('customer_merge_not_found')
  const { survivor, merged } = await lockPair(tx, known, known.survivorId)
  const merge = await findMerge(tx.sql, id)
  if (!merge || !survivor || !merged) throw problem('customer_merge_not_found')
  if (!isUndoable(merge, tx.now)) throw problem('undo_expired')
  if (survivor.mergedInto !== null) throw problem('customer_merged')
  await tx.sql
    .updateTable('customerMerges')
    // What they were is not kept longer than it can be needed.
    .set({ undoneAt: tx.now, fields: '{}', before: '{}' })
    .where('id', '=', id)
    .execute()
  await returnBelongings(tx, merge)
  await returnBlock(tx, merge)
  const later = await laterMerges(tx, merge)
  const fields = await fieldsWithout(tx, merge, { survivor, later })
  const before = JSON.parse(merge.before) as Fields
  const tagIds = await tagsWithout(tx, merge, { survivor, later })
  const email = await emailOf(tx, survivor.id, [fields.email, survivor.email])
  const rest = { mergedInto: null, tagIds }
  const left = await saveCustomer(tx, survivor, { fields: { ...fields, email }, ...rest })
  const own = { ...fieldsOf(merged), email: await emailOf(tx, merged.id, [before.email]) }
  const belonging = await belongingAgain(tx, merged, own.email)
  const back = await saveCustomer(tx, merged, { fields: own, mergedInto: null, belonging })
  await tellUndone(tx, { left, back, by })
}

async function tellUndone(
  tx: Tx,
  { left, back, by }: { left: CustomerRow; back: CustomerRow; by: Merger },
): Promise<void> {
  append(tx, {
    kind: 'customer.unmerged',
    refs: { customerId: left.id },
    body: {
      customer: viewCustomer(left),
      restored: viewCustomer(back),
      ...(await toldBelongings(tx, back.id)),
    },
  })
  for (const { own, other } of [
    { own: left, other: back },
    { own: back, other: left },
  ])
    await recordActivity(tx, {
      customerId: own.id,
      type: 'customer_unmerged',
      description: `Merging with ${other.name} undone`,
      metadata: { name: other.name, byId: by.id, byName: by.name },
    })
}

/** The merges into the same survivor that came after, in order. */
async function laterMerges(tx: Tx, merge: MergeRow): Promise<MergeRow[]> {
  const standing = await standingMerges(tx.sql, merge.survivorId)
  return standing.filter(({ id }) => id > merge.id).toReversed()
}

/** The survivor's fields as they would be had there been no such merge: a later one began from what this one left. */
async function fieldsWithout(
  tx: Tx,
  merge: MergeRow,
  { survivor, later }: { survivor: CustomerRow; later: readonly MergeRow[] },
): Promise<Fields> {
  const own: Changes = {}
  for (const [field, change] of Object.entries(JSON.parse(merge.fields) as Changes)) {
    const next = later.find((one) => field in (JSON.parse(one.fields) as Changes))
    if (!next) own[field] = change
    else await rebase(tx, next, field, change)
  }
  return taken(fieldsOf(survivor), own)
}

async function rebase(tx: Tx, next: MergeRow, field: string, change: Change): Promise<void> {
  const changes = JSON.parse(next.fields) as Changes
  const began = changes[field]
  if (began?.from !== change.to) return
  next.fields = JSON.stringify({ ...changes, [field]: { from: change.from, to: began.to } })
  await tx.sql
    .updateTable('customerMerges')
    .set({ fields: next.fields })
    .where('id', '=', next.id)
    .execute()
}

/** The first of these addresses that is the customer's, else the oldest they have. */
async function emailOf(
  tx: Tx,
  customerId: string,
  wanted: ReadonlyArray<string | null>,
): Promise<string | null> {
  const rows = await tx.sql
    .selectFrom('customerIdentities')
    .select('value')
    .where('customerId', '=', customerId)
    .where('kind', '=', 'email')
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
  const own = rows.map(({ value }) => value)
  return wanted.find((email) => email !== null && own.includes(email)) ?? own[0] ?? null
}

async function returnBlock(tx: Tx, { id, survivorId, mergedId }: MergeRow): Promise<void> {
  await tx.sql
    .updateTable('visitorBlocks')
    .set({ value: mergedId })
    .where('kind', '=', 'customer')
    .where('value', '=', survivorId)
    .where('id', 'in', (row) =>
      row
        .selectFrom('customerMergeRows')
        .select('rowId')
        .where('mergeId', '=', id)
        .where('kind', '=', 'visitorBlocks'),
    )
    .execute()
}
