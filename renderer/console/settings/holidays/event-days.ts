import ICAL from 'ical.js'
import { HOLIDAY_NAME_MAX, type Holiday } from '../../../../server/contract/holidays.ts'
import { dayOf, type Occurrence, occurrencesOf } from './occurrences.ts'

const LONGEST_DAYS = 366

/** Why an event gives no holidays. */
export type PassedOver = 'timed' | 'past' | 'cancelled' | 'unreadable'

/** An event, and the times of it that were changed one by one. */
export interface Series {
  readonly component: ICAL.Component
  readonly changes: readonly ICAL.Component[]
}

/** The days of an event that lasts whole days, from `today` on; or why there are none. */
export function daysOf(series: Series, today: string): Holiday[] | PassedOver {
  try {
    const event = new ICAL.Event(series.component, { exceptions: [...series.changes] })
    if (!isRealDay(series.component)) return 'unreadable'
    if (isCancelled(event)) return 'cancelled'
    if (!isWholeDays(event)) return 'timed'
    const days = [...occurrencesOf(event, lastDayFrom(today))]
      .filter(({ item }) => !isCancelled(item) && isWholeDays(item))
      .flatMap(holidaysOf)
      .filter(({ date }) => date >= today)
    return days.length > 0 ? days : 'past'
  } catch {
    return 'unreadable'
  }
}

/** Two whole years ahead at least: the end of the year after next. */
const lastDayFrom = (today: string) => `${Number(today.slice(0, 4)) + 2}-12-31`

/** ical.js makes 2 March of 30 February. */
function isRealDay(component: ICAL.Component): boolean {
  const written = String(component.getFirstProperty('dtstart')?.jCal[3]).slice(0, 10)
  const day = new Date(`${written}T00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(written)
}

const isCancelled = ({ component }: ICAL.Event) =>
  String(component.getFirstPropertyValue('status')).toUpperCase() === 'CANCELLED'

/** Some programs write whole days as from midnight to midnight of a zone. In UTC that is midnight for hardly anybody. */
function isWholeDays({ startDate, endDate }: ICAL.Event): boolean {
  if (startDate.isDate) return true
  const isUtc = startDate.zone === ICAL.Timezone.utcTimezone
  return !isUtc && isMidnight(startDate) && isMidnight(endDate) && dayOf(endDate) > dayOf(startDate)
}

const isMidnight = ({ hour, minute, second }: ICAL.Time) => hour + minute + second === 0

function holidaysOf({ item, startDate, endDate }: Occurrence): Holiday[] {
  const name = nameOf(item)
  const holidays = [{ date: dayOf(startDate), name }]
  const day = startDate.clone()
  // The end is the first day that is none; some write the last one, as if the event had no day.
  for (day.day += 1; dayOf(day) < dayOf(endDate); day.day += 1) {
    if (holidays.length === LONGEST_DAYS) throw new Error('longer than a holiday is')
    holidays.push({ date: dayOf(day), name })
  }
  return holidays
}

/** What the event is called, as names of holidays are taken: one line, not too long, no half letter at its end. */
const nameOf = ({ summary }: ICAL.Event) =>
  (summary ?? '')
    .normalize('NFC')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, HOLIDAY_NAME_MAX)
    .replace(/\p{Cs}$/u, '')
    .trimEnd()
