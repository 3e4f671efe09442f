import type { Sql, Tx } from '../db/transaction.ts'
import { problem } from '../problems.ts'
import { applyRow } from './apply.ts'
import type { Gone, Outcome, Reading } from './job.ts'
import type { CsvRow } from './read.ts'
import { readRow, type Reason, reasonOf, type Wanted } from './row.ts'
import { wholeTagsIn } from './tag-cells.ts'

/** When whoever is known by any of these was erased, the latest time; undefined when nobody was. */
export type ErasedAt = (
  sql: Sql,
  traces: ReadonlyArray<{ kind: string; value: string }>,
) => Promise<string | undefined>

interface Taking extends Reading {
  byId: string
  erasedAt: ErasedAt
}

/** Takes rows in, one by one. */
export async function takeAll(tx: Tx, rows: readonly CsvRow[], taking: Taking): Promise<Gone> {
  const reading = { ...taking, wholeTags: await wholeTagsIn(tx, rows, taking) }
  const read = rows.map((row) => readRow(row, reading))
  // Nobody was, as a rule: then nobody is asked for one by one.
  const isAnyErased = await wasErased(tx, read.flatMap(tracesOf), taking)
  const outcomes: Outcome[] = []
  const newTags: string[] = []
  for (const each of read) {
    const taken = await take(tx, each, { ...taking, isAnyErased })
    outcomes.push(taken.outcome)
    newTags.push(...taken.newTags)
  }
  return { outcomes, newTags }
}

async function take(
  tx: Tx,
  wanted: Wanted | Reason,
  taking: Taking & { isAnyErased: boolean },
): Promise<{ outcome: Outcome; newTags: readonly string[] }> {
  if (!('key' in wanted)) return { outcome: wanted, newTags: [] }
  try {
    if (taking.isAnyErased && (await wasErased(tx, tracesOf(wanted), taking)))
      throw problem('import_row_erased')
    return await applyRow(tx, wanted, taking.byId)
  } catch (error) {
    return { outcome: reasonOf(error), newTags: [] }
  }
}

async function wasErased(
  tx: Tx,
  traces: ReadonlyArray<{ kind: string; value: string }>,
  { erasedAt, since }: Taking,
): Promise<boolean> {
  const at = await erasedAt(tx.sql, traces)
  return at !== undefined && at >= since
}

function tracesOf(wanted: Wanted | Reason) {
  if (!('key' in wanted)) return []
  const { key, externalId, change } = wanted
  return [
    key,
    ...(externalId === undefined ? [] : [{ kind: 'external', value: externalId }]),
    ...(change.email === undefined ? [] : [{ kind: 'email', value: change.email }]),
  ]
}
