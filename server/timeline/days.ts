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
  return inDays(rows, since)
}

interface Quarter {
  quarter: string
  count: number
}

// A day is looked up once, not each quarter of it: there may be ten thousand, and chats wait meanwhile.
function inDays(rows: readonly Quarter[], since: DateTime): ActivityDay[] {
  const sorted = rows.toSorted((a, b) => (a.quarter < b.quarter ? -1 : 1))
  const days: ActivityDay[] = []
  let at = 0
  for (let index = 0; at < sorted.length; index++) {
    const end =
      since
        .plus({ days: index + 1 })
        .toUTC()
        .toISO() ?? ''
    let count = 0
    for (let row = sorted[at]; row && row.quarter < end; row = sorted[++at]) count += row.count
    if (count > 0) days.push({ day: since.plus({ days: index }).toISODate() ?? '', count })
  }
  return days
}
