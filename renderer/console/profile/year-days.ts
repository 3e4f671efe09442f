import type { ActivityDay } from '../../../server/contract/timeline.ts'

const WEEKS = 53
const MONTHS = 12

const two = (value: number) => String(value).padStart(2, '0')

/** The day of this window's clock, as `2026-11-26`. */
export const dayOf = (day: Date) =>
  `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`

/** The last year in whole weeks from Monday on, the oldest first; the newest ends today. */
export function weeksOf(now: Date): Date[][] {
  const monday = now.getDate() - ((now.getDay() + 6) % 7)
  const first = monday - (WEEKS - 1) * 7
  const at = (days: number) => new Date(now.getFullYear(), now.getMonth(), first + days, 12)
  return Array.from({ length: WEEKS }, (_, week) =>
    Array.from({ length: 7 }, (__, day) => at(week * 7 + day)).filter(
      (day) => dayOf(day) <= dayOf(now),
    ),
  )
}

/** A month of the last twelve, and how much happened in it. */
export interface YearMonth {
  readonly key: string
  readonly start: Date
  /** When the next one begins. */
  readonly end: string
  readonly count: number
}

/** The last twelve months, the oldest first. */
export function monthsOf(days: readonly ActivityDay[], now: Date): YearMonth[] {
  return Array.from({ length: MONTHS }, (_, index) => {
    const start = new Date(now.getFullYear(), now.getMonth() - (MONTHS - 1 - index), 1)
    const end = new Date(start.getFullYear(), start.getMonth() + 1, 1)
    const key = dayOf(start).slice(0, 7)
    const own = days.filter(({ day }) => day.startsWith(key))
    const count = own.reduce((sum, one) => sum + one.count, 0)
    return { key, start, end: end.toISOString(), count }
  })
}
