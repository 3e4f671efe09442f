import { Kysely } from 'kysely'
import type { Clock } from '../clock.ts'
import { migrate, pendingSteps } from './migrate.ts'
import { plugins } from './plugins.ts'
import { postgresDialect, searchingDialect } from './postgres.ts'
import { openReads } from './reads.ts'
import type { Schema } from './schema.ts'
import { prepareSearchFile, searchPathOf } from './search-file.ts'
import { sqliteDialect } from './sqlite.ts'
import { createDatabase, type Database } from './transaction.ts'

/** Which database to open: a Postgres address, or a SQLite file (`:memory:` for a passing one). */
export type DatabaseTarget =
  | { dialect: 'sqlite'; path: string }
  | { dialect: 'postgres'; url: string; poolSize: number; onIdleError: (error: Error) => void }

function connect(target: DatabaseTarget): Kysely<Schema> {
  const dialect = target.dialect === 'sqlite' ? sqliteDialect(target.path) : postgresDialect(target)
  return new Kysely<Schema>({ dialect, plugins })
}

// Nobody else sees a database in memory; Postgres reads and writes side by side by itself.
const fileOf = (target: DatabaseTarget): string | null =>
  target.dialect === 'sqlite' && target.path !== ':memory:' ? target.path : null

const warn = (error: unknown) => process.emitWarning(error instanceof Error ? error : String(error))

/** Opens the database and brings its schema up to date. A failed migration throws; nothing is served then. */
export async function openDatabase(
  target: DatabaseTarget,
  clock: Clock,
  onHookError: Database['onHookError'] = warn,
): Promise<Database> {
  const sql = connect(target)
  const file = fileOf(target)
  try {
    await migrate(sql, target.dialect)
    if (file !== null) prepareSearchFile(file)
  } catch (error) {
    await sql.destroy()
    throw error
  }
  const reads = file === null ? sql : openReads(file)
  const searches =
    target.dialect === 'sqlite'
      ? reads
      : new Kysely<Schema>({ dialect: searchingDialect(target), plugins })
  const { dialect } = target
  return createDatabase({ sql, reads, searches, dialect, file, clock, onHookError })
}

/**
 * Opens the words beside a SQLite file for writing them: what is read from the file itself is seen as well, and must
 * not be written.
 */
export function openSearchFile(file: string, clock: Clock): Database {
  const dialect = sqliteDialect(searchPathOf(file), { beside: file })
  const sql = new Kysely<Schema>({ dialect, plugins })
  const parts = { sql, reads: sql, searches: sql, file, clock }
  return createDatabase({ ...parts, dialect: 'sqlite', onHookError: warn })
}

/** Which steps an existing database lacks to be up to date; changes nothing. Throws when it cannot be reached. */
export async function missingSteps(target: DatabaseTarget): Promise<string[]> {
  const sql = connect(target)
  try {
    return await pendingSteps(sql, target.dialect)
  } finally {
    await sql.destroy()
  }
}
