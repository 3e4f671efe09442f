import { expect, test } from 'vitest'
import { patternsOf } from './patterns.ts'

const morning = new Date(2026, 10, 22, 4, 54)

test('Vietnamese dates are written as in Vietnam', () => {
  const vi = patternsOf('vi', 'vi')
  expect(vi.clock(morning)).toBe('04:54')
  expect(vi.dayMonth(morning)).toBe('22/11')
  expect(vi.shortDate(morning)).toBe('22/11/2026')
  expect(vi.longDate(morning)).toBe('22 tháng 11 năm 2026')
  expect(vi.full(morning)).toBe('04:54, 22/11/2026')
})

test.each([
  ['en-US', '4:54 AM'],
  ['en-GB', '04:54'],
])('in %s the clock is written one way, alone and after a date', (locale, clock) => {
  const en = patternsOf('en', locale)
  const plain = (text: string) => text.replaceAll('\u202f', ' ')
  expect(plain(en.clock(morning))).toBe(clock)
  expect(plain(en.full(morning))).toContain(`, ${clock}`)
})
