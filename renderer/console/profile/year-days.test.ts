import { expect, test } from 'vitest'
import { dayOf, monthsOf, weeksOf } from './year-days.ts'

const now = new Date(2026, 10, 26, 9)

test('the year is whole weeks from Monday on, up to today', () => {
  const weeks = weeksOf(now)
  expect(weeks).toHaveLength(53)
  for (const week of weeks) expect(week[0]?.getDay()).toBe(1)
  const days = weeks.flat().map(dayOf)
  expect(days.at(-1)).toBe('2026-11-26')
  expect(new Set(days).size).toBe(days.length)
})

test('each day counts in its month, and a month ends where the next begins', () => {
  const months = monthsOf(
    [
      { day: '2026-02-28', count: 2 },
      { day: '2026-03-01', count: 5 },
      { day: '2026-11-26', count: 1 },
    ],
    now,
  )
  expect(months.map(({ key }) => key).at(0)).toBe('2025-12')
  const counts = Object.fromEntries(months.map(({ key, count }) => [key, count]))
  expect(counts).toMatchObject({ '2026-02': 2, '2026-03': 5, '2026-11': 1, '2025-12': 0 })
  expect(months.at(-1)?.end).toBe(new Date(2026, 11, 1).toISOString())
})
