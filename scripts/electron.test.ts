import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { afterAll, expect, it } from 'vitest'
import { electronProgram } from './electron.ts'

const empty = mkdtempSync(join(tmpdir(), 'frontdesk-electron-'))
afterAll(() => rmSync(empty, { recursive: true, force: true }))

// Another system's program is never here already, and nothing listens on the discard port.
const unreachable = {
  ELECTRON_INSTALL_PLATFORM: process.platform === 'win32' ? 'linux' : 'win32',
  ELECTRON_MIRROR: 'http://127.0.0.1:9/',
  electron_config_cache: empty,
}

it('an Electron that cannot be fetched is one sentence with the reason and the way out', () => {
  const answer = electronProgram({ ...process.env, ...unreachable })
  expect(answer).toEqual({
    problem: expect.stringMatching(
      /^Electron \d+\.\d+\.\d+ is not here and could not be fetched from the internet \(.+\): .+\.$/,
    ) as string,
  })
})

function desktop(args: string[], env: NodeJS.ProcessEnv) {
  const script = join(import.meta.dirname, 'desktop.mjs')
  const { status, stderr } = spawnSync(process.execPath, [script, ...args], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
  })
  return {
    status,
    lines: stderr
      .trim()
      .split('\n')
      .filter((line) => !line.startsWith('Fetching')),
  }
}

it('npm run desktop ends with that sentence, before it builds anything', () => {
  const { status, lines } = desktop([], unreachable)
  expect(status).toBe(1)
  expect(lines).toEqual([expect.stringContaining('could not be fetched from the internet')])
})

it('npm run desktop says which address is none', () => {
  expect(desktop(['javascript:alert(1)'], {})).toEqual({
    status: 1,
    lines: ['"javascript:alert(1)" is no address of a server: try http://127.0.0.1:3000.'],
  })
})
