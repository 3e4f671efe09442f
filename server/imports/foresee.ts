import { checkedFields } from '../customers/index.ts'
import type { Tx } from '../db/transaction.ts'
import type { Outcome, Reading } from './job.ts'
import type { CsvRow } from './read.ts'
import { readRow, type Reason, reasonOf, type Wanted } from './row.ts'

/** What would become of rows; `seen` holds the keys of those before them. Whoever is there counts as changed. */
export async function foreseen(
  tx: Tx,
  rows: readonly CsvRow[],
  { mapping, types, seen }: Reading & { seen: Set<string> },
): Promise<Outcome[]> {
  const read: Array<Wanted | Reason> = []
  for (const row of rows) read.push(await checked(tx, readRow(row, mapping, types)))
  const wanted = read.flatMap((each) => ('key' in each ? [each] : []))
  const known = await knownAmong(tx, wanted)
  return read.map((each): Outcome => {
    if (!('key' in each)) return each
    if (seen.has(each.key.value)) return 'repeated'
    seen.add(each.key.value)
    return known.has(each.key.value) ? 'updated' : 'created'
  })
}

// What the workspace's own fields take is known to the database alone.
async function checked(tx: Tx, wanted: Wanted | Reason): Promise<Wanted | Reason> {
  if (!('key' in wanted)) return wanted
  try {
    await checkedFields(tx, {}, wanted.change.fields)
    return wanted
  } catch (error) {
    return reasonOf(error)
  }
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
