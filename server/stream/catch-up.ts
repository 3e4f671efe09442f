import type { StreamEvent } from '../contract/events.ts'
import type { Sql } from '../db/transaction.ts'

/** At most this many events in one answer. */
export const CATCH_UP_LIMIT = 500

/** The number of the newest event, 0 when there is none. */
export async function headOf(sql: Sql): Promise<number> {
  const row = await sql
    .selectFrom('counters')
    .select('value')
    .where('name', '=', 'event')
    .executeTakeFirst()
  return row?.value ?? 0
}

/** The events after a cursor (and before a number), in order, at most `CATCH_UP_LIMIT`. */
export async function eventsAfter(
  sql: Sql,
  after: number,
  before = Number.MAX_SAFE_INTEGER,
): Promise<StreamEvent[]> {
  const rows = await sql
    .selectFrom('events')
    .selectAll()
    .where('seq', '>', after)
    .where('seq', '<', before)
    .orderBy('seq')
    .limit(CATCH_UP_LIMIT)
    .execute()
  return rows.map(
    (row) =>
      ({
        seq: row.seq,
        at: row.at,
        kind: row.kind,
        refs: JSON.parse(row.refs),
        body: JSON.parse(row.body),
      }) as StreamEvent,
  )
}
