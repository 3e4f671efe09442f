import { Readable } from 'node:stream'
import type { Language } from '../contract/identity.ts'
import { csvLine } from '../csv.ts'
import type { Sql } from '../db/transaction.ts'
import { failuresOf, type ImportRow } from './queries.ts'
import { viewFailure } from './view.ts'

const PAGE = 500

/** The rows of an import that were not taken, as a file that can be mended and imported: their columns, and why. */
export const failuresFile = (sql: Sql, row: ImportRow, language: Language): Readable =>
  Readable.from(lines(sql, row, language))

async function* lines(sql: Sql, row: ImportRow, language: Language) {
  const names = JSON.parse(row.columns) as string[]
  yield csvLine([...names, 'line', 'error'])
  for (let after = 0; ;) {
    const page = await failuresOf(sql, row.id, after, PAGE)
    let text = ''
    for (const each of page) {
      const { cells, line, message } = viewFailure(each, row, language)
      const own = names.map((_, index) => cells[index] ?? '')
      text += csvLine([...own, String(line), message])
    }
    if (text !== '') yield text
    after = page.at(-1)?.row ?? after
    if (page.length < PAGE) return
  }
}
