import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { OpeningHours } from '../contract/chat-settings.ts'
import { isOpen } from './hours.ts'
import { openTime } from './open-time.ts'

const MINUTE = 60_000
// Days on which clocks are put on, put back, and left alone.
const DAYS = ['2026-03-08', '2026-03-29', '2026-10-25', '2026-11-01', '2026-06-10']
const clock = fc
  .tuple(fc.nat(23), fc.constantFrom('00', '15', '30'))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`)
const interval = fc.record({ from: clock, to: clock })
const hours: fc.Arbitrary<OpeningHours> = fc.record({
  isOn: fc.constant(true),
  zone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Ho_Chi_Minh'),
  week: fc.array(fc.array(interval, { maxLength: 2 }), { minLength: 7, maxLength: 7 }),
  holidays: fc
    .subarray(DAYS, { maxLength: 2 })
    .map((dates) => dates.map((date) => ({ date, name: '' }))),
})

it('adds up every minute in which it is open, also across days on which clocks are changed', () => {
  fc.assert(
    fc.property(
      hours,
      fc.constantFrom(...DAYS),
      fc.integer({ min: -600, max: 1_500 }),
      fc.nat(1_800),
      (open, day, after, length) => {
        const from = Date.parse(day) + after * MINUTE
        let minutes = 0
        for (let minute = 0; minute < length; minute++)
          if (isOpen(open, new Date(from + minute * MINUTE))) minutes += 1
        expect(openTime(open)(from, from + length * MINUTE)).toBe(minutes * MINUTE)
      },
    ),
    { numRuns: 40 },
  )
})

it('is all the time where hours are off, and none backwards', () => {
  const off: OpeningHours = { isOn: false, zone: 'UTC', week: [], holidays: [] }
  expect(openTime(off)(1_000, 61_000)).toBe(60_000)
  expect(openTime({ ...off, isOn: true })(61_000, 1_000)).toBe(0)
})
