import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildClients, isStale } from './clients.ts'
import { fingerprint } from './fingerprint.ts'

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'frontdesk-clients-'))
  write('package.json', '{ "type": "module" }')
  for (const client of ['console', 'webchat']) {
    write(`renderer/${client}/vite.config.ts`, 'export default {}')
    write(`renderer/${client}/index.html`, `<script type="module" src="./main.ts"></script>`)
    write(`renderer/${client}/main.ts`, `document.title = '${client}'`)
  }
})

afterEach(() => rmSync(root, { recursive: true }))

describe('the build', () => {
  it('is needed once, and again only after a source has changed', async () => {
    expect(isStale(root)).toBe(true)
    await buildClients(root)
    expect(isStale(root)).toBe(false)
    write('renderer/console/main.ts', `document.title = 'changed'`)
    expect(isStale(root)).toBe(true)
  })

  it('is needed when one of its results is gone', async () => {
    await buildClients(root)
    rmSync(join(root, 'dist/webchat'), { recursive: true })
    expect(isStale(root)).toBe(true)
  })
})

describe('the fingerprint', () => {
  it('is the same for a copy with other times', () => {
    const copy = mkdtempSync(join(tmpdir(), 'frontdesk-copy-'))
    cpSync(root, copy, { recursive: true })
    expect(fingerprint(copy)).toBe(fingerprint(root))
    rmSync(copy, { recursive: true })
  })

  it.each(['renderer/ui/button.tsx', 'server/contract/tickets.ts', 'package-lock.json'])(
    'changes with %s',
    (path) => {
      const before = fingerprint(root)
      write(path, 'changed')
      expect(fingerprint(root)).not.toBe(before)
    },
  )

  it.each(['server/app.ts', 'renderer/ui/button.test.tsx'])('ignores %s', (path) => {
    const before = fingerprint(root)
    write(path, 'changed')
    expect(fingerprint(root)).toBe(before)
  })
})

function write(path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), content)
}
