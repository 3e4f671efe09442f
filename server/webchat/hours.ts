import { DateTime } from 'luxon'
import type { Interval, OpeningHours } from '../contract/chat-settings.ts'

const DAYS = 7
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

const passesMidnight = ({ from, to }: Interval) => minuteOf(to) <= minuteOf(from)

/** What begins on a date; on a holiday nothing does. */
const beginningOn = ({ week, holidays }: OpeningHours, date: string): Interval[] =>
  holidays.some((holiday) => holiday.date === date) ? [] : (week[weekday(date)] ?? [])

const weekday = (date: string): number => (new Date(date).getUTCDay() + 6) % 7

const daysAfter = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10)

function isOpenAt(hours: OpeningHours, at: DateTime): boolean {
  const date = dateOf(at)
  // A holiday is closed from its midnight on, even to what began the day before.
  if (hours.holidays.some((holiday) => holiday.date === date)) return false
  const minute = at.hour * 60 + at.minute
  return (
    beginningOn(hours, date).some(
      (each) =>
        minuteOf(each.from) <= minute && (passesMidnight(each) || minute < minuteOf(each.to)),
    ) ||
    beginningOn(hours, daysAfter(date, -1)).some(
      (each) => passesMidnight(each) && minute < minuteOf(each.to),
    )
  )
}

const dateOf = (at: DateTime): string => at.toFormat('yyyy-MM-dd')

/**
 * Whether somebody answers at this moment, by the clock on the wall of the zone: an hour that clocks show twice counts
 * both times, one they leave out never.
 */
export const isOpen = (hours: OpeningHours, at: Date): boolean =>
  !hours.isOn || isOpenAt(hours, DateTime.fromJSDate(at, { zone: hours.zone }))

/** The first moment from `at` on when it is open; null when there is none. */
export function opensAt(hours: OpeningHours, at: Date): Date | null {
  const now = DateTime.fromJSDate(at, { zone: hours.zone })
  if (!hours.isOn || isOpenAt(hours, now)) return at
  if (hours.week.every((day) => day.length === 0)) return null
  const today = dateOf(now)
  // Each week opens on a day that is no holiday, or has one less holiday to offer; a changed clock may cost one more.
  const horizon = (hours.holidays.length + 3) * DAYS
  for (let ahead = 0; ahead <= horizon; ahead++) {
    const date = daysAfter(today, ahead)
    const isIdle =
      beginningOn(hours, date).length === 0 && beginningOn(hours, daysAfter(date, -1)).length === 0
    const opening = isIdle ? undefined : turnOn(hours, { date, after: now, isWanted: true })
    if (opening) return opening.toJSDate()
  }
  return null
}

interface Turn {
  date: string
  after: DateTime
  /** Whether it is to open, or to close. */
  isWanted: boolean
}

/** The first moment of a date, after another, at which it opens or closes. */
function turnOn(hours: OpeningHours, { date, after, isWanted }: Turn): DateTime | undefined {
  const day = DateTime.fromISO(date, { zone: hours.zone }).startOf('day')
  const shifts = [...beginningOn(hours, date), ...beginningOn(hours, daysAfter(date, -1))]
  const clocks = shifts.flatMap(({ from, to }) => [...atClock(day, from), ...atClock(day, to)])
  return [day, ...clocks, ...changeOn(day)]
    .filter((moment) => moment > after && isOpenAt(hours, moment) === isWanted)
    .toSorted((left, right) => left.toMillis() - right.toMillis())[0]
}

/** When what is open at `at` closes, if that is before `until`. */
function closesBefore(hours: OpeningHours, at: Date, until: Date): Date | undefined {
  if (!hours.isOn) return undefined
  const after = DateTime.fromJSDate(at, { zone: hours.zone })
  const last = dateOf(DateTime.fromJSDate(until, { zone: hours.zone }))
  for (let date = dateOf(after); date <= last; date = daysAfter(date, 1)) {
    const closing = turnOn(hours, { date, after, isWanted: false })?.toJSDate()
    if (closing) return closing < until ? closing : undefined
  }
  return undefined
}

/** When it has been open for so many minutes since `from`; null when it never is for so long. */
export function afterOpen(hours: OpeningHours, from: Date, minutes: number): Date | null {
  let left = minutes * MINUTE_MS
  for (let at = opensAt(hours, from); at !== null;) {
    const full = new Date(at.getTime() + left)
    const closing = closesBefore(hours, at, full)
    if (!closing) return full
    left -= closing.getTime() - at.getTime()
    at = opensAt(hours, closing)
  }
  return null
}

/** When clocks show this time on that day: twice where they are put back. */
const atClock = (day: DateTime, clock: string): DateTime[] =>
  day.set({ hour: Number(clock.slice(0, 2)), minute: Number(clock.slice(3)) }).getPossibleOffsets()

/** When the clocks are changed on that day, which may itself be what opens it. */
function changeOn(day: DateTime): DateTime[] {
  const end = day.plus({ days: 1 }).startOf('day')
  if (day.offset === end.offset) return []
  let [before, after] = [0, end.diff(day).as('minutes')]
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (day.plus({ minutes: middle }).offset === day.offset) before = middle
    else after = middle
  }
  return [day.plus({ minutes: after })]
}
