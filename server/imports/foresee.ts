import type { ImportMapping } from '../contract/imports.ts'
import type { Tx } from '../db/transaction.ts'
import type { Outcome } from './job.ts'
import type { CsvRow } from './read.ts'
import { readRow, type Wanted } from './row.ts'

/** What would become of rows; `seen` holds the keys of those before them. Whoever is there counts as changed. */
export async function foreseen(
  tx: Tx,
  rows: readonly CsvRow[],
  { mapping, seen }: { mapping: ImportMapping; seen: Set<string> },
): Promise<Outcome[]> {
  const read = rows.map((row) => readRow(row, mapping))
  const wanted = read.flatMap((each) => ('key' in each ? [each] : []))
  const known = await knownAmong(tx, wanted)
  return read.map((each): Outcome => {
    if (!('key' in each)) return each
    const isThere = known.has(each.key.value) || seen.has(each.key.value)
    seen.add(each.key.value)
    return isThere ? 'updated' : 'created'
  })
}

async function knownAmong(tx: Tx, wanted: readonly Wanted[]): Promise<Set<string>> {
  const [first] = wanted
  if (!first) return new Set()
  const rows = await tx.sql
    .selectFrom('customerIdentities')
    .select('value')
    .where('kind', '=', first.key.kind)
    .where(
      'value',
      'in',
      wanted.map(({ key }) => key.value),
    )
    .execute()
  return new Set(rows.map(({ value }) => value))
}
