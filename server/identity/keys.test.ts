import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readConfig } from '../config.ts'
import { loadKeys } from './keys.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'frontdesk-keys-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('keeps the secret it made, whole and for the owner alone', () => {
  const made = Buffer.from(loadKeys(folder, undefined).secret)
  expect(made).toHaveLength(64)
  expect(Buffer.from(loadKeys(folder, undefined).secret)).toEqual(made)
  expect(readdirSync(folder)).toEqual(['jwt-secret'])
  expect(statSync(join(folder, 'jwt-secret')).mode & 0o777).toBe(0o600)
})

it.each(['', '\n', 'half a secret'])('refuses to start with %j for a secret', (text) => {
  writeFileSync(join(folder, 'jwt-secret'), text)
  expect(() => loadKeys(folder, undefined)).toThrow(/jwt-secret: expects at least 32 bytes/)
})

it('lets first starts at once agree on one secret', async () => {
  const start = `const { parentPort, workerData } = require('node:worker_threads')
    import(workerData.module).then(({ loadKeys }) =>
      parentPort.postMessage(Buffer.from(loadKeys(workerData.folder, undefined).secret).toString()))`
  const module = join(import.meta.dirname, 'keys.ts')
  const secrets = await Promise.all(
    Array.from({ length: 4 }, () => {
      const worker = new Worker(start, { eval: true, workerData: { module, folder } })
      return new Promise((resolve, reject) => {
        worker.once('message', resolve)
        worker.once('error', reject)
      })
    }),
  )
  expect(new Set(secrets).size).toBe(1)
  expect(readdirSync(folder)).toEqual(['jwt-secret'])
})

it.each([
  [
    { ADMIN_EMAIL: 'nobody', ADMIN_PASSWORD: 'long enough' },
    'ADMIN_EMAIL: expects an email address',
  ],
  [{ ADMIN_EMAIL: 'a@x.test', ADMIN_PASSWORD: 'short' }, 'ADMIN_PASSWORD: expects 8 to 200'],
  [
    { ADMIN_EMAIL: 'a@x.test', ADMIN_PASSWORD: 'x'.repeat(201) },
    'ADMIN_PASSWORD: expects 8 to 200',
  ],
])('the first admin must be somebody who can sign in: %j', (environment, sentence) => {
  expect(() => readConfig(environment)).toThrow(sentence)
})
