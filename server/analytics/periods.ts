import { DateTime, IANAZone } from 'luxon'
import { MOST_DAYS, type Scope, type Span, type Step } from '../contract/analytics.ts'
import type { GivenSpan } from '../db/spans.ts'
import { problem } from '../problems.ts'

const MOST_POINTS = 1_000
const DAYS_OF_WEEK = 7
const HOURS_OF_DAY = 24
const DAY_MS = 86_400_000
const SECOND_MS = 1_000
const MINUTE_S = 60

const iso = (at: DateTime): string => at.toUTC().toISO() ?? ''
const isoOf = (milliseconds: number) => new Date(milliseconds).toISOString()
const dateOf = (at: DateTime): string => at.toFormat('yyyy-MM-dd')
const dayIn = (date: string, zone: string) => DateTime.fromISO(date, { zone }).startOf('day')

const refuse = (path: string, message: string, input: unknown) =>
  problem('validation_failed', { issues: [{ code: 'custom', path: [path], message, input }] })

// Nothing is counted before, and not every database knows the years beyond.
const [FIRST_DAY, LAST_DAY] = ['1970-01-01', '9998-12-31']

/**
 * Whole days of a zone. Throws `validation_failed` when they end before they begin, are more than five years, or lie where
 * no database counts.
 */
export function spanOf({ from, to }: Pick<Scope, 'from' | 'to'>, zone: string): Span {
  if (from < FIRST_DAY) throw refuse('from', `must not be before ${FIRST_DAY}`, from)
  if (to > LAST_DAY) throw refuse('to', `must not be after ${LAST_DAY}`, to)
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

/** A stretch of time in which clocks stay as they are: so many seconds ahead of UTC. */
export type Clocks = GivenSpan

/** The stretches of a span between which a zone changes its clocks. */
export function clocksOf(span: Pick<Span, 'startsAt' | 'endsAt'>, zone: string): Clocks[] {
  const named = IANAZone.create(zone)
  const offset = (at: number) => Math.round(named.offset(at) * MINUTE_S)
  const [begin, end] = [Date.parse(span.startsAt), Date.parse(span.endsAt)]
  const found: Clocks[] = []
  let from = begin
  for (let at = begin; at < end;) {
    const next = Math.min(at + DAY_MS, end)
    const changed = offset(next) === offset(from) ? null : changeBetween(offset, at, next)
    if (changed !== null && changed < end) {
      found.push([offset(from), isoOf(from), isoOf(changed)])
      from = changed
    }
    at = next
  }
  return [...found, [offset(from), isoOf(from), isoOf(end)]]
}

/** The first moment of the new clocks, to the second. */
function changeBetween(offset: (at: number) => number, from: number, to: number): number {
  let [before, after] = [from, to]
  while (after - before > SECOND_MS) {
    const middle = before + Math.floor((after - before) / 2 / SECOND_MS) * SECOND_MS
    if (offset(middle) === offset(from)) before = middle
    else after = middle
  }
  return after
}

/** Where an hour of the week stands among all of them. */
export const placeOf = (weekday: number, hour: number): number => weekday * HOURS_OF_DAY + hour

/** The places of an hour of the week, by weekday. */
export const weekOf = <T>(of: (place: number) => T): T[][] =>
  Array.from({ length: DAYS_OF_WEEK }, (_, weekday) =>
    Array.from({ length: HOURS_OF_DAY }, (__, hour) => of(placeOf(weekday, hour))),
  )
