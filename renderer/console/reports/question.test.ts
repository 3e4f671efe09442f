import { expect, test } from 'vitest'
import { daysOf, reportPath } from './question.ts'

test('a range ends today and has as many days as it says, over the end of a month', () => {
  const today = new Date(2026, 2, 3)
  expect(daysOf('today', today)).toEqual({ from: '2026-03-03', to: '2026-03-03' })
  expect(daysOf('week', today)).toEqual({ from: '2026-02-25', to: '2026-03-03' })
})

test('a report is asked in the zone of this machine', () => {
  const path = reportPath('summary', { from: 'a', to: 'b', time: 'wall' }, { agentId: undefined })
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  expect(new URL(path, 'http://x').searchParams.get('zone')).toBe(timeZone)
  expect(path).not.toContain('agentId')
})
