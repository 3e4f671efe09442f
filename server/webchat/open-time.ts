import { DateTime } from 'luxon'
import type { Interval, OpeningHours } from '../contract/chat-settings.ts'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
const MINUTES = 1_440

/** From and to, in minutes of a day's wall clock or in milliseconds. */
type Stretch = readonly [from: number, to: number]

const minuteOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
const dateAfter = (date: string, days: number) =>
  new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10)

/**
 * Adds up how long it was open between two moments, by the clock on the wall as `isOpen` has it. What is found out of a
 * day is kept: many questions are about the same days.
 */
export function openTime(hours: OpeningHours): (from: number, to: number) => number {
  if (!hours.isOn) return (from, to) => Math.max(0, to - from)
  const holidays = new Set(hours.holidays.map(({ date }) => date))
  const days = new Map<string, readonly Stretch[]>()
  const dayOf = (date: string) => {
    const known = days.get(date) ?? stretchesOf(hours, holidays, date)
    days.set(date, known)
    return known
  }
  return (from, to) => {
    if (to <= from) return 0
    const last = dateIn(hours.zone, to)
    let sum = 0
    for (let date = dateIn(hours.zone, from); date <= last; date = dateAfter(date, 1))
      for (const [opens, closes] of dayOf(date))
        sum += Math.max(0, Math.min(closes, to) - Math.max(opens, from))
    return sum
  }
}

const dateIn = (zone: string, at: number) =>
  DateTime.fromMillis(at, { zone }).toFormat('yyyy-MM-dd')

/** When it is open on a date. */
function stretchesOf(hours: OpeningHours, holidays: Set<string>, date: string): Stretch[] {
  if (holidays.has(date)) return []
  const walls = merged([
    ...beginningOn(hours, date).map(({ from, to }): Stretch => {
      const [starts, ends] = [minuteOf(from), minuteOf(to)]
      return [starts, ends <= starts ? MINUTES : ends]
    }),
    ...beginningOn(hours, dateAfter(date, -1), holidays)
      .filter(({ from, to }) => minuteOf(to) <= minuteOf(from))
      .map(({ to }): Stretch => [0, minuteOf(to)]),
  ])
  return evenParts(hours.zone, date).flatMap(([starts, ends, offset]) =>
    walls.map(([from, to]): Stretch => {
      const midnight = Date.parse(date) - offset * MINUTE_MS
      return [
        Math.max(starts, midnight + from * MINUTE_MS),
        Math.min(ends, midnight + to * MINUTE_MS),
      ]
    }),
  )
}

function beginningOn({ week }: OpeningHours, date: string, holidays?: Set<string>): Interval[] {
  if (holidays?.has(date)) return []
  return week[(new Date(date).getUTCDay() + 6) % 7] ?? []
}

/** Overlapping stretches count once. */
function merged(stretches: Stretch[]): Stretch[] {
  const all: [number, number][] = []
  for (const [from, to] of stretches.toSorted((a, b) => a[0] - b[0])) {
    const last = all.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else all.push([from, to])
  }
  return all
}

/** The parts of a day between which clocks are changed, each with its offset in minutes. */
function evenParts(zone: string, date: string): Array<[number, number, number]> {
  const day = DateTime.fromISO(date, { zone }).startOf('day')
  const end = day.plus({ days: 1 }).startOf('day')
  const parts: Array<[number, number, number]> = []
  for (let at = day.toMillis(); at < end.toMillis();) {
    const { offset } = DateTime.fromMillis(at, { zone })
    const until = changeAfter(zone, at, end.toMillis(), offset)
    parts.push([at, until, offset])
    at = until
  }
  return parts
}

function changeAfter(zone: string, from: number, end: number, offset: number): number {
  const isChanged = (at: number) => DateTime.fromMillis(at, { zone }).offset !== offset
  if (!isChanged(end - 1)) return end
  let [before, after] = [from, end - 1]
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (isChanged(middle)) after = middle
    else before = middle
  }
  return after
}
