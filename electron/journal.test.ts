import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createJournal } from './journal.ts'
import { createServerLog } from './server-log.ts'

let folder = ''
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'frontdesk-journal-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('what is logged is on disk with its time, and says neither who nor where', () => {
  const path = join(folder, 'app.log')
  const printed: string[] = []
  const journal = createJournal({
    file: createServerLog(path),
    home: '/home/ann',
    now: () => new Date('2026-11-27T10:00:00.000Z'),
    print: (line) => printed.push(line),
  })
  const error = Object.assign(new Error('oops'), {
    stack: 'Error: no answer of https://desk.shop.example/api\n    at /home/ann/app/main.js:1',
  })
  journal.log('update', error)
  const text = readFileSync(path, 'utf8')
  expect(text).toBe(
    '2026-11-27T10:00:00.000Z update: Error: no answer of https://<address>\n    at ~/app/main.js:1\n',
  )
  expect(printed.join()).not.toContain('shop.example')
  expect(journal.lines()).toEqual(text.trimEnd().split('\n'))
})
