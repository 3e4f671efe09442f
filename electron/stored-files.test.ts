import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import { createStoredFiles } from './stored-files.ts'

let folder = ''
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'frontdesk-stored-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const schema = z.strictObject({ count: z.int() })

function files() {
  const said: string[] = []
  const open = createStoredFiles({
    folder,
    warn: () => said.push('warn'),
    log: (what) => said.push(what),
  })
  const file = (name: string, isSecret = false) => open(name, schema, { count: 0 }, isSecret)
  return { said, file }
}

/** Nothing can be renamed into the place of a folder. */
const block = (name: string) => mkdirSync(join(folder, name, 'in the way'), { recursive: true })
const unblock = (name: string) => rmSync(join(folder, name), { recursive: true })

it('what cannot be written holds until the app quits, and the person is told once', () => {
  const { said, file } = files()
  block('a.json')
  block('b.json')
  const a = file('a.json')
  a.write({ count: 1 })
  a.write({ count: 2 })
  file('b.json').write({ count: 1 })
  expect(a.read()).toEqual({ count: 2 })
  expect(said.filter((one) => one === 'warn')).toHaveLength(1)
  expect(said).toContain('cannot write a.json')
  expect(files().file('a.json').read()).toEqual({ count: 0 })
})

it('what is secret is off the disk where it cannot be written, and back once it can be', () => {
  const { file } = files()
  const kept = (name: string) => files().file(name).read()
  for (const name of ['open.json', 'secret.json']) file(name).write({ count: 1 })
  // What is written first is in the way.
  block('open.json.new')
  block('secret.json.new')
  const [open, secret] = [file('open.json'), file('secret.json', true)]
  open.write({ count: 2 })
  secret.write({ count: 2 })
  expect([kept('open.json'), kept('secret.json')]).toEqual([{ count: 1 }, { count: 0 }])
  expect(secret.read()).toEqual({ count: 2 })
  unblock('secret.json.new')
  secret.write(secret.read())
  expect(kept('secret.json')).toEqual({ count: 2 })
})

it('after it could be written again, a new failure is told again', () => {
  const { said, file } = files()
  const a = file('a.json')
  block('a.json')
  a.write({ count: 1 })
  unblock('a.json')
  a.write({ count: 2 })
  expect(files().file('a.json').read()).toEqual({ count: 2 })
  rmSync(join(folder, 'a.json'))
  block('a.json')
  a.write({ count: 3 })
  expect(said.filter((one) => one === 'warn')).toHaveLength(2)
})
