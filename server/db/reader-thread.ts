import { parentPort, workerData } from 'node:worker_threads'
import Sqlite from 'better-sqlite3'
import type { Read } from './lane.ts'
import type { Answer } from './reader.ts'
import { teachQuantiles } from './quantile.ts'
import { searchPathOf } from './search-file.ts'
import { keepStatements } from './statements.ts'

let sqlite: Sqlite.Database | undefined
let prepare: ReturnType<typeof keepStatements> | undefined

// Opened by the first read, so that a file that cannot be opened fails that read and may be there for the next.
function open(): ReturnType<typeof keepStatements> {
  sqlite ??= new Sqlite(workerData as string, { readonly: true, fileMustExist: true })
  sqlite.pragma('temp_store = MEMORY')
  teachQuantiles(sqlite)
  sqlite.prepare('attach ? as search').run(searchPathOf(workerData as string))
  return keepStatements(sqlite)
}

// Each statement is a transaction of its own and is read to its end: none holds back the write-ahead log for long.
function answer({ text, parameters }: Read): Answer {
  try {
    prepare ??= open()
    return { rows: prepare(text).all(parameters) }
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
