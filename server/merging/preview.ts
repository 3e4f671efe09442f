import type { MergePreview, UndoPreview } from '../contract/merging.ts'
import { findCustomer, viewCustomer } from '../customers/index.ts'
import type { Database } from '../db/transaction.ts'
import { problem } from '../problems.ts'
import { belongingsOf, laterBelongings, movedBelongings } from './belongings.ts'
import { FIELDS, standsFor } from './fields.ts'
import { findMerge } from './queries.ts'
import { viewMerge } from './view.ts'

/** What merging one customer into another would do. Throws `customer_not_found` or `merge_same_customer`. */
export async function previewMerge(
  { sql, reads }: Database,
  survivorId: string,
  mergedId: string,
): Promise<MergePreview> {
  const survivor = await findCustomer(sql, survivorId)
  const merged = await findCustomer(sql, mergedId)
  if (!survivor || !merged) throw problem('customer_not_found')
  if (survivor.id === merged.id) throw problem('merge_same_customer')
  return {
    survivor: viewCustomer(survivor),
    merged: viewCustomer(merged),
    fields: FIELDS.map((field) => ({
      field,
      survivor: survivor[field],
      merged: merged[field],
      stays: standsFor(survivor, merged, field),
    })),
    moves: await belongingsOf(reads, merged.id),
  }
}

/** What taking a merge back would do. Throws `customer_merge_not_found`. */
export async function previewUndo(
  { sql, reads, clock }: Database,
  id: string,
): Promise<UndoPreview> {
  const merge = await findMerge(sql, id)
  if (!merge) throw problem('customer_merge_not_found')
  return {
    merge: viewMerge(merge, clock.now().toISOString()),
    returns: await movedBelongings(reads, merge),
    stays: await laterBelongings(reads, merge),
  }
}
