import { expect, test } from 'vitest'
import { en } from '../../words/en.ts'
import { waited } from './waiting-time.ts'

const since = '2026-01-05T09:00:00.000Z'
const after = (minutes: number) => Date.parse(since) + minutes * 60_000

test.each([
  [-3, 'now'],
  [0.9, 'now'],
  [1, '1 min'],
  [59, '59 min'],
  [60, '1 h'],
  [47 * 60, '47 h'],
  [48 * 60, '2 days'],
])('after %d minutes it is "%s"', (minutes, words) => {
  expect(waited(since, after(minutes), en.inbox.waitingShort)).toBe(words)
})
