import type { CustomerImport, ImportFailure, ImportMapping } from '../contract/imports.ts'
import type { Language } from '../contract/identity.ts'
import { problemText } from '../problems.ts'
import { fieldErrors } from '../words/fields.ts'
import type { ImportFailureRow, ShownImport } from './queries.ts'
import type { Reason } from './row.ts'

/** Why a row was not taken, in words. */
function reasonText(reason: Reason, language: Language): string {
  if ('code' in reason) return problemText(reason.code, language)
  return fieldErrors(reason.issues, language)
    .map(({ path, message }) => `${path}: ${message}`)
    .join('; ')
}

export const viewFailure = (row: ImportFailureRow, language: Language): ImportFailure => ({
  line: row.line,
  cells: JSON.parse(row.cells) as string[],
  message: reasonText(JSON.parse(row.reason) as Reason, language),
})

export const viewImport = (
  row: ShownImport,
  failures: readonly ImportFailureRow[],
  language: Language,
): CustomerImport => ({
  id: row.id,
  name: row.name,
  state: row.state,
  delimiter: row.delimiter as CustomerImport['delimiter'],
  columns: JSON.parse(row.columns) as string[],
  sample: JSON.parse(row.sample) as string[][],
  mapping: row.mapping === null ? null : (JSON.parse(row.mapping) as ImportMapping),
  rows: row.rows,
  created: row.created,
  updated: row.updated,
  unchanged: row.unchanged,
  failed: row.failed,
  failures: failures.map((one) => viewFailure(one, language)),
  madeBy: row.agentName,
  createdAt: row.createdAt,
  endedAt: row.endedAt,
})
