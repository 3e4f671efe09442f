import { z } from 'zod'
import { CreateCustomerBody, UpdateCustomerBody } from '../contract/customers.ts'
import type { CustomerFieldType } from '../contract/customer-fields.ts'
import type { ImportMapping, ImportTarget } from '../contract/imports.ts'
import { TagBody } from '../contract/tags.ts'
import { line } from '../contract/text.ts'
import { valueIn } from '../customer-fields/index.ts'
import { type ProblemCode, ProblemError } from '../problems.ts'
import type { CsvRow } from './read.ts'
import { tagsIn, type WholeTags } from './tag-cells.ts'

/** Why a row is not taken: what is wrong with its values, or what the server refuses. */
export type Reason = { issues: readonly z.core.$ZodIssue[] } | { code: ProblemCode }

/** A row as a customer to be, or to be changed: only what it says something of. */
export interface Wanted {
  key: { kind: 'email' | 'external'; value: string }
  externalId: string | undefined
  /** Names of tags they have as well. */
  tags: readonly string[]
  /** For somebody who is there. */
  change: UpdateCustomerBody
  /** For somebody who is not; without an address where the key is another. */
  create: Omit<CreateCustomerBody, 'email'> & { email: string | null }
}

/** A refusal of a row as its reason; anything else is thrown on. */
export function reasonOf(error: unknown): Reason {
  if (!(error instanceof ProblemError)) throw error
  const { issues } = error.detail
  return issues ? { issues } : { code: error.code }
}

const ExternalId = line(1, 200)
const Tags = z.array(TagBody.shape.name).max(50)

/** Of which type each of the workspace's own fields is, by its key. */
export type FieldTypes = ReadonlyMap<string, CustomerFieldType>

/** What is needed to read a row. */
interface RowReading {
  mapping: ImportMapping
  types: FieldTypes
  wholeTags: WholeTags
}

/** What a row asks for, or why it cannot be read. */
export function readRow(
  { cells }: Pick<CsvRow, 'cells'>,
  { mapping: { targets, key }, types, wholeTags }: RowReading,
): Wanted | Reason {
  if (cells.length !== targets.length) return { code: 'import_row_columns' }
  const said = valuesOf(cells, targets, { types, wholeTags })
  const change = UpdateCustomerBody.safeParse(said.body)
  if (!change.success) return { issues: change.error.issues }
  const externalId = said.externalId === '' ? undefined : ExternalId.safeParse(said.externalId)
  if (externalId && !externalId.success)
    return { issues: externalId.error.issues.map(as('externalId')) }
  const tags = Tags.safeParse(said.tags)
  // Which of them it is, says the text of the row itself.
  if (!tags.success)
    return { issues: tags.error.issues.map((issue) => ({ ...issue, path: ['tags'] })) }
  const email = change.data.email ?? null
  const value = key === 'email' ? email : externalId?.data
  if (!value) return { code: 'import_row_key' }
  const name = change.data.name ?? email?.slice(0, 100) ?? externalId?.data.slice(0, 100) ?? ''
  const named = CreateCustomerBody.shape.name.safeParse(name)
  if (!named.success) return { issues: named.error.issues.map(as('name')) }
  return {
    key: { kind: key === 'email' ? 'email' : 'external', value },
    externalId: externalId?.data,
    tags: tags.data,
    change: change.data,
    create: { ...change.data, name: named.data, email },
  }
}

const as = (target: 'name' | 'externalId') => (issue: z.core.$ZodIssue) => ({
  ...issue,
  path: [target, ...issue.path],
})

// An empty cell says nothing, and takes nothing away.
function valuesOf(
  cells: readonly string[],
  targets: ReadonlyArray<ImportTarget | null>,
  { types, wholeTags }: Omit<RowReading, 'mapping'>,
) {
  const body: Record<string, unknown> = {}
  const fields: Record<string, unknown> = {}
  const tags: string[] = []
  let externalId = ''
  for (const [index, target] of targets.entries()) {
    const cell = cells[index] ?? ''
    if (target === null || cell === '') continue
    if (target === 'externalId') externalId = cell
    else if (target === 'tags') tags.push(...tagsIn(cell, wholeTags))
    else if (target.startsWith('fields.')) {
      const key = target.slice('fields.'.length)
      fields[key] = readCell(cell, types.get(key))
    } else body[target] = cell
  }
  return { body: Object.keys(fields).length === 0 ? body : { ...body, fields }, tags, externalId }
}

const readCell = (cell: string, type: CustomerFieldType | undefined) =>
  type === undefined ? cell : valueIn(cell, type)
