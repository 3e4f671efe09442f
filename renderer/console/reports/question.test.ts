import { expect, test } from 'vitest'
import { USUAL } from '../shell/reporting.ts'
import { daysOf, isTooLong, questionOf, reportPath } from './question.ts'

test('a range ends today and has as many days as it says, over the end of a month', () => {
  const today = new Date(2026, 2, 3)
  expect(daysOf('today', today)).toEqual({ from: '2026-03-03', to: '2026-03-03' })
  expect(daysOf('week', today)).toEqual({ from: '2026-02-25', to: '2026-03-03' })
})

const askedIn = (path: string) => Object.fromEntries(new URL(path, 'http://x').searchParams)

test('a report is asked in the zone of this machine unless another is chosen', () => {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  expect(askedIn(reportPath('summary', questionOf(USUAL))).zone).toBe(timeZone)
  const tokyo = questionOf({ ...USUAL, zone: 'Asia/Tokyo' })
  expect(askedIn(reportPath('summary', tokyo)).zone).toBe('Asia/Tokyo')
})

test('what a number stands for goes before what all are narrowed to', () => {
  const question = questionOf({ ...USUAL, agentId: 'none', channel: 'mail' })
  const asked = askedIn(reportPath('rows', question, { measure: 'begun', agentId: 'a' }))
  expect(asked).toMatchObject({ measure: 'begun', agentId: 'a', channel: 'mail' })
  expect(asked).not.toHaveProperty('preset')
})

test('five years fit into a report, and not a day more', () => {
  expect(isTooLong({ from: '2020-01-01', to: '2025-01-03' })).toBe(false)
  expect(isTooLong({ from: '2020-01-01', to: '2025-01-05' })).toBe(true)
})
