import type { CustomerRow } from '../customers/index.ts'
import { amongIds, insertRows } from '../db/bulk.ts'
import type { Tx } from '../db/transaction.ts'
import type { MergeRow } from './queries.ts'
import { joinedTags, listed } from './save.ts'

const ROWS = { table: 'customer_merge_rows', columns: ['mergeId', 'kind', 'rowId'] }
const KIND = 'customerTags'

/** The tags of both. Those the survivor gets by the merge are written down; the other one keeps theirs for the way back. */
export async function uniteTags(
  tx: Tx,
  mergeId: string,
  { survivor, merged }: { survivor: CustomerRow; merged: CustomerRow },
): Promise<string> {
  const own = listed(survivor.tagIds)
  const added = listed(merged.tagIds).filter((id) => !own.includes(id))
  const rows = added.map((rowId) => ({ mergeId, kind: KIND, rowId }))
  await insertRows(tx.sql, tx.database.dialect, ROWS, rows)
  return joinedTags([...own, ...added])
}

/** The survivor's tags without those they have by this merge alone; a later one that brings a tag too answers for it then. */
export async function tagsWithout(
  tx: Tx,
  merge: MergeRow,
  { survivor, later }: { survivor: CustomerRow; later: readonly MergeRow[] },
): Promise<string> {
  const rows = await tx.sql
    .selectFrom('customerMergeRows')
    .select('rowId')
    .where('mergeId', '=', merge.id)
    .where('kind', '=', KIND)
    .execute()
  const left = new Set(listed(survivor.tagIds))
  const tagsOf = await tagsOfMerged(tx, later)
  for (const { rowId } of rows) {
    const next = later.find((one) => tagsOf.get(one.mergedId)?.includes(rowId))
    if (!next) left.delete(rowId)
    else
      await insertRows(tx.sql, tx.database.dialect, ROWS, [{ mergeId: next.id, kind: KIND, rowId }])
  }
  return joinedTags(left)
}

async function tagsOfMerged(tx: Tx, merges: readonly MergeRow[]): Promise<Map<string, string[]>> {
  const ids = merges.map(({ mergedId }) => mergedId)
  const rows = await tx.sql
    .selectFrom('customers')
    .select(['id', 'tagIds'])
    .where(amongIds(tx.database.dialect, 'id', ids))
    .execute()
  return new Map(rows.map(({ id, tagIds }) => [id, listed(tagIds)]))
}
