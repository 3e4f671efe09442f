import type { z } from 'zod'
import type { FieldValue } from '../contract/customer-fields.ts'
import { folded } from '../contract/text.ts'
import { listFields, mistakeIn } from '../customer-fields/index.ts'
import { insertRows } from '../db/bulk.ts'
import type { Tx } from '../db/transaction.ts'
import { problem } from '../problems.ts'

/** The values of the workspace's own fields, by the fields' keys. */
export type FieldValues = Record<string, string | number | boolean>

const VALUES = {
  table: 'customer_values',
  columns: ['customerId', 'fieldId', 'textKey', 'numberValue'],
}

// Longer than what anybody compares, and short enough for an index.
const KEY_MAX = 200

/**
 * The values of a customer after some were set: null and blank take one away. Throws `validation_failed` for a field
 * that is not there or no longer used, and for a value that does not fit.
 */
export async function checkedFields(
  tx: Tx,
  before: FieldValues,
  wanted: Record<string, FieldValue> | undefined,
): Promise<FieldValues> {
  if (wanted === undefined || Object.keys(wanted).length === 0) return before
  const known = new Map((await listFields(tx.sql)).map((field) => [field.key, field]))
  const after = { ...before }
  const issues: z.core.$ZodIssue[] = []
  for (const [key, given] of Object.entries(wanted)) {
    const value = typeof given === 'string' ? given.trim() : given
    const field = known.get(key)
    const mistake = !field || field.isArchived ? 'is not a field of this workspace' : undefined
    const isGone = value === null || value === ''
    const message = mistake ?? (field && !isGone ? mistakeIn(field, value) : undefined)
    if (message) issues.push({ code: 'custom', path: ['fields', key], message, input: value })
    else if (isGone) delete after[key]
    else after[key] = value
  }
  if (issues.length > 0) throw problem('validation_failed', { issues })
  return after
}

/** Of values that once fitted their fields those that still do. */
export async function stillFitting(tx: Tx, values: FieldValues): Promise<FieldValues> {
  if (Object.keys(values).length === 0) return values
  const used = (await listFields(tx.sql)).filter(({ isArchived }) => !isArchived)
  const fits = ([key, value]: [string, FieldValues[string]]) =>
    used.some((field) => field.key === key && mistakeIn(field, value) === undefined)
  return Object.fromEntries(Object.entries(values).filter(fits))
}

/** A value as searches compare it. */
export function indexed(value: string | number | boolean) {
  const text = folded(String(value)).slice(0, KEY_MAX)
  return { textKey: text, numberValue: typeof value === 'number' ? value : null }
}

/** Writes a customer's values once more, so that people are found by them; those of before are replaced. */
export async function indexFields(tx: Tx, customerId: string, values: FieldValues): Promise<void> {
  await tx.sql.deleteFrom('customerValues').where('customerId', '=', customerId).execute()
  const entries = Object.entries(values)
  if (entries.length === 0) return
  const ids = new Map((await listFields(tx.sql)).map(({ key, id }) => [key, id]))
  const rows = entries.map(([key, value]) => ({
    customerId,
    fieldId: ids.get(key),
    ...indexed(value),
  }))
  await insertRows(tx.sql, tx.database.dialect, VALUES, rows)
}
