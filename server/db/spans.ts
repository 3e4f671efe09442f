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

interface GivenRow {
  place: number
  starts: string
  ends: string
}
