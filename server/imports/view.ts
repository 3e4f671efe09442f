import type { CustomerImport, ImportFailure, ImportMapping } from '../contract/imports.ts'
import type { Language } from '../contract/identity.ts'
import { problemText } from '../problems.ts'
import { fieldErrors } from '../words/fields.ts'
import { targetText } from '../words/imports.ts'
import type { ImportFailureRow, ImportRow, ShownImport } from './queries.ts'
import type { Reason } from './row.ts'

/** Why a row was not taken, in words: what is wrong in a column is said of it by the name it has in the file. */
function reasonText(
  reason: Reason,
  { columns, mapping }: Pick<ImportRow, 'columns' | 'mapping'>,
  language: Language,
): string {
  if ('code' in reason) return problemText(reason.code, language)
  const names = JSON.parse(columns) as string[]
  const { targets } = JSON.parse(mapping ?? '{"targets":[]}') as ImportMapping
  return fieldErrors(reason.issues, language)
    .map(({ path, message }) => {
      const name = names[targets.findIndex((target) => target === path)]?.trim()
      return `${name || targetText(path, language)}: ${message}`
    })
    .join('; ')
}

export const viewFailure = (
  row: ImportFailureRow,
  of: Pick<ImportRow, 'columns' | 'mapping'>,
  language: Language,
): ImportFailure => ({
  line: row.line,
  cells: JSON.parse(row.cells) as string[],
  message: reasonText(JSON.parse(row.reason) as Reason, of, language),
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
  repeated: row.repeated,
  newTags: JSON.parse(row.newTags) as string[],
  failures: failures.map((one) => viewFailure(one, row, language)),
  madeBy: row.agentName,
  createdAt: row.createdAt,
  endedAt: row.endedAt,
})
