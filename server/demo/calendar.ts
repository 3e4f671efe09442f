import type { Random } from './random.ts'

export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

// The shop stands in Vietnam, which has no summer time.
const LOCAL = 7 * HOUR
const OPENS = 8
const CLOSES = 21

// Longer than any chat takes.
const LONGEST_TALK = 75 * MINUTE

// How many customers write in each hour from opening to closing.
const HOURS = [3, 6, 9, 10, 7, 4, 6, 8, 9, 8, 6, 6, 3]
const BUSY = HOURS.flatMap((weight, index) => Array.from({ length: weight }, () => OPENS + index))

const startOfDay = (at: number) => Math.floor((at + LOCAL) / DAY) * DAY - LOCAL
const isWeekend = (at: number) => [0, 6].includes(new Date(at + LOCAL).getUTCDay())

/**
 * A moment at which somebody gets in touch: within so many days, more often lately, on working days and in busy hours,
 * and long enough ago that a talk begun then is over.
 */
export function contactTime(random: Random, now: number, days: number): number {
  const oldest = days - 1
  const age = oldest * (random.chance(0.4) ? random.next() : 1 - Math.sqrt(random.next()))
  let day = startOfDay(now - age * DAY)
  if (isWeekend(day) && random.chance(0.6)) day -= 2 * DAY
  const at = day + random.pick(BUSY) * HOUR + random.int(0, HOUR - 1)
  return at < now - LONGEST_TALK ? at : at - DAY
}

/** The same moment when the shop is open, else soon after it opens next. */
export function whenOpen(at: number, random: Random): number {
  const hour = (at - startOfDay(at)) / HOUR
  if (hour >= OPENS && hour < CLOSES) return at
  const day = hour < OPENS ? startOfDay(at) : startOfDay(at) + DAY
  return day + OPENS * HOUR + random.int(0, HOUR)
}
