import type ICAL from 'ical.js'

const MOST = 20_000

export type Occurrence = ReturnType<ICAL.Event['getOccurrenceDetails']>

/** The day of a time on the calendar's own clock. */
export const dayOf = (time: ICAL.Time) => time.toString().slice(0, 10)

/**
 * When an event is, each time as the calendar has it by now: what comes back by a rule up to `lastDay`, and its first
 * time in any case.
 */
export function* occurrencesOf(event: ICAL.Event, lastDay: string): Generator<Occurrence> {
  const rules = valuesOf<ICAL.Recur>(event, 'rrule')
  if (rules.length > 1 || !rules.every(comesToAnEnd))
    throw new Error('rules that holidays do not have')
  // ical.js compares each time with one of them only, and may pass the right one by.
  const excluded = new Set(valuesOf<ICAL.Time>(event, 'exdate').map(dayOf))
  let count = 0
  for (const start of startsOf(event)) {
    count += 1
    if (count > MOST) throw new Error('more times than a holiday has')
    if (rules.length > 0 && count > 1 && dayOf(start) > lastDay) return
    const isLeftOut =
      excluded.has(dayOf(start)) || rules.some((rule) => isMoved(rule, event, start))
    if (!isLeftOut) yield event.getOccurrenceDetails(start)
  }
}

const valuesOf = <T>(event: ICAL.Event, name: string) =>
  event.component.getAllProperties(name).flatMap((property) => property.getValues() as T[])

function* startsOf(event: ICAL.Event): Generator<ICAL.Time> {
  // Of an event with a list of further days ical.js names these alone.
  if (!event.component.hasProperty('rrule')) yield event.startDate
  if (!event.isRecurring()) return
  const iterator = event.iterator()
  for (;;) {
    const next = iterator.next() as ICAL.Time | null
    if (!next) return
    yield next
  }
}

/** ical.js looks for ever for the next time where these have conditions that no day meets. */
function comesToAnEnd({ freq, parts }: ICAL.Recur): boolean {
  if (freq === 'YEARLY' || freq === 'MONTHLY') return true
  const allowed = freq === 'WEEKLY' ? ['BYDAY', 'BYMONTH'] : []
  const isDays = freq === 'WEEKLY' || freq === 'DAILY'
  return isDays && Object.keys(parts).every((part) => allowed.includes(part))
}

/** What is each 29 February has no day in most years; ical.js makes it 1 March then. */
function isMoved({ freq, parts }: ICAL.Recur, event: ICAL.Event, start: ICAL.Time): boolean {
  if (freq !== 'YEARLY') return false
  const isSameDay = Object.keys(parts).length === 0
  const months = isSameDay ? [event.startDate.month] : parts.BYMONTH
  return months !== undefined && !months.includes(start.month)
}
