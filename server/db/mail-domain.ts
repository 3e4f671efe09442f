import { type RawBuilder, sql } from 'kysely'
import type { Dialect } from './dialect.ts'

/** The domain of the e-mail address in a column, in so many words as the index `customers_domain` says it. */
export const mailDomain = (dialect: Dialect, column: string): RawBuilder<string> =>
  dialect === 'sqlite'
    ? sql`substr(${sql.ref(column)}, instr(${sql.ref(column)}, '@') + 1)`
    : sql`split_part(${sql.ref(column)}, '@', 2)`
