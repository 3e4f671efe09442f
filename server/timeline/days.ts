import { DateTime } from 'luxon'
import type { ActivityDay } from '../contract/timeline.ts'
import { quarterOf } from '../db/quarters.ts'
import type { Database } from '../db/transaction.ts'

// Fifty-three weeks: whole ones, however the year begins.
const DAYS = 371

/** How much happened with a customer on each day of the last year on which anything did, the oldest first. */
export async function activeDays(
  { reads, dialect, clock }: Database,
  customerId: string,
  zone: string,
): Promise<ActivityDay[]> {
  const today = DateTime.fromJSDate(clock.now(), { zone }).startOf('day')
  const since = today.minus({ days: DAYS })
  // It may be tomorrow already for who told of it; no further, whatever their clock says.
  const until = today.plus({ days: 2 })
  const quarter = quarterOf(dialect, 'at')
  const rows = await reads
    .selectFrom('activities')
    .select(({ fn }) => [quarter.as('quarter'), fn.countAll<number>().as('count')])
    .where('customerId', '=', customerId)
    .where('at', '>=', since.toJSDate().toISOString())
    .where('at', '<', until.toJSDate().toISOString())
    .groupBy(quarter)
    .execute()
  return inDays(rows, zone)
}

interface Quarter {
  quarter: string
  count: number
}

// Each day on which something was is looked up once, not each quarter of it: there may be ten thousand, and chats wait
// meanwhile.
function inDays(rows: readonly Quarter[], zone: string): ActivityDay[] {
  const days: ActivityDay[] = []
  let end = ''
  for (const { quarter, count } of rows.toSorted((a, b) => (a.quarter < b.quarter ? -1 : 1))) {
    if (quarter >= end) {
      const day = DateTime.fromISO(`${quarter}Z`, { zone }).startOf('day')
      // A day may begin at one.
      end = quarterAt(day.plus({ days: 1 }).startOf('day'))
      days.push({ day: day.toISODate() ?? '', count: 0 })
    }
    const last = days.at(-1)
    if (last) last.count += count
  }
  return days
}

/** The quarter of an hour that begins a day, written as the rows have it. */
const quarterAt = (time: DateTime): string => time.toJSDate().toISOString().slice(0, 16)
