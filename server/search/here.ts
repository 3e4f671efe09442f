import type { Writable } from 'node:stream'
import { openSearchFile } from '../db/open.ts'
import type { Database } from '../db/transaction.ts'
import { forgetIndex, indexAll } from './indexer.ts'
import { type Progress, progressOf } from './progress.ts'

/** Calls `work` with where the words of a database are written. */
async function withWords<T>(database: Database, work: (words: Database) => Promise<T>): Promise<T> {
  if (database.file === null) return work(database)
  const words = openSearchFile(database.file, database.clock)
  try {
    return await work(words)
  } finally {
    await words.close()
  }
}

/** Indexes all that is stored in this process, as the server would in time. */
export const indexHere = (database: Database): Promise<void> => withWords(database, indexAll)

/** Makes the words anew, in this process, and tells how far it is. */
export const rebuildHere = (database: Database, out: Writable): Promise<void> =>
  withWords(database, async (words) => {
    await forgetIndex(words)
    let told = ''
    const tell = ({ filling, filledTo }: Progress) => {
      const at = filling === null ? 'done' : filling
      if (at !== told) out.write(`${at}\n`)
      told = filledTo === null ? at : told
    }
    await indexAll(words, tell)
    const { seq } = await progressOf(words.sql)
    out.write(`everything up to event ${seq ?? 0} can be found\n`)
  })
