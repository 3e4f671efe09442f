import type Sqlite from 'better-sqlite3'
import { type RawBuilder, sql } from 'kysely'
import type { Dialect } from './dialect.ts'

const SHARES = [0.5, 0.9] as const

/** The median and the value below which nine tenths lie. */
export type Quantiles = readonly [median: number, p90: number]

/** What `quantiles` answers, before it is read. */
export type StoredQuantiles = string | Quantiles | null

/**
 * The median and the 90th percentile of a column, between the two nearest values in proportion; null without any. In
 * SQLite a row may hold one value, or many as JSON.
 */
export const quantiles = (dialect: Dialect, column: string): RawBuilder<StoredQuantiles> =>
  dialect === 'sqlite'
    ? sql`quantiles(${sql.ref(column)})`
    : sql`percentile_cont(${sql.lit(`{${SHARES.join(',')}}`)}::double precision[])
        within group (order by ${sql.ref(column)})`

/** Reads what `quantiles` answered. */
export const quantilesIn = (stored: StoredQuantiles): Quantiles | null =>
  typeof stored === 'string' ? (JSON.parse(stored) as Quantiles) : stored

/** Teaches a connection to SQLite what Postgres can by itself. */
export function teachQuantiles(sqlite: Sqlite.Database): void {
  sqlite.aggregate<number[]>('quantiles', {
    start: () => [],
    step(values, next: number | string | null) {
      if (typeof next === 'number') values.push(next)
      else if (next !== null) for (const value of JSON.parse(next) as number[]) values.push(value)
    },
    result: (values) => (values.length === 0 ? null : JSON.stringify(among(values))),
  })
}

function among(values: readonly number[]): number[] {
  const sorted = Float64Array.from(values).toSorted()
  return SHARES.map((share) => {
    const place = share * (sorted.length - 1)
    const [low = 0, high = 0] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]]
    return low + (high - low) * (place - Math.floor(place))
  })
}
