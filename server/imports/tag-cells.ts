import type { ImportMapping } from '../contract/imports.ts'
import type { Tx } from '../db/transaction.ts'
import { tagKey } from '../tags/index.ts'
import type { CsvRow } from './read.ts'

/** Keys of tags whose names read as several, such as “VIP, gold”. */
export type WholeTags = ReadonlySet<string>

/**
 * The tags that whole cells of these rows are the names of. Only those that were there before the file: what becomes of
 * a row does not depend on the rows before it, nor on where the server was stopped.
 */
export async function wholeTagsIn(
  tx: Tx,
  rows: readonly Pick<CsvRow, 'cells'>[],
  { mapping: { targets }, since }: { mapping: ImportMapping; since: string },
): Promise<WholeTags> {
  const cells = rows.flatMap((row) => row.cells.filter((_, index) => targets[index] === 'tags'))
  const keys = new Set(cells.filter((cell) => /[,;]/u.test(cell)).map(keyOf))
  if (keys.size === 0) return keys
  const found = await tx.sql
    .selectFrom('tags')
    .select('nameKey')
    .where('nameKey', 'in', [...keys])
    .where('createdAt', '<=', since)
    .execute()
  return new Set(found.map(({ nameKey }) => nameKey))
}

/** The names of the tags in a cell, as our own export writes them, or as others do. */
export const tagsIn = (cell: string, whole: WholeTags): string[] =>
  whole.has(keyOf(cell))
    ? [cell.trim()]
    : cell
        .split(cell.includes(';') ? ';' : ',')
        .map((name) => name.trim())
        .filter((name) => name !== '')

const keyOf = (cell: string) => tagKey(cell.trim())
