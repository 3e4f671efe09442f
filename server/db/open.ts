import { CamelCasePlugin, Kysely } from 'kysely'
import type { Clock } from '../clock.ts'
import { migrate } from './migrate.ts'
import { postgresDialect } from './postgres.ts'
import type { Schema } from './schema.ts'
import { sqliteDialect } from './sqlite.ts'
import { createDatabase, type Database } from './transaction.ts'

/** Which database to open: a Postgres address, or a SQLite file (`:memory:` for a passing one). */
export type DatabaseTarget =
  | { dialect: 'sqlite'; path: string }
  | { dialect: 'postgres'; url: string; poolSize: number; onIdleError: (error: Error) => void }

/** Opens the database and brings its schema up to date. A failed migration throws; nothing is served then. */
export async function openDatabase(target: DatabaseTarget, clock: Clock): Promise<Database> {
  const dialect = target.dialect === 'sqlite' ? sqliteDialect(target.path) : postgresDialect(target)
  const sql = new Kysely<Schema>({
    dialect,
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
  try {
    await migrate(sql, target.dialect)
  } catch (error) {
    await sql.destroy()
    throw error
  }
  return createDatabase(sql, target.dialect, clock)
}
