import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { csvLine } from '../csv.ts'
import { type CsvRow, rowsOf } from './read.ts'

describe('the rows of a file', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'frontdesk-rows-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  async function rows(name: string): Promise<CsvRow[]> {
    const path = join(folder, name)
    const read: CsvRow[] = []
    for await (const row of rowsOf(path, ',')) {
      read.push(row)
      // As slow as one who writes them to a database.
      await new Promise(setImmediate)
    }
    return read
  }

  it('that is not there are refused to whoever reads them, and to nobody else', async () => {
    await expect(rows('gone')).rejects.toThrow('ENOENT')
  })

  it('of an export are read as what was exported', async () => {
    const cells = ['+84 901 234 567', '=1+1', '-5', '@mai', "'quoted'", 'Mai']
    await writeFile(join(folder, 'exported'), csvLine(cells) + csvLine(['a\t', '\t=b']))
    expect((await rows('exported')).map((row) => row.cells)).toEqual([cells, ['a', '=b']])
  })

  it.each([
    ['a quote that is never closed', '"b@x.test,Mai\nc@x.test,Lan\n'],
    ['a row that does not end', `"${'a,\n'.repeat(1_000_000)}"\nc@x.test,Lan\n`],
  ])('end with %s, which is one without cells', async (_, end) => {
    const before = Array.from({ length: 300 }, (_each, index) => `${index}@x.test,Mai\n`)
    await writeFile(join(folder, 'endless'), `email,name\n${before.join('')}${end}`)
    const read = await rows('endless')
    expect(read).toHaveLength(302)
    expect(read.at(-2)?.cells).toEqual(['299@x.test', 'Mai'])
    expect(read.at(-1)).toEqual({ row: 301, line: 302, cells: [] })
  })
})
