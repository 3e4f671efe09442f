import ICAL from 'ical.js'
import type { Holiday } from '../../../../server/contract/holidays.ts'
import { daysOf, type PassedOver, type Series } from './event-days.ts'
import { unfolded } from './unfolded.ts'

// Days are also taken where a program did not mark them as days (`DTSTART:20260101`).
ICAL.design.strict = false

/** What a calendar has of holidays. */
export interface CalendarHolidays {
  /** By date, one each. */
  readonly holidays: readonly Holiday[]
  /** How many events gave none, by the reason. */
  readonly passedOver: Readonly<Partial<Record<PassedOver, number>>>
}

/** The holidays from `today` on in a file of the iCalendar format; null where it is no such file, or not a whole one. */
export function readCalendar(bytes: Uint8Array, today: string): CalendarHolidays | null {
  const calendars = calendarsIn(unfolded(bytes))
  if (calendars.length === 0) return null
  const named = new Map<string, Holiday>()
  const passedOver: Partial<Record<PassedOver, number>> = {}
  for (const series of calendars.flatMap(seriesIn)) {
    const days = daysOf(series, today)
    if (typeof days === 'string') passedOver[days] = (passedOver[days] ?? 0) + 1
    else for (const day of days) if (!named.get(day.date)?.name) named.set(day.date, day)
  }
  const holidays = [...named.values()].toSorted((a, b) => (a.date < b.date ? -1 : 1))
  return { holidays, passedOver }
}

function calendarsIn(text: string): ICAL.Component[] {
  try {
    const parsed = ICAL.parse(text) as [string, ...unknown[]] | [string, ...unknown[]][]
    const roots = (typeof parsed[0] === 'string' ? [parsed] : parsed) as unknown[][]
    return roots.map((root) => new ICAL.Component(root)).filter(({ name }) => name === 'vcalendar')
  } catch {
    return []
  }
}

function seriesIn(calendar: ICAL.Component): Series[] {
  const events = calendar.getAllSubcomponents('vevent')
  const isChange = (event: ICAL.Component) => event.hasProperty('recurrence-id')
  const whole = events.filter((event) => !isChange(event))
  const known = new Set(whole.map(uidOf))
  const changes = Map.groupBy(events.filter(isChange), uidOf)
  // A change of an event that is not in the file stands for itself.
  const alone = events.filter((event) => isChange(event) && !known.has(uidOf(event)))
  return [
    ...whole.map((component) => ({ component, changes: changes.get(uidOf(component)) ?? [] })),
    ...alone.map((component) => ({ component, changes: [] })),
  ]
}

const uidOf = (event: ICAL.Component) => event.getFirstPropertyValue('uid')
