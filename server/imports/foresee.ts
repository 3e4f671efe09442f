import { checkedFields } from '../customers/index.ts'
import type { Tx } from '../db/transaction.ts'
import { missingAmong, roomForTags, tagKey, tagsNamed } from '../tags/index.ts'
import type { Gone, Outcome, Reading } from './job.ts'
import type { CsvRow } from './read.ts'
import { readRow, type Reason, reasonOf, type Wanted } from './row.ts'
import { wholeTagsIn } from './tag-cells.ts'

interface Foreseeing extends Reading {
  /** The keys of the rows before. */
  seen: Set<string>
  /** The tags that the rows before would make. */
  newTags: readonly string[]
}

/** What would become of rows. Whoever is there counts as changed. */
export async function foreseen(
  tx: Tx,
  rows: readonly CsvRow[],
  { seen, newTags, ...reading }: Foreseeing,
): Promise<Gone> {
  const read: Array<Wanted | Reason> = []
  const wholeTags = await wholeTagsIn(tx, rows, reading)
  for (const row of rows) read.push(await checked(tx, readRow(row, { ...reading, wholeTags })))
  const wanted = read.flatMap((each) => ('key' in each ? [each] : []))
  const known = await knownAmong(tx, wanted)
  const tags = await foreseenTags(tx, wanted, newTags)
  const outcomes = read.map((each): Outcome => {
    if (!('key' in each)) return each
    if (!tags.take(each.tags)) return { code: 'too_many_tags' }
    if (seen.has(each.key.value)) return 'repeated'
    seen.add(each.key.value)
    return known.has(each.key.value) ? 'updated' : 'created'
  })
  return { outcomes, newTags: tags.made }
}

/** Which tags rows would make, beside those that the rows before would. */
async function foreseenTags(tx: Tx, wanted: readonly Wanted[], before: readonly string[]) {
  const names = wanted.flatMap(({ tags }) => tags)
  const there = new Set([...(await tagsNamed(tx, names)).keys(), ...before.map(tagKey)])
  const room = names.length === 0 ? 0 : (await roomForTags(tx)) - before.length
  const made: string[] = []
  return {
    made,
    /** False where there is no room for what a row needs. */
    take(tags: readonly string[]): boolean {
      const fresh = missingAmong(tags, there)
      if (fresh.length > 0 && made.length + fresh.length > room) return false
      for (const name of fresh) there.add(tagKey(name))
      made.push(...fresh)
      return true
    },
  }
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
