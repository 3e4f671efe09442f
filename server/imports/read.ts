import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { Writable } from 'node:stream'
import { type Info, parse } from 'csv-parse'
import { COLUMNS_MAX } from '../contract/imports.ts'
import { problem } from '../problems.ts'

const DELIMITERS = [',', ';', '\t', '|'] as const
const HEAD = 65_536
const CELL_MAX = 10_000

/** A row of a CSV file. */
export interface CsvRow {
  /** From 1, the header not counted. */
  row: number
  line: number
  cells: string[]
}

/** Throws `import_encoding` unless a file is UTF-8, with or without a mark at its beginning. */
export async function refuseOtherEncodings(path: string): Promise<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const check = new Writable({
    write(chunk: Buffer, _, done) {
      try {
        if (decoder.decode(chunk, { stream: true }).includes('\u0000')) throw new Error('no text')
        done()
      } catch {
        done(problem('import_encoding'))
      }
    },
    final(done) {
      try {
        decoder.decode()
        done()
      } catch {
        done(problem('import_encoding'))
      }
    },
  })
  await pipeline(createReadStream(path), check)
}

/** What stands between the cells of a file: what its first line has most of, quoted text apart. */
export async function delimiterOf(path: string): Promise<(typeof DELIMITERS)[number]> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0)
    const head = buffer.toString('utf8', 0, bytesRead).replaceAll(/"[^"]*"/g, '')
    const first = head.trimStart().split(/\r?\n|\r/, 1)[0] ?? ''
    const count = (mark: string) => first.split(mark).length
    return DELIMITERS.toSorted((left, right) => count(right) - count(left))[0] ?? ','
  } finally {
    await file.close()
  }
}

/**
 * The rows of a file from its header on, read a piece at a time. Quotes where none belong are taken as they stand, and
 * rows may be shorter or longer than the header: what is made of them is decided elsewhere.
 */
export async function* rowsOf(path: string, delimiter: string): AsyncGenerator<CsvRow> {
  const parser = createReadStream(path).pipe(
    parse({
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    }),
  )
  let row = 0
  let line = 1
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[]
      info: Info
    }>) {
      yield { row, line, cells: record.map(storable) }
      row += 1
      line = info.lines + 1
    }
  } catch (error) {
    // A quote that is never closed takes the rest of the file with it.
    if (!isUnclosed(error)) throw error
    yield { row, line, cells: [] }
  }
}

const isUnclosed = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'CSV_QUOTE_NOT_CLOSED'

const storable = (cell: string) =>
  cell.replaceAll('\u0000', '').toWellFormed().trim().slice(0, CELL_MAX)

/** The header and the first rows of a file; throws `import_empty` where there are none. */
export async function beginningOf(
  path: string,
  delimiter: string,
  most: number,
): Promise<{ columns: string[]; sample: string[][] }> {
  const rows: string[][] = []
  for await (const { cells } of rowsOf(path, delimiter)) {
    rows.push(cells)
    if (rows.length > most) break
  }
  const [columns, ...sample] = rows
  if (!columns || columns.length > COLUMNS_MAX || sample.length === 0) throw problem('import_empty')
  return { columns, sample }
}
