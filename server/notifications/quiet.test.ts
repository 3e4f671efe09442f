import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NotificationPreferences } from '../contract/notifications.ts'
import { delivery, isQuiet } from './policy.ts'

const HOUR = 3_600_000

/** The clock on the wall of a zone, by another way than the program's. */
function wall(zone: string, at: number) {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
  const day = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(parts['weekday'] ?? '')
  return { day, clock: `${parts['hour']}:${parts['minute']}` }
}

const everyNight = (zone: string) => ({
  isOn: true,
  zone,
  week: Array.from({ length: 7 }, () => [{ from: '22:00', to: '07:00' }]),
})

const preferences = NotificationPreferences.parse({})
const about = { kind: 'message', isMuted: false, isFocused: false } as const

describe('quiet hours', () => {
  it.each([
    // The night in which clocks in Berlin go forward is an hour shorter, the one in which they go back an hour longer.
    ['2026-03-28T20:59:00Z', false],
    ['2026-03-28T21:00:00Z', true],
    ['2026-03-29T04:59:00Z', true],
    ['2026-03-29T05:00:00Z', false],
    ['2026-10-24T20:00:00Z', true],
    ['2026-10-25T05:59:00Z', true],
    ['2026-10-25T06:00:00Z', false],
  ])('in Berlin at %s: %s', (at, isNow) => {
    expect(isQuiet(everyNight('Europe/Berlin'), new Date(at))).toBe(isNow)
  })

  it('follow the clock on the wall in every zone, on every day of the year', () => {
    const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Ho_Chi_Minh', 'Australia/Lord_Howe']
    const first = Date.UTC(2026, 0, 1)
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 365 * 24 * 60 }),
        (zone, minutes) => {
          const at = first + minutes * 60_000
          const { clock } = wall(zone, at)
          expect(isQuiet(everyNight(zone), new Date(at))).toBe(clock >= '22:00' || clock < '07:00')
        },
      ),
    )
  })

  it('hold on the days they are set for, to the end of a night that began on one', () => {
    const weekend = [4, 5].map(() => [{ from: '20:00', to: '12:00' }])
    const week = [[], [], [], [], ...weekend, []]
    const quiet = { isOn: true, zone: 'Asia/Ho_Chi_Minh', week }
    // From Friday 20:00 to Saturday 12:00, and again to Sunday 12:00, in Vietnam.
    const friday = Date.parse('2026-11-27T13:00:00Z')
    const states = [-1, 0, 15.9, 16, 24, 39.9, 40].map((hours) =>
      isQuiet(quiet, new Date(friday + hours * HOUR)),
    )
    expect(states).toEqual([false, true, true, false, true, true, false])
  })

  it('keep what happens then in the list, to be read later', () => {
    const quietHours = everyNight('UTC')
    const at = (now: string) =>
      delivery({ ...about, preferences: { ...preferences, quietHours }, now: new Date(now) })
    expect(at('2026-11-26T23:00:00Z').withheld).toBe('quiet_hours')
    expect(at('2026-11-26T12:00:00Z')).toEqual({
      withheld: null,
      channels: preferences.kinds.message,
    })
  })
})

it('a muted conversation still says when it becomes one’s own or a note names one', () => {
  const now = new Date()
  const withheld = (kind: 'message' | 'mention' | 'assigned' | 'escalated') =>
    delivery({ ...about, kind, isMuted: true, preferences, now }).withheld
  expect(withheld('message')).toBe('muted')
  expect(withheld('escalated')).toBe('muted')
  expect(withheld('mention')).toBeNull()
  expect(withheld('assigned')).toBeNull()
})
