import { countUpTo, type Listed } from './row-index.ts'
import type { Sheet, Span } from './span.ts'

/** A list to be shown: its rows by their number, those that are not here being undefined. */
export interface Rows<T> {
  readonly length: number
  at(index: number): T | undefined
  /** The rows that are here, in order. */
  readonly here: readonly T[]
  /** The number of a row that is here. */
  numberOf(here: number): number
  /** The first and the last page of a stretch of the list. */
  sheetsAt(first: number, last: number): { first: number; last: number }
  /** The rows of a page; none where they were let go. */
  rowsOf(sheet: number): readonly T[]
}

interface Block {
  start: number
  size: number
  /** Where its rows begin among those that are here; null when they are not. */
  from: number | null
}

/** Lays out a list: `sorted` are all its known rows, of which those in pages that were let go do not count. */
export function layOut<T>(sorted: readonly T[], span: Span, listed: Listed<T>): Rows<T> {
  const blocks: Block[] = []
  const here: T[] = []
  let start = 0
  for (const [index, sheet] of span.sheets.entries()) {
    const block = { start, ...blockOf(sorted, span.sheets[index - 1], sheet, listed) }
    const { rows } = block
    blocks.push({ start, size: block.size, from: rows ? here.length : null })
    if (rows) for (const row of rows) here.push(row)
    start += block.size
  }
  const last = Math.max(0, blocks.length - 1)
  const at = (index: number) => Math.min(last, blockAt(blocks, index))
  return {
    length: start,
    here,
    at(index) {
      const block = blocks[at(index)]
      if (!block || block.from === null || index >= block.start + block.size) return undefined
      return here[block.from + index - block.start]
    },
    numberOf: (row) => numberIn(blocks, row),
    sheetsAt: (from, to) => ({ first: at(from), last: at(to) }),
    rowsOf(sheet) {
      const { from, size } = blocks[sheet] ?? { from: null, size: 0 }
      return from === null ? [] : here.slice(from, from + size)
    },
  }
}

function blockOf<T>(
  sorted: readonly T[],
  before: Sheet | undefined,
  { floor, gone }: Sheet,
  listed: Listed<T>,
) {
  if (gone !== null) return { size: gone, rows: null }
  const from = before?.floor ? countUpTo(sorted, before.floor, listed) : 0
  const to = floor ? countUpTo(sorted, floor, listed) : sorted.length
  const rows = sorted.slice(from, to)
  return { size: rows.length, rows }
}

/** The last block that begins at or before a row. */
function blockAt(blocks: readonly Block[], index: number): number {
  let low = 0
  let high = blocks.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((blocks[middle]?.start ?? 0) <= index) low = middle + 1
    else high = middle
  }
  return Math.max(0, low - 1)
}

function numberIn(blocks: readonly Block[], row: number): number {
  for (const { start, size, from } of blocks)
    if (from !== null && row >= from && row < from + size) return start + row - from
  return -1
}
