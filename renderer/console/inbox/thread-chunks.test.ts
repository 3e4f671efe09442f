import { expect, test } from 'vitest'
import { placed } from '../linking/placed.ts'
import { message } from '../sync/facts.fixture.ts'
import { chunksOf, isSameChunk } from './thread-chunks.ts'
import { threadItems } from './thread-items.ts'

const at = (seq: number) => new Date(2026, 0, 1 + Math.floor(seq / 40), 9, seq % 40).toISOString()
const messages = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => {
    const seq = from + index
    return message(`m${seq}`, seq, { sentAt: at(seq) })
  })
const partsOf = (said: ReturnType<typeof messages>) => placed(threadItems(said), [], false)

test('all parts stand in chunks, in their order, and a day stands with its first message', () => {
  const parts = partsOf(messages(1, 300))
  const chunks = chunksOf(parts)
  expect(chunks.flatMap((chunk) => chunk.parts)).toEqual(parts)
  expect(new Set(chunks.map(({ key }) => key)).size).toBe(chunks.length)
  for (const chunk of chunks) {
    const last = chunk.parts.at(-1)
    expect(last?.kind === 'item' && last.item.kind).toBe('message')
  }
})

test('a chunk stays as it is when older messages come above it and newer ones below', () => {
  const later = messages(160, 300)
  const all = [...messages(1, 159), ...later, ...messages(301, 310)]
  const none = [new Map(), new Map()] as const
  const before = new Map(chunksOf(partsOf(later)).map(({ key, parts }) => [key, parts]))
  const same = chunksOf(partsOf(all)).filter(({ key, parts }) => {
    const then = before.get(key)
    return then !== undefined && isSameChunk(then, parts, none)
  })
  expect(same.map(({ key }) => key)).toEqual(['chunk 4', 'chunk 5'])
})

test('a chunk is another one when a message in it changes, or how far one of them has come', () => {
  const said = messages(1, 10)
  const parts = partsOf(said)
  const changed = partsOf(said.map((one) => (one.seq === 3 ? { ...one, content: 'else' } : one)))
  const marked = new Map([['m10', 'read' as const]])
  expect(isSameChunk(parts, partsOf(said), [new Map(), new Map()])).toBe(true)
  expect(isSameChunk(parts, changed, [new Map(), new Map()])).toBe(false)
  expect(isSameChunk(parts, parts, [new Map(), marked])).toBe(false)
})

test('a thread without a message has what was merged into it, and one without anything has no chunk', () => {
  expect(chunksOf([])).toEqual([])
  expect(chunksOf(partsOf([]))).toEqual([])
})
