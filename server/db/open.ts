import { Kysely, sql as statement } from 'kysely'
import type { Clock } from '../clock.ts'
import { unsafeSettings } from './durability.ts'
import { laneAmong } from './lane.ts'
import { migrate, pendingSteps } from './migrate.ts'
import { plugins } from './plugins.ts'
import { openPostgresLane, postgresDialect, type PostgresLane } from './postgres.ts'
import { openReads } from './reads.ts'
import type { Schema } from './schema.ts'
import { prepareSearchFile, searchPathOf } from './search-file.ts'
import { sqliteDialect } from './sqlite.ts'
import { createDatabase, type Database, type OpenDatabase } from './transaction.ts'

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
  const { dialect } = target
  return createDatabase({ sql, ...lanesOf(target, sql), dialect, file, clock, onHookError })
}

function lanesOf(
  target: DatabaseTarget,
  sql: Kysely<Schema>,
): Pick<OpenDatabase, 'reads' | 'searches' | 'reports'> {
  const file = fileOf(target)
  const reads = file === null ? laneAmong(sql) : openReads(file)
  if (target.dialect === 'sqlite') return { reads, searches: reads, reports: reads }
  const lane = (kind: PostgresLane) => openPostgresLane(target, kind, cancelOver(sql))
  return { reads, searches: lane('searches'), reports: lane('reports') }
}

// What cannot be ended now ends by itself before long.
const cancelOver = (sql: Kysely<Schema>) => async (processId: number) => {
  await statement`select pg_cancel_backend(${processId})`.execute(sql).catch(() => undefined)
}

/**
 * Opens the words beside a SQLite file for writing them: what is read from the file itself is seen as well, and must
 * not be written.
 */
export function openSearchFile(file: string, clock: Clock): Database {
  const dialect = sqliteDialect(searchPathOf(file), { beside: file })
  const sql = new Kysely<Schema>({ dialect, plugins })
  const among = laneAmong(sql)
  const parts = { sql, reads: among, searches: among, reports: among, file, clock }
  return createDatabase({ ...parts, dialect: 'sqlite', onHookError: warn })
}

/** How an existing database is. */
export interface DatabaseState {
  /** The steps it lacks to be up to date. */
  missing: string[]
  /** Its settings that let go of what was acknowledged. */
  unsafe: string[]
}

/** Looks at an existing database and changes nothing. Throws when it cannot be reached. */
export async function databaseState(target: DatabaseTarget): Promise<DatabaseState> {
  const sql = connect(target)
  const { dialect } = target
  try {
    return {
      missing: await pendingSteps(sql, dialect),
      unsafe: await unsafeSettings(sql, dialect),
    }
  } finally {
    await sql.destroy()
  }
}
