import { type Expression, sql } from 'kysely'
import type { Dialect } from './dialect.ts'

/** The value below which this share of the values lies, between the two nearest in proportion; null without any. */
export const quantile = (dialect: Dialect, of: Expression<number | null>, share: number) =>
  dialect === 'sqlite'
    ? sql<number | null>`percentile_cont(${of}, ${sql.lit(share)})`
    : sql<number | null>`percentile_cont(${sql.lit(share)}) within group (order by ${of})`
