import { expect, test } from 'vitest'
import { presetsAt } from './snooze-times.ts'

const told = (now: Date) =>
  presetsAt(now).map(({ preset, time }) => `${preset} ${time.toLocaleString('sv').slice(0, 16)}`)

test('a snooze ends later today, tomorrow morning or on Monday morning, by the agent’s clock', () => {
  expect(told(new Date(2026, 10, 26, 10, 20))).toEqual([
    'laterToday 2026-11-26 13:00',
    'tomorrow 2026-11-27 09:00',
    'nextWeek 2026-11-30 09:00',
  ])
})

test('late in the evening there is no later today, and next week is never today', () => {
  expect(told(new Date(2026, 10, 29, 19, 0))).toEqual([
    'tomorrow 2026-11-30 09:00',
    'nextWeek 2026-11-30 09:00',
  ])
  expect(told(new Date(2026, 10, 30, 8, 0)).at(-1)).toBe('nextWeek 2026-12-07 09:00')
})
