import type { StreamEvent } from '../contract/events.ts'
import type { Sql, Tx } from '../db/transaction.ts'
import type { CounterTable } from './table.ts'

/** A counter that says how far somebody has followed the stream: one for all processes. */
export type CursorName = Extract<CounterTable['name'], 'notified' | 'counted'>

/** Takes a cursor for this transaction: one process moves it at a time. */
export async function holdCursor({ sql, database }: Tx, name: CursorName): Promise<number> {
  const { value } = await sql
    .selectFrom('counters')
    .select('value')
    .where('name', '=', name)
    .$if(database.dialect === 'postgres', (query) => query.forUpdate())
    .executeTakeFirstOrThrow()
  return value
}

export async function moveCursor({ sql }: Tx, name: CursorName, value: number): Promise<void> {
  await sql.updateTable('counters').set({ value }).where('name', '=', name).execute()
}

/** What comes next after a cursor, and where it is to be moved when that is done. */
export interface Batch {
  after: number
  events: StreamEvent[]
  to: number
  isMore: boolean
}

/** The next events of some kinds after a cursor; undefined when it is at the head. */
export async function nextBatch(
  sql: Sql,
  {
    cursor,
    kinds,
    limit,
  }: { cursor: CursorName; kinds: ReadonlyArray<StreamEvent['kind']>; limit: number },
): Promise<Batch | undefined> {
  const counters = await sql
    .selectFrom('counters')
    .select(['name', 'value'])
    .where('name', 'in', ['event', cursor])
    .execute()
  const valueOf = (name: CounterTable['name']) =>
    counters.find((each) => each.name === name)?.value ?? 0
  const [after, head] = [valueOf(cursor), valueOf('event')]
  if (after === head) return undefined
  const rows = await sql
    .selectFrom('events')
    .selectAll()
    .where('seq', '>', after)
    .where('seq', '<=', head)
    .where('kind', 'in', kinds)
    .orderBy('seq')
    .limit(limit)
    .execute()
  const events = rows.map(
    ({ refs, body, ...row }) =>
      ({ ...row, refs: JSON.parse(refs), body: JSON.parse(body) }) as StreamEvent,
  )
  const isMore = events.length === limit
  return { after, events, to: isMore ? (events.at(-1)?.seq ?? head) : head, isMore }
}
