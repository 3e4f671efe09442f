import { sql } from 'kysely'
import type { Dialect } from './dialect.ts'

/** A stretch of time with a number: from `starts` on, before `ends`. */
export type GivenSpan = readonly [place: number, starts: string, ends: string]

/** Stretches of time that are given with a question, as a table to join with. */
export const givenSpans = (dialect: Dialect, spans: readonly GivenSpan[]) =>
  given(dialect, spans, 'timestamptz')

/** Stretches of whole days, from the first on and before the second, as a table to join with. */
export const givenDays = (dialect: Dialect, days: readonly GivenSpan[]) =>
  given(dialect, days, 'text')

function given(dialect: Dialect, spans: readonly GivenSpan[], type: 'timestamptz' | 'text') {
  if (dialect === 'sqlite')
    return sql<GivenRow>`(select value ->> 0 as place, value ->> 1 as starts, value ->> 2 as ends
      from json_each(${JSON.stringify(spans)}))`
  // Of arrays Postgres sees how long they are, and does not read along for a hundred spans what is asked for one.
  const [places, starts, ends] = ([0, 1, 2] as const).map((part) => spans.map((span) => span[part]))
  const times = sql.raw(`${type}[]`)
  return sql<GivenRow>`(select * from unnest(${places}::int[], ${starts}::${times}, ${ends}::${times})
    as given (place, starts, ends))`
}

/** The hour of the week a time is in where clocks are so many seconds ahead of UTC: hour 0 of Monday is 0. */
export const weekHour = (dialect: Dialect, column: string, ahead: string) =>
  dialect === 'sqlite'
    ? sql<number>`((unixepoch(${sql.ref(column)}) + ${sql.ref(ahead)}) / 3600 + 72) % 168`
    : sql<number>`((floor(extract(epoch from ${sql.ref(column)}))::bigint + ${sql.ref(ahead)}) / 3600 + 72) % 168`

interface GivenRow {
  place: number
  starts: string
  ends: string
}
