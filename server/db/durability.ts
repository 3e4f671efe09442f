import { sql } from 'kysely'
import type { Dialect } from './dialect.ts'
import type { Sql } from './transaction.ts'

// Switched off, each of them lets Postgres say that something is stored which the next loss of power takes away.
const POSTGRES = ['fsync', 'full_page_writes', 'synchronous_commit'] as const

/** What in the database's own settings lets go of what was acknowledged, such as `fsync`; nothing where all is well. */
export async function unsafeSettings(database: Sql, dialect: Dialect): Promise<string[]> {
  // Ours alone, and set when it is opened.
  if (dialect === 'sqlite') return []
  const { rows } = await sql<{ name: string }>`
    select name from pg_settings
    where name in (${sql.join([...POSTGRES])}) and setting = 'off' order by name
  `.execute(database)
  return rows.map(({ name }) => name)
}

/** What follows from such settings, in one sentence for whoever runs the server. */
export const whyUnsafe = (names: readonly string[]): string =>
  `${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} off in Postgres: what was acknowledged may be lost when its machine fails`
