import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { diagnostics, keepReport } from './diagnostics.ts'

let folder = ''
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'frontdesk-crashes-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('says what runs where, how it is set, and what was logged last', () => {
  const text = diagnostics({
    version: '1.2.3',
    versions: { electron: '45.4.1', chrome: '153.0', node: '24.21.0' },
    platform: 'linux',
    release: '6.8',
    locale: 'vi-VN',
    isPackaged: false,
    settings: { flash: true },
    lines: ['window process gone: crashed'],
  })
  expect(text.split('\n')).toEqual([
    'Frontdesk 1.2.3 (from source)',
    'electron 45.4.1, chrome 153.0, node 24.21.0',
    'linux 6.8, vi-VN',
    '{"flash":true}',
    '',
    'window process gone: crashed',
    '',
  ])
})

it('a crash is kept beside the last few', () => {
  for (let minute = 10; minute < 25; minute++)
    keepReport(folder, new Date(`2026-11-27T10:${minute}:00Z`), `crash ${minute}`)
  const kept = readdirSync(folder).toSorted()
  expect(kept).toHaveLength(10)
  expect(readFileSync(join(folder, kept.at(-1) ?? ''), 'utf8')).toBe('crash 24')
})
