import { isUniqueViolation } from '../db/conflict.ts'
import type { Tx } from '../db/transaction.ts'
import { problem } from '../problems.ts'
import { append } from '../stream/index.ts'
import { recordActivity } from '../timeline/index.ts'
import type { FieldValues } from './fields.ts'
import type { CustomerRow } from './queries.ts'
import { searchText } from './search.ts'
import { viewCustomer } from './view.ts'

/** What an edit changed: `fields.…` are the workspace's own. */
export type Changes = Record<string, { from: unknown; to: unknown }>

const SHOWN = ['email', 'name', 'phone', 'company'] as const

/** What is different between two states of a customer. */
export function changesBetween(before: CustomerRow, after: CustomerRow): Changes {
  const changes: Changes = {}
  for (const field of SHOWN)
    if (before[field] !== after[field]) changes[field] = { from: before[field], to: after[field] }
  if (before.fields === after.fields) return changes
  const [from, to] = [before, after].map((row) => JSON.parse(row.fields) as FieldValues)
  for (const key of new Set([...Object.keys(from ?? {}), ...Object.keys(to ?? {})]))
    if (from?.[key] !== to?.[key])
      changes[`fields.${key}`] = { from: from?.[key] ?? null, to: to?.[key] ?? null }
  return changes
}

/** The next version of a customer, edited now. */
export const revised = (tx: Tx, before: CustomerRow, wanted: CustomerRow): CustomerRow => ({
  ...wanted,
  searchText: searchText(wanted),
  version: before.version + 1,
  updatedAt: tx.now,
})

/** Writes a customer anew and tells of it; throws `email_taken`. */
export async function saveRevised(tx: Tx, after: CustomerRow): Promise<CustomerRow> {
  const { id, createdAt: _, mergedInto: __, ...columns } = after
  try {
    await tx.sql.updateTable('customers').set(columns).where('id', '=', id).execute()
  } catch (error) {
    throw isUniqueViolation(error) ? problem('email_taken') : error
  }
  append(tx, {
    kind: 'customer.updated',
    refs: { customerId: id },
    body: { customer: viewCustomer(after) },
  })
  return after
}

/** Notes on the timeline what somebody changed, from what to what. */
export async function recordChanges(
  tx: Tx,
  { id }: CustomerRow,
  changes: Changes,
  byId: string,
): Promise<void> {
  const changed = Object.keys(changes)
  await recordActivity(tx, {
    customerId: id,
    type: 'customer_updated',
    description: `Customer updated: ${changed.join(', ')}`,
    metadata: { changed, changes, byId },
  })
}
