import { type RawBuilder, sql } from 'kysely'
import type { Dialect } from './dialect.ts'

/**
 * The quarter of an hour a time is in, `2026-11-26T09:45`, in UTC: every time zone's days begin with one, so that what
 * is counted by quarters can be counted by days of any zone.
 */
export const quarterOf = (dialect: Dialect, column: string): RawBuilder<string> =>
  dialect === 'sqlite'
    ? sql`substr(${sql.ref(column)}, 1, 14) || printf('%02d', cast(substr(${sql.ref(column)}, 15, 2) as integer) / 15 * 15)`
    : sql`to_char(date_bin('15 minutes', ${sql.ref(column)}, timestamptz '2000-01-01T00:00Z') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI')`
