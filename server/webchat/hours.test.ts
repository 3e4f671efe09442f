import { describe, expect, it } from 'vitest'
import type { Interval, OpeningHours } from '../contract/chat-settings.ts'
import { afterOpen, isOpen, opensAt } from './hours.ts'

const MINUTE = 60_000
const DAY = 86_400_000

// Days on which clocks are changed, or a day as any other.
const PLACES = [
  ['Europe/Berlin', '2026-03-29'],
  ['Europe/Berlin', '2026-10-25'],
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['Asia/Ho_Chi_Minh', '2026-02-28'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
  // Here clocks skip midnight.
  ['Africa/Cairo', '2026-04-24'],
] as const

/** What clocks on the wall show, by another way than the program's. */
function wall(zone: string) {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  return (at: number) => {
    const part = Object.fromEntries(
      format.formatToParts(at).map(({ type, value }) => [type, value]),
    )
    return {
      date: `${part['year']}-${part['month']}-${part['day']}`,
      clock: `${part['hour']}:${part['minute']}`,
    }
  }
}

const dayBefore = (date: string) =>
  new Date(Date.parse(`${date}T00:00:00Z`) - DAY).toISOString().slice(0, 10)

function openByTheWall(hours: OpeningHours, { date, clock }: { date: string; clock: string }) {
  const isHoliday = (day: string) => hours.holidays.some((each) => each.date === day)
  const shifts = (day: string) =>
    isHoliday(day) ? [] : (hours.week[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7] ?? [])
  if (isHoliday(date)) return false
  const today = shifts(date).some(({ from, to }) =>
    to > from ? clock >= from && clock < to : clock >= from,
  )
  return today || shifts(dayBefore(date)).some(({ from, to }) => to <= from && clock < to)
}

/** The same numbers on every run. */
function numbers(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 4_294_967_296) * below)
  }
}

function randomHours(zone: string, around: string, seed: number): OpeningHours {
  const pick = numbers(seed)
  const clock = () =>
    `${String(pick(24)).padStart(2, '0')}:${['00', '15', '30', '45'][pick(4)] ?? '00'}`
  const interval = (): Interval => ({ from: clock(), to: clock() })
  return {
    isOn: true,
    zone,
    week: Array.from({ length: 7 }, () => Array.from({ length: pick(3) }, interval)),
    holidays: pick(3) === 0 ? [{ date: around, name: 'Holiday' }] : [],
  }
}

describe('opening hours', () => {
  it.each(PLACES)('in %s around %s agree with the clock on the wall', (zone, date) => {
    const shown = wall(zone)
    const from = Date.parse(`${date}T00:00:00Z`) - DAY
    const minutes = Array.from({ length: (4 * DAY) / MINUTE }, (_, index) => {
      const at = from + index * MINUTE
      return { at, ...shown(at) }
    })
    for (let seed = 1; seed <= 5; seed++) {
      const hours = randomHours(zone, date, seed * 7_919)
      const open = minutes.map((minute) => openByTheWall(hours, minute))
      const differing = minutes.filter(
        ({ at }, index) => isOpen(hours, new Date(at)) !== open[index],
      )
      expect({ hours, differing }).toEqual({ hours, differing: [] })
      // Only what the walker can see the end of.
      for (let index = 0; index < 2 * 1_440; index += 97) {
        const next = open.indexOf(true, index)
        if (next < 0) continue
        const found = opensAt(hours, new Date(minutes[index]?.at ?? 0))?.toISOString()
        const expected = new Date(minutes[next]?.at ?? 0).toISOString()
        expect({ hours, index, found }).toEqual({ hours, index, found: expected })
      }
      for (let index = 0; index < 2 * 1_440; index += 389) {
        const wanted = 1 + (index % 480)
        const counted = open.flatMap((isNow, at) => (at >= index && isNow ? [at] : []))
        const last = counted[wanted - 1]
        if (last === undefined) continue
        const end = (minutes[last]?.at ?? 0) + MINUTE
        const found = afterOpen(hours, new Date(minutes[index]?.at ?? 0), wanted)?.getTime()
        expect({ hours, index, wanted, found }).toEqual({ hours, index, wanted, found: end })
      }
    }
  })

  const nineToSix = (more: Partial<OpeningHours> = {}): OpeningHours => ({
    isOn: true,
    zone: 'Asia/Ho_Chi_Minh',
    week: [0, 1, 2, 3, 4, 5, 6].map((day) => (day < 5 ? [{ from: '09:00', to: '18:00' }] : [])),
    holidays: [],
    ...more,
  })

  it('are always open when they are off', () => {
    const off = nineToSix({ isOn: false, week: [[], [], [], [], [], [], []] })
    const now = new Date('2026-11-22T20:00:00Z')
    expect(isOpen(off, now)).toBe(true)
    expect(opensAt(off, now)).toEqual(now)
  })

  it('count minutes only while it is open, and never where it is never open', () => {
    const friday = new Date('2026-11-27T10:50:00Z')
    expect(afterOpen(nineToSix(), friday, 15)?.toISOString()).toBe('2026-11-30T02:05:00.000Z')
    expect(afterOpen(nineToSix({ isOn: false }), friday, 15)?.toISOString()).toBe(
      '2026-11-27T11:05:00.000Z',
    )
    expect(afterOpen(nineToSix({ week: [[], [], [], [], [], [], []] }), friday, 15)).toBeNull()
  })

  it('go over the weekend and past holidays to the next opening', () => {
    const holidays = [{ date: '2026-11-23', name: '' }]
    const saturday = new Date('2026-11-21T03:00:00Z')
    expect(opensAt(nineToSix(), saturday)?.toISOString()).toBe('2026-11-23T02:00:00.000Z')
    expect(opensAt(nineToSix({ holidays }), saturday)?.toISOString()).toBe(
      '2026-11-24T02:00:00.000Z',
    )
  })

  it('find the opening behind four hundred holidays, and none where there is none', () => {
    const monday = Date.parse('2026-11-23T00:00:00Z')
    const holidays = Array.from({ length: 400 }, (_, week) => ({
      date: new Date(monday + week * 7 * DAY).toISOString().slice(0, 10),
      name: '',
    }))
    const mondays = [[{ from: '09:00', to: '10:00' }], [], [], [], [], [], []]
    const found = opensAt(nineToSix({ week: mondays, holidays }), new Date(monday))
    expect(found?.toISOString().slice(0, 10)).toBe(
      new Date(monday + 400 * 7 * DAY).toISOString().slice(0, 10),
    )
    expect(opensAt(nineToSix({ week: [[], [], [], [], [], [], []] }), new Date(monday))).toBeNull()
  })

  it('end at the midnight of a holiday, even what began the evening before', () => {
    const nights = Array.from({ length: 7 }, () => [{ from: '20:00', to: '04:00' }])
    const hours = nineToSix({
      zone: 'UTC',
      week: nights,
      holidays: [{ date: '2026-12-25', name: '' }],
    })
    expect(isOpen(hours, new Date('2026-12-24T23:59:00Z'))).toBe(true)
    expect(isOpen(hours, new Date('2026-12-25T00:00:00Z'))).toBe(false)
    expect(opensAt(hours, new Date('2026-12-25T00:00:00Z'))?.toISOString()).toBe(
      '2026-12-26T20:00:00.000Z',
    )
  })
})
