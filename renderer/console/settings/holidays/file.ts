import { dayOf } from '../../../ui/MomentField.tsx'
import { wallTimeIn } from '../../../words/wallTime.ts'
import { codeFrom } from '../../shell/code.ts'
import type { CalendarHolidays } from './calendar.ts'

// A country's holidays of ten years are 0.1 MB; what reads them holds the whole file.
const LARGEST = 5_000_000

export type Refusal = 'notCalendar' | 'tooLarge'

/** The holidays of a calendar file from today on, as it is in the zone of the opening hours; or why there are none. */
export async function holidaysFrom(file: File, zone: string): Promise<CalendarHolidays | Refusal> {
  if (file.size > LARGEST) return 'tooLarge'
  // Few ever need it, and once a year.
  const { readCalendar } = await codeFrom(() => import('./calendar.ts'))
  return readCalendar(new Uint8Array(await file.arrayBuffer()), todayIn(zone)) ?? 'notCalendar'
}

/** Today in a zone; here, where what is typed so far names none. */
function todayIn(zone: string): string {
  const now = new Date()
  try {
    return dayOf(new Date(wallTimeIn(zone)(now.toISOString())))
  } catch {
    return dayOf(now)
  }
}
