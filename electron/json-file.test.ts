import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import { jsonFile } from './json-file.ts'

const schema = z.strictObject({ count: z.int() })
let folder = ''
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'frontdesk-json-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const file = () => jsonFile(join(folder, 'deep', 'a.json'), schema, { count: 0 })

it('what was written is read, also in a folder that was not there', () => {
  file().write({ count: 7 })
  expect(file().read()).toEqual({ count: 7 })
  expect(readdirSync(join(folder, 'deep'))).toEqual(['a.json'])
})

it.skipIf(process.platform === 'win32')('only its owner may read it', () => {
  file().write({ count: 7 })
  expect(statSync(join(folder, 'deep', 'a.json')).mode & 0o777).toBe(0o600)
})

it.each(['', '{', 'null', '[]', '{"count":"7"}', '{"count":1,"more":1}', '\u0000'])(
  'a file that says %j counts as none',
  (text) => {
    file().write({ count: 7 })
    writeFileSync(join(folder, 'deep', 'a.json'), text)
    expect(file().read()).toEqual({ count: 0 })
  },
)

it('the last of many writes stays whole, and leaves nothing beside it', () => {
  for (let count = 0; count < 20; count++) file().write({ count })
  expect(JSON.parse(readFileSync(join(folder, 'deep', 'a.json'), 'utf8'))).toEqual({ count: 19 })
  expect(readdirSync(join(folder, 'deep'))).toEqual(['a.json'])
})
