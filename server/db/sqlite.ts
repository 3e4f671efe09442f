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
import { Checkpointer, LONG_PAGES } from './checkpoint.ts'
import { teachQuantiles } from './quantile.ts'
import { keepStatements } from './statements.ts'

// SQLite can roll back a schema change; kysely does not count on it unless told.
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

class FileDriver extends SqliteDriver {
  readonly #sqlite: Sqlite.Database
  readonly #checkpointer: Checkpointer | undefined

  constructor(config: SqliteDialectConfig, { sqlite, checkpointer }: SqliteFile) {
    super(config)
    this.#sqlite = sqlite
    this.#checkpointer = checkpointer
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await super.commitTransaction(connection)
    this.#checkpointer?.committed()
  }

  // SQLite itself rolls back when the disk is full or fails; doing it again would hide that error behind another.
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#sqlite.inTransaction) await super.rollbackTransaction(connection)
  }

  // The last connection folds the log back and takes it away.
  override async destroy(): Promise<void> {
    await this.#checkpointer?.end()
    await super.destroy()
  }
}

interface SqliteFile {
  sqlite: Sqlite.Database
  checkpointer: Checkpointer | undefined
}

class FileDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig
  readonly #file: SqliteFile

  constructor(config: SqliteDialectConfig, file: SqliteFile) {
    super(config)
    this.#config = config
    this.#file = file
  }

  override createDriver(): SqliteDriver {
    return new FileDriver(this.#config, this.#file)
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter()
  }
}

// A log that a thread copies; without the thread, or when it does not keep up, whoever commits copies it himself.
const MOST_PAGES = 4 * LONG_PAGES

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
  const isOwn = path !== ':memory:' && beside === undefined
  const checkpointer = isOwn ? new Checkpointer(path, sqlite) : undefined
  sqlite.pragma(`wal_autocheckpoint = ${checkpointer ? MOST_PAGES : LONG_PAGES}`)
  if (beside !== undefined) sqlite.prepare('attach ? as beside').run(beside)
  teachQuantiles(sqlite)
  const prepare = keepStatements(sqlite) as unknown as SqliteDatabase['prepare']
  const config = { database: { prepare, close: () => void sqlite.close() } }
  return new FileDialect(config, { sqlite, checkpointer })
}
