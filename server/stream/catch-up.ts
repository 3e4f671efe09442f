import type { StreamEvent } from '../contract/events.ts'
import { withinPage } from '../db/page-size.ts'
import type { Sql } from '../db/transaction.ts'

const CATCH_UP_LIMIT = 500

/** The number of the newest event, 0 when there is none. */
export async function headOf(sql: Sql): Promise<number> {
  const row = await sql
    .selectFrom('counters')
    .select('value')
    .where('name', '=', 'event')
    .executeTakeFirst()
  return row?.value ?? 0
}

/** The events after a cursor, in order: at most 500, and no more than a socket should be given at once. */
export const eventsAfter = async (sql: Sql, after: number): Promise<StreamEvent[]> =>
  (await pageAfter(sql, after, Number.MAX_SAFE_INTEGER)).events

/** Such a page of the events between a cursor and a number, and whether it reaches that number. */
export async function pageAfter(
  sql: Sql,
  after: number,
  before: number,
): Promise<{ events: StreamEvent[]; isWhole: boolean }> {
  const rows = await sql
    .selectFrom('events')
    .selectAll()
    .where('seq', '>', after)
    .where('seq', '<', before)
    .orderBy('seq')
    .limit(CATCH_UP_LIMIT)
    .execute()
  const page = withinPage(rows, (row) => row.body.length)
  const events = page.map(
    (row) =>
      ({
        seq: row.seq,
        at: row.at,
        kind: row.kind,
        refs: JSON.parse(row.refs),
        body: JSON.parse(row.body),
      }) as StreamEvent,
  )
  return { events, isWhole: rows.length < CATCH_UP_LIMIT && page.length === rows.length }
}
