import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { Writable } from 'node:stream'
import { parse, type Parser } from 'csv-parse'
import { COLUMNS_MAX } from '../contract/imports.ts'
import { unguarded } from '../csv.ts'
import { problem } from '../problems.ts'

const DELIMITERS = [',', ';', '\t', '|'] as const
const HEAD = 65_536
const CELL_MAX = 10_000
// More is no row: a quote that is never closed would else be gathered to the end of the file.
const ROW_BYTES_MAX = COLUMNS_MAX * CELL_MAX

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
  let row = 0
  let line = 1
  for await (const { cells, lines } of recordsOf(path, delimiter)) {
    yield { row, line, cells: cells.map(storable) }
    row += 1
    line = lines + 1
  }
}

interface Parsed {
  cells: string[]
  /** How many lines are read when it ends. */
  lines: number
}

/** What a file holds; the last one is without cells where the file goes on, but no end of a row is found. */
async function* recordsOf(path: string, delimiter: string): AsyncGenerator<Parsed> {
  const found: Parsed[] = []
  const parser = parserOf(delimiter, (parsed) => found.push(parsed))
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      await given(parser, chunk)
      yield* found.splice(0)
    }
    await given(parser)
  } catch (error) {
    // A quote that is never closed takes the rest of the file with it, and so does a row that does not end.
    if (!isEndless(error)) throw error
    found.push({ cells: [], lines: 0 })
  }
  yield* found.splice(0)
}

function parserOf(delimiter: string, take: (parsed: Parsed) => void): Parser {
  const parser = parse({
    bom: true,
    delimiter,
    max_record_size: ROW_BYTES_MAX,
    // Not read as a stream: one that fails drops what it has read and nobody has taken.
    on_record: (cells: string[], { lines }) => {
      take({ cells, lines })
      return null
    },
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  })
  // Its failures are heard where it is given something.
  return parser.on('error', () => {})
}

/** Resolves when a piece, or without one the end, is parsed; throws what is wrong with it. */
const given = (parser: Parser, chunk?: Buffer): Promise<void> =>
  new Promise((resolve, reject) => {
    const done = (error?: Error | null) => (error ? reject(error) : resolve())
    if (chunk) parser.write(chunk, done)
    else parser.end(done)
  })

const ENDLESS = new Set<unknown>(['CSV_QUOTE_NOT_CLOSED', 'CSV_MAX_RECORD_SIZE'])

const isEndless = (error: unknown) =>
  error instanceof Error && 'code' in error && ENDLESS.has(error.code)

const storable = (cell: string) =>
  unguarded(cell).replaceAll('\u0000', '').toWellFormed().trim().slice(0, CELL_MAX)

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
