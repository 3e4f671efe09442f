import {
  type Belonging,
  companyNamed,
  type CustomerRow,
  indexFields,
  searchText,
} from '../customers/index.ts'
import { insertRows } from '../db/bulk.ts'
import type { Tx } from '../db/transaction.ts'
import type { Fields } from './fields.ts'

interface Becomes {
  fields: Fields
  mergedInto: string | null
  /** Absent: as they are. */
  tagIds?: string
  /** Absent: as the name of the company says. */
  belonging?: Belonging
}

/** Saves what a customer is after a merge or its undo. */
export async function saveCustomer(
  tx: Tx,
  before: CustomerRow,
  { fields: { own, ...shown }, mergedInto, tagIds = before.tagIds, belonging }: Becomes,
): Promise<CustomerRow> {
  const belongs = belonging ?? (await belongingTo(tx, before, shown.company))
  const after = await tx.sql
    .updateTable('customers')
    .set({
      ...shown,
      ...belongs,
      fields: JSON.stringify(own),
      tagIds,
      searchText: searchText({ ...shown, ...belongs }),
      version: before.version + 1,
      mergedInto,
      updatedAt: tx.now,
    })
    .where('id', '=', before.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await indexFields(tx, before.id, own)
  if (tagIds !== before.tagIds) await saveTags(tx, after)
  return after
}

// The company goes with its name.
async function belongingTo(tx: Tx, before: CustomerRow, company: string | null) {
  if (company === before.company) return {}
  if (company === null) return { companyId: null, companyBy: null }
  return companyNamed(tx, company, before.id)
}

const TAGGED = { table: 'customer_tags', columns: ['tagId', 'customerId'] }

async function saveTags(tx: Tx, { id: customerId, tagIds }: CustomerRow): Promise<void> {
  await tx.sql.deleteFrom('customerTags').where('customerId', '=', customerId).execute()
  const rows = listed(tagIds).map((tagId) => ({ tagId, customerId }))
  await insertRows(tx.sql, tx.database.dialect, TAGGED, rows)
}

/** The ids of tags as a list, and as they are kept. */
export const listed = (tagIds: string): string[] => (tagIds === '' ? [] : tagIds.split(','))
export const joinedTags = (ids: Iterable<string>): string => [...new Set(ids)].toSorted().join(',')
