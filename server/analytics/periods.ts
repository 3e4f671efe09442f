import { DateTime } from 'luxon'
import type { Scope, Span, Step } from '../contract/analytics.ts'
import type { GivenSpan } from '../db/spans.ts'
import { problem } from '../problems.ts'

const MOST_DAYS = 1_830
const MOST_POINTS = 1_000
const DAYS_OF_WEEK = 7
const HOURS_OF_DAY = 24
const HOUR_MS = 3_600_000

const iso = (at: DateTime): string => at.toUTC().toISO() ?? ''
const dateOf = (at: DateTime): string => at.toFormat('yyyy-MM-dd')
const dayIn = (date: string, zone: string) => DateTime.fromISO(date, { zone }).startOf('day')

const refuse = (path: string, message: string, input: unknown) =>
  problem('validation_failed', { issues: [{ code: 'custom', path: [path], message, input }] })

/** Whole days of a zone. Throws `validation_failed` when they end before they begin, or are more than five years. */
export function spanOf({ from, to }: Pick<Scope, 'from' | 'to'>, zone: string): Span {
  const days = daysOf({ from, to })
  if (days < 1) throw refuse('to', 'must not be before the first day', to)
  if (days > MOST_DAYS) throw refuse('to', 'must be at most five years after the first day', to)
  return spanFrom(dayIn(from, zone), dayIn(to, zone))
}

const spanFrom = (first: DateTime, last: DateTime): Span => ({
  from: dateOf(first),
  to: dateOf(last),
  startsAt: iso(first),
  endsAt: iso(last.plus({ days: 1 }).startOf('day')),
})

const daysOf = ({ from, to }: Pick<Scope, 'from' | 'to'>): number =>
  Math.round(DateTime.fromISO(to).diff(DateTime.fromISO(from), 'days').days) + 1

/** As many days as a span has, right before it. */
export function spanBefore(span: Span, zone: string): Span {
  const days = daysOf(span)
  const first = dayIn(span.from, zone)
  return spanFrom(first.minus({ days }), first.minus({ days: 1 }))
}

/** The step that gives a span a few dozen points. */
export function stepFor(span: Pick<Scope, 'from' | 'to'>): Step {
  const days = daysOf(span)
  if (days <= 2) return 'hour'
  if (days <= 92) return 'day'
  return days <= 400 ? 'week' : 'month'
}

/** The steps of a span, in order; each begins where the one before ends. Throws `validation_failed` for too many. */
export function stepsOf(span: Span, step: Step, zone: string): GivenSpan[] {
  const steps: GivenSpan[] = []
  const end = DateTime.fromISO(span.endsAt, { zone })
  for (let at = DateTime.fromISO(span.startsAt, { zone }); at < end;) {
    if (steps.length === MOST_POINTS) throw refuse('by', 'makes too many steps', step)
    // An hour is an hour also where clocks are changed; days, weeks and months begin with the wall's.
    const next = at.plus({ [`${step}s`]: 1 }).startOf(step)
    const until = next < end ? next : end
    steps.push([steps.length, iso(at), iso(until)])
    at = until
  }
  return steps
}

/** The hours of a span, each placed in the week: hour 0 of Monday is 0. An hour that clocks show twice counts to both. */
export function hoursOfWeek(span: Span, zone: string): GivenSpan[] {
  const end = Date.parse(span.endsAt)
  const hours: GivenSpan[] = []
  for (let day = DateTime.fromISO(span.startsAt, { zone }); day.toMillis() < end;) {
    const next = day.plus({ days: 1 }).startOf('day')
    const isEven = next.toMillis() - day.toMillis() === HOURS_OF_DAY * HOUR_MS && day.hour === 0
    hours.push(...(isEven ? evenHours(day) : changedHours(day, next)))
    day = next
  }
  return hours
}

/** A day like most: reckoned without asking for each hour what the clock shows. */
function evenHours(day: DateTime): GivenSpan[] {
  const start = day.toMillis()
  const at = (hour: number) => new Date(start + hour * HOUR_MS).toISOString()
  return Array.from({ length: HOURS_OF_DAY }, (_, hour): GivenSpan => [
    placeOf(day.weekday - 1, hour),
    at(hour),
    at(hour + 1),
  ])
}

function changedHours(day: DateTime, end: DateTime): GivenSpan[] {
  const hours: GivenSpan[] = []
  for (let at = day; at < end;) {
    const next = hourAfter(at)
    const until = next < end ? next : end
    hours.push([placeOf(at.weekday - 1, at.hour), iso(at), iso(until)])
    at = until
  }
  return hours
}

/** When the wall next shows a full hour, or is changed to one. */
function hourAfter(at: DateTime): DateTime {
  const next = at.plus({ hours: 1 }).startOf('hour')
  return next > at ? next : at.plus({ hours: 1 })
}

/** Where an hour of the week stands among all of them. */
export const placeOf = (weekday: number, hour: number): number => weekday * HOURS_OF_DAY + hour

/** The places of an hour of the week, by weekday. */
export const weekOf = <T>(of: (place: number) => T): T[][] =>
  Array.from({ length: DAYS_OF_WEEK }, (_, weekday) =>
    Array.from({ length: HOURS_OF_DAY }, (__, hour) => of(placeOf(weekday, hour))),
  )
