import { sql } from 'kysely'
import type { Dialect } from './dialect.ts'

/** A stretch of time with a number: from `starts` on, before `ends`. */
export type GivenSpan = readonly [place: number, starts: string, ends: string]

/** Stretches of time that are given with a question, as a table to join with. */
export function givenSpans(dialect: Dialect, spans: readonly GivenSpan[]) {
  const json = JSON.stringify(spans)
  return dialect === 'sqlite'
    ? sql<GivenRow>`(select value ->> 0 as place, value ->> 1 as starts, value ->> 2 as ends
        from json_each(${json}))`
    : sql<GivenRow>`(select (value ->> 0)::int as place, (value ->> 1)::timestamptz as starts,
        (value ->> 2)::timestamptz as ends from jsonb_array_elements(${json}::jsonb))`
}

/** Stretches of whole days, from the first on and before the second, as a table to join with. */
export function givenDays(dialect: Dialect, days: readonly GivenSpan[]) {
  const json = JSON.stringify(days)
  return dialect === 'sqlite'
    ? givenSpans(dialect, days)
    : sql<GivenRow>`(select (value ->> 0)::int as place, value ->> 1 as starts, value ->> 2 as ends
        from jsonb_array_elements(${json}::jsonb))`
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
