import type { Tx } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { append } from '../stream/index.ts'
import { tagKey, TAGS_MOST, viewTag } from './queries.ts'

/** The tags among names that are there, by the keys of their names, kept from being deleted until the transaction ends. */
export async function tagsNamed(
  tx: Tx,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (names.length === 0) return new Map()
  const rows = await tx.sql
    .selectFrom('tags')
    .select(['id', 'nameKey'])
    .where('nameKey', 'in', names.map(tagKey))
    .orderBy('id')
    .$if(tx.database.dialect === 'postgres', (query) => query.forKeyShare())
    .execute()
  return new Map(rows.map(({ id, nameKey }) => [nameKey, id]))
}

/** The names whose keys are not there, each once whatever its case. */
export const missingAmong = (
  names: readonly string[],
  there: { has(key: string): boolean },
): string[] => [
  ...new Map(
    names.flatMap((name) => (there.has(tagKey(name)) ? [] : [[tagKey(name), name] as const])),
  ).values(),
]

/** How many tags can still be made before no list shows them all. */
export async function roomForTags(tx: Tx): Promise<number> {
  const { count } = await tx.sql
    .selectFrom('tags')
    .select((row) => row.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return TAGS_MOST - count
}

/** The tags of names, those that were not there made; somebody else may be quicker with one. */
export async function tagsMadeOf(
  tx: Tx,
  names: readonly string[],
): Promise<{ ids: string[]; made: string[] }> {
  const missing = missingAmong(names, await tagsNamed(tx, names))
  const made: string[] = []
  for (const name of missing) if (await makeTag(tx, name)) made.push(name)
  const known = await tagsNamed(tx, names)
  // Whoever was quicker may have deleted it again: all is done once more.
  if (missingAmong(names, known).length > 0) throw new Error('a tag went while it was made')
  return { ids: [...known.values()], made }
}

async function makeTag(tx: Tx, name: string): Promise<boolean> {
  const row = await tx.sql
    .insertInto('tags')
    .values({ id: newId(), name, nameKey: tagKey(name), color: 'grey', createdAt: tx.now })
    .onConflict((conflict) => conflict.column('nameKey').doNothing())
    .returningAll()
    .executeTakeFirst()
  if (row) append(tx, { kind: 'tag.changed', refs: {}, body: { tag: viewTag(row) } })
  return row !== undefined
}
