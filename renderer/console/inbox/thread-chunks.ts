import type { Part } from '../linking/placed.ts'
import { isSameItem, type Marks } from './thread-items.ts'

/** Parts of a thread that follow each other, and are laid out together or not at all. */
export interface Chunk {
  readonly key: string
  readonly parts: readonly Part[]
}

/** So many numbers of a thread stand in one chunk. */
const NUMBERS = 50

/** The chunk a part is of by its own; null for one that goes with what follows it. */
function chunkOf(part: Part) {
  if (part.kind === 'merged' || part.item.kind === 'day') return null
  const { seq, afterSeq } = part.item.message
  return Math.floor((seq ?? afterSeq ?? 0) / NUMBERS)
}

/** Cuts a thread at the same places whatever is loaded of it, so that a chunk stays when others come above it. */
export function chunksOf(parts: readonly Part[]): Chunk[] {
  const chunks: { key: string; number: number; parts: Part[] }[] = []
  let waiting: Part[] = []
  for (const part of parts) {
    waiting.push(part)
    const number = chunkOf(part)
    if (number === null) continue
    const last = chunks.at(-1)
    if (last?.number === number) last.parts.push(...waiting)
    else chunks.push({ key: `chunk ${number}`, number, parts: waiting })
    waiting = []
  }
  const last = chunks.at(-1)
  if (last) last.parts.push(...waiting)
  else if (waiting.length > 0) chunks.push({ key: 'chunk 0', number: 0, parts: waiting })
  return chunks
}

const isSamePart = (a: Part, b: Part | undefined) =>
  a.kind === 'merged'
    ? b?.kind === 'merged' && a.source === b.source
    : b?.kind === 'item' && isSameItem(a.item, b.item)

/** Whether two chunks look the same. */
export const isSameChunk = (
  a: readonly Part[],
  b: readonly Part[],
  [marksOfA, marksOfB]: readonly [Marks, Marks],
) =>
  a.length === b.length &&
  a.every(
    (part, at) => isSamePart(part, b[at]) && marksOfA.get(part.key) === marksOfB.get(part.key),
  )
