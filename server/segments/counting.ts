import type { SegmentCounts } from '../contract/segments.ts'
import type { Database } from '../db/transaction.ts'
import { countCustomersMatching, listSegments, viewSegment } from './queries.ts'

const COUNT_MAX = 9_999

interface Counting {
  now: Promise<SegmentCounts>
  /** What everybody waits for who asked after it had begun. */
  next?: Promise<SegmentCounts>
}

const counting = new WeakMap<Database, Counting>()

/**
 * How many customers each segment holds. Some conditions have everybody looked through, so one count is under way at a time:
 * however many ask meanwhile share the one after it, which begins after all of them asked.
 */
export function segmentCounts(database: Database): Promise<SegmentCounts> {
  const current = counting.get(database)
  if (current)
    return (current.next ??= current.now.then(ignore, ignore).then(() => begin(database)))
  return begin(database)
}

const ignore = () => undefined

function begin(database: Database): Promise<SegmentCounts> {
  const one: Counting = { now: countAll(database) }
  counting.set(database, one)
  const end = () => {
    if (!one.next) counting.delete(database)
  }
  one.now.then(end, end)
  return one.now
}

async function countAll(database: Database): Promise<SegmentCounts> {
  const now = database.clock.now()
  const counts: SegmentCounts = {}
  for (const row of await listSegments(database.sql)) {
    const { filter } = viewSegment(row)
    counts[row.id] = await countCustomersMatching(database.reads, { filter, now }, COUNT_MAX)
  }
  return counts
}
