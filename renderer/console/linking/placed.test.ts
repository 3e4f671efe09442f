import { expect, test } from 'vitest'
import type { Continued } from '../../../server/contract/conversations.ts'
import { placed } from './placed.ts'

const day = (at: string) => ({ kind: 'day' as const, key: at, at })
const source = (id: string, startedAt: string, more: Partial<Continued> = {}): Continued => ({
  id,
  how: 'merged',
  startedAt,
  messages: 2,
  after: 0,
  shift: 0,
  ...more,
})
const items = [day('2026-11-02'), day('2026-11-04')]
const keys = (continues: Continued[], isWhole = true) =>
  placed(items, continues, isWhole).map(({ key }) => key)

test('a merged conversation stands where it began by time', () => {
  expect(keys([source('c', '2026-11-05'), source('b', '2026-11-03')])).toEqual([
    '2026-11-02',
    'merged b',
    '2026-11-04',
    'merged c',
  ])
})

test('one that began before what is loaded waits for what is older', () => {
  expect(keys([source('a', '2026-11-01')], false)).toEqual(['2026-11-02', '2026-11-04'])
  expect(keys([source('a', '2026-11-01')])).toEqual(['merged a', '2026-11-02', '2026-11-04'])
})

test('what was split off repeats nothing, and neither does what was empty', () => {
  const split = source('a', '2026-11-03', { how: 'split' })
  expect(keys([split, source('b', '2026-11-03', { messages: 0 })])).toEqual([
    '2026-11-02',
    '2026-11-04',
  ])
})
