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
  const since = DateTime.fromJSDate(clock.now(), { zone }).startOf('day').minus({ days: DAYS })
  const quarter = quarterOf(dialect, 'at')
  const rows = await reads
    .selectFrom('activities')
    .select(({ fn }) => [quarter.as('quarter'), fn.countAll<number>().as('count')])
    .where('customerId', '=', customerId)
    .where('at', '>=', since.toJSDate().toISOString())
    .groupBy(quarter)
    .execute()
  const days = new Map<string, number>()
  for (const row of rows) {
    const day = DateTime.fromISO(`${row.quarter}Z`, { zone }).toISODate() ?? ''
    days.set(day, (days.get(day) ?? 0) + row.count)
  }
  return [...days]
    .map(([day, count]) => ({ day, count }))
    .toSorted((a, b) => a.day.localeCompare(b.day))
}
