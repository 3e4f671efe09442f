import { parentPort, workerData } from 'node:worker_threads'
import Sqlite from 'better-sqlite3'
import type { Read } from './lane.ts'
import type { Answer } from './reader.ts'
import { teachQuantiles } from './quantile.ts'
import { searchPathOf } from './search-file.ts'
import { keepStatements } from './statements.ts'

type Prepare = ReturnType<typeof keepStatements>

const path = workerData as string
let sqlite: Sqlite.Database | undefined
let prepareHere: Prepare | undefined
let hasWords = false

// Opened by the first read, so that a file that cannot be opened fails that read and may be there for the next.
function open(): Prepare {
  sqlite ??= new Sqlite(path, { readonly: true, fileMustExist: true })
  sqlite.pragma('temp_store = MEMORY')
  teachQuantiles(sqlite)
  return keepStatements(sqlite)
}

/** Prepares a statement; the file of words is opened only for what is in it, so that nothing else fails with it. */
function statementFor(text: string): Sqlite.Statement {
  const prepare = (prepareHere ??= open())
  try {
    return prepare(text)
  } catch (error) {
    if (hasWords || !isOfAbsentTable(error)) throw error
    return withWords(text, prepare)
  }
}

function withWords(text: string, prepare: Prepare): Sqlite.Statement {
  sqlite?.prepare('attach ? as search').run(searchPathOf(path))
  try {
    const statement = prepare(text)
    hasWords = true
    return statement
  } catch (error) {
    sqlite?.exec('detach search')
    throw error
  }
}

const isOfAbsentTable = (error: unknown) =>
  error instanceof Sqlite.SqliteError && error.message.startsWith('no such table')

// Each statement is a transaction of its own and is read to its end: none holds back the write-ahead log for long.
function answer({ text, parameters }: Read): Answer {
  try {
    return { rows: statementFor(text).all(parameters) }
  } catch (error) {
    if (!(error instanceof Error)) return { failure: { message: String(error) } }
    const code = error instanceof Sqlite.SqliteError ? error.code : undefined
    return { failure: { message: error.message, code } }
  }
}

parentPort?.on('message', (read: Read | null) => {
  if (read) {
    parentPort?.postMessage(answer(read))
    return
  }
  sqlite?.close()
  parentPort?.close()
})
