import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createServerLog } from './server-log.ts'

let folder = ''
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'frontdesk-log-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const path = () => join(folder, 'logs', 'server.log')
const text = (name = '') => readFileSync(path() + name, 'utf8')

it('keeps everything in the file, and the last lines at hand', () => {
  const log = createServerLog(path())
  for (let line = 1; line <= 100; line++) log.write(`line ${line}\n`)
  expect(text().split('\n')).toHaveLength(101)
  expect(log.tail()).toHaveLength(40)
  expect(log.tail().at(-1)).toBe('line 100')
})

it('a line that comes in pieces is one line, an endless one is cut', () => {
  const log = createServerLog(path())
  log.write('half ')
  expect(log.tail()).toEqual([])
  log.write('and half\r\n\nnext')
  log.write(`${'x'.repeat(5000)}\n`)
  expect(log.tail()[0]).toBe('half and half')
  expect(log.tail()[1]).toHaveLength(400)
})

it('turns the file over when it is full, also over a restart, and keeps three', () => {
  for (let run = 1; run <= 6; run++) createServerLog(path(), 20).write(`this is run ${run}\n`)
  expect([text(), text('.1'), text('.2')]).toEqual([
    'this is run 6\n',
    'this is run 5\n',
    'this is run 4\n',
  ])
  expect(existsSync(`${path()}.3`)).toBe(false)
})
