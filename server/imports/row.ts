import type { z } from 'zod'
import { CreateCustomerBody, UpdateCustomerBody } from '../contract/customers.ts'
import type { ImportMapping, ImportTarget } from '../contract/imports.ts'
import { line } from '../contract/text.ts'
import type { ProblemCode } from '../problems.ts'
import type { CsvRow } from './read.ts'

/** Why a row is not taken: what is wrong with its values, or what the server refuses. */
export type Reason = { issues: readonly z.core.$ZodIssue[] } | { code: ProblemCode }

/** A row as a customer to be, or to be changed: only what it says something of. */
export interface Wanted {
  key: { kind: 'email' | 'external'; value: string }
  externalId: string | undefined
  /** For somebody who is there. */
  change: UpdateCustomerBody
  /** For somebody who is not; without an address where the key is another. */
  create: Omit<CreateCustomerBody, 'email'> & { email: string | null }
}

const ExternalId = line(1, 200)

/** What a row asks for, or why it cannot be read. */
export function readRow(
  { cells }: Pick<CsvRow, 'cells'>,
  { targets, key }: ImportMapping,
): Wanted | Reason {
  if (cells.length !== targets.length) return { code: 'import_row_columns' }
  const said = valuesOf(cells, targets)
  const change = UpdateCustomerBody.safeParse(said.body)
  if (!change.success) return { issues: change.error.issues }
  const externalId = said.externalId === '' ? undefined : ExternalId.safeParse(said.externalId)
  if (externalId && !externalId.success) return { issues: externalId.error.issues }
  const email = change.data.email ?? null
  const value = key === 'email' ? email : externalId?.data
  if (!value) return { code: 'import_row_key' }
  const name = change.data.name ?? email?.slice(0, 100) ?? externalId?.data.slice(0, 100) ?? ''
  const named = CreateCustomerBody.shape.name.safeParse(name)
  if (!named.success) return { issues: named.error.issues.map(asName) }
  return {
    key: { kind: key === 'email' ? 'email' : 'external', value },
    externalId: externalId?.data,
    change: change.data,
    create: { ...change.data, name: named.data, email },
  }
}

const asName = (issue: z.core.$ZodIssue) => ({ ...issue, path: ['name', ...issue.path] })

// An empty cell says nothing, and takes nothing away.
function valuesOf(cells: readonly string[], targets: ReadonlyArray<ImportTarget | null>) {
  const body: Record<string, unknown> = {}
  let externalId = ''
  targets.forEach((target, index) => {
    const cell = cells[index] ?? ''
    if (target === null || cell === '') return
    if (target === 'externalId') externalId = cell
    else body[target] = cell
  })
  return { body, externalId }
}
