import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite from 'better-sqlite3'
import {
  type DatabaseConnection,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
} from 'kysely'
import { teachQuantiles } from './quantile.ts'
import { keepStatements } from './statements.ts'

// SQLite can roll back a schema change; kysely does not count on it unless told.
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

class TolerantDriver extends SqliteDriver {
  readonly #sqlite: Sqlite.Database

  constructor(config: SqliteDialectConfig, sqlite: Sqlite.Database) {
    super(config)
    this.#sqlite = sqlite
  }

  // SQLite itself rolls back when the disk is full or fails; doing it again would hide that error behind another.
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#sqlite.inTransaction) await super.rollbackTransaction(connection)
  }
}

class TransactionalDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig
  readonly #sqlite: Sqlite.Database

  constructor(config: SqliteDialectConfig, sqlite: Sqlite.Database) {
    super(config)
    this.#config = config
    this.#sqlite = sqlite
  }

  override createDriver(): SqliteDriver {
    return new TolerantDriver(this.#config, this.#sqlite)
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter()
  }
}

/**
 * SQLite by better-sqlite3: write-ahead log, an fsync for every commit, foreign keys on. A file `beside` another has
 * what can be made anew from that one, and sees its tables: it is written without an fsync for every commit.
 */
export function sqliteDialect(path: string, { beside }: { beside?: string } = {}): SqliteDialect {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true })
  const sqlite = new Sqlite(path)
  sqlite.pragma('journal_mode = WAL')
  sqlite.pragma(`synchronous = ${beside === undefined ? 'FULL' : 'NORMAL'}`)
  sqlite.pragma('foreign_keys = ON')
  sqlite.pragma('busy_timeout = 5000')
  // What is deleted is overwritten: a person who is erased must not be left in what the file does not use.
  sqlite.pragma('secure_delete = ON')
  // A statement of many rows keeps its way back in memory instead of a file.
  sqlite.pragma('temp_store = MEMORY')
  // Pages that many commits touch are copied from the log into the database once, not each time; a longer log would
  // make that copying a pause people notice.
  sqlite.pragma('wal_autocheckpoint = 2000')
  if (beside !== undefined) sqlite.prepare('attach ? as beside').run(beside)
  teachQuantiles(sqlite)
  const prepare = keepStatements(sqlite) as unknown as SqliteDatabase['prepare']
  const config = { database: { prepare, close: () => void sqlite.close() } }
  return new TransactionalDialect(config, sqlite)
}
