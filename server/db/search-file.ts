import { rmSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { DOCUMENT_TABLES } from './full-text.ts'

// What is in the file can be made anew from the database: a file of another version is.
const VERSION = 3

// Signs before a token say that it is no word of the text. All that is not ASCII counts as a letter: the texts are cut
// into tokens before they come here.
const words = (table: string) => `
  create table ${table} (id integer primary key, target_id text not null unique);
  create virtual table ${table}_words using fts5 (
    words, content = '', contentless_delete = 1, prefix = '2 3', tokenize = "ascii tokenchars '@#$'");`

const TABLES = `
  ${DOCUMENT_TABLES.map(words).join('\n')}
  create table search_progress (
    id integer primary key check (id = 1), seq integer, at text, filling text, filled_to text);
  insert into search_progress (id) values (1);
  create table search_scrubs (id integer primary key autoincrement, document_table text not null);
  pragma user_version = ${VERSION};`

/** The file of the words beside a database file: another one, so that writing it holds up no commit. */
export const searchPathOf = (path: string) => `${path.replace(/\.db$/, '')}-search.db`

function isCurrent(sqlite: Sqlite.Database): boolean {
  return sqlite.pragma('user_version', { simple: true }) === VERSION
}

function createIn(path: string): boolean {
  const sqlite = new Sqlite(path, { timeout: 5_000 })
  try {
    sqlite.pragma('journal_mode = WAL')
    if (isCurrent(sqlite)) return true
    const isNew = sqlite.prepare('select 1 from sqlite_schema limit 1').get() === undefined
    if (isNew) sqlite.transaction(() => sqlite.exec(TABLES)).immediate()
    return isNew
  } finally {
    sqlite.close()
  }
}

/** Makes sure that the file of the words is there and can be read. */
export function prepareSearchFile(databasePath: string): void {
  const path = searchPathOf(databasePath)
  try {
    if (createIn(path)) return
  } catch (error) {
    const isBroken =
      error instanceof Sqlite.SqliteError && /^SQLITE_(NOTADB|CORRUPT)/.test(error.code)
    if (!isBroken) throw error
  }
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true })
  createIn(path)
}
