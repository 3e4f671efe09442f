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

// Each day is looked up once, not each quarter of it: there may be ten thousand, and chats wait meanwhile.
function inDays(rows: readonly Quarter[], since: DateTime): ActivityDay[] {
  const sorted = rows.toSorted((a, b) => (a.quarter < b.quarter ? -1 : 1))
  const days: ActivityDay[] = []
  let row = 0
  let day = since
  // Up to tomorrow, where it may be tomorrow already for who told of it.
  for (let index = 0; index <= DAYS + 1 && row < sorted.length; index++) {
    const next = since.plus({ days: index + 1 })
    const end = quarterAt(next)
    let count = 0
    for (; row < sorted.length && (sorted[row]?.quarter ?? '') < end; row++)
      count += sorted[row]?.count ?? 0
    if (count > 0) days.push({ day: day.toISODate() ?? '', count })
    day = next
  }
  return days
}

/** The quarter of an hour that begins a day, written as the rows have it. */
const quarterAt = (time: DateTime): string => time.toJSDate().toISOString().slice(0, 16)
