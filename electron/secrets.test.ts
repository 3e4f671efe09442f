import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { jsonFile } from './json-file.ts'
import { consentSchema, createSecrets, handOver, vaultSchema } from './secrets.ts'
import type { SecretParts } from './secrets.ts'

type Backend = ReturnType<SecretParts['safeStorage']['getSelectedStorageBackend']>

let folder = ''
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'frontdesk-secrets-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const path = () => join(folder, 'secrets.json')
const vault = () => jsonFile(path(), vaultSchema, {})
const onDisk = () => readFileSync(path(), 'utf8')

/** A key store that survives a restart of the app; `key` is its current key. */
function keyStore() {
  const backend: Backend = 'gnome_libsecret'
  const store = {
    key: 1,
    isAvailable: true,
    backend: backend as Backend,
    encryptions: 0,
    isAsyncEncryptionAvailable: async () => store.isAvailable,
    getSelectedStorageBackend: () => store.backend,
    encryptStringAsync: async (text: string) => {
      store.encryptions++
      return Buffer.from(`${store.key}:${[...Buffer.from(text)].toReversed().join()}`)
    },
    decryptStringAsync: async (encrypted: Buffer) => {
      const [key, bytes = ''] = encrypted.toString().split(':')
      if (Number(key) > store.key || Number(key) < store.key - 1) throw new Error('another key')
      const result = Buffer.from(bytes.split(',').map(Number).toReversed()).toString()
      return { result, shouldReEncrypt: Number(key) !== store.key }
    },
  }
  return store
}

const A = '0192f0c1-0000-7000-8000-00000000000a'
const B = '0192f0c1-0000-7000-8000-00000000000b'

function start(
  safeStorage: ReturnType<typeof keyStore>,
  { platform = 'linux', agrees = false }: { platform?: NodeJS.Platform; agrees?: boolean } = {},
) {
  let profile = A
  let asked = 0
  const secrets = createSecrets({
    safeStorage,
    platform,
    file: vault(),
    consents: jsonFile(join(folder, 'consents.json'), consentSchema, {}),
    askConsent: async () => (asked++, agrees),
    owner: () => profile,
  })
  return { ...secrets, use: (next: string) => void (profile = next), asked: () => asked }
}

describe('with a key store', () => {
  it('a secret survives a restart, and is not readable on disk', async () => {
    const store = keyStore()
    expect(await start(store).write('refreshToken', 'tốken-1')).toEqual({ storage: 'keychain' })
    expect(onDisk()).not.toContain('tốken-1')
    expect(onDisk()).not.toContain(Buffer.from('tốken-1').toString('base64'))
    expect(await start(store).read('refreshToken')).toEqual({
      value: 'tốken-1',
      storage: 'keychain',
    })
  })

  it('a cleared secret is gone, the others stay', async () => {
    const store = keyStore()
    const secrets = start(store)
    await secrets.write('refreshToken', 'one')
    await secrets.write('accessToken', 'two')
    await secrets.clear('refreshToken')
    await secrets.clear('refreshToken')
    const again = start(store)
    expect((await again.read('refreshToken')).value).toBeNull()
    expect((await again.read('accessToken')).value).toBe('two')
  })

  it('each profile has its own', async () => {
    const secrets = start(keyStore())
    await secrets.write('refreshToken', 'for a')
    secrets.use(B)
    expect((await secrets.read('refreshToken')).value).toBeNull()
    await secrets.write('refreshToken', 'for b')
    secrets.use(A)
    expect((await secrets.read('refreshToken')).value).toBe('for a')
  })

  it('belongs to the profile at the time of the call', async () => {
    const secrets = start(keyStore())
    const written = secrets.write('refreshToken', 'for a')
    secrets.use(B)
    await written
    expect((await secrets.read('refreshToken')).value).toBeNull()
  })

  it('the last of many writes at once is the one that stays', async () => {
    const store = keyStore()
    const secrets = start(store)
    const values = Array.from({ length: 20 }, (_, index) => `token-${index}`)
    await Promise.all(values.map((value) => secrets.write('refreshToken', value)))
    expect((await start(store).read('refreshToken')).value).toBe('token-19')
  })

  it('a secret under an old key is put under the new one when it is read', async () => {
    const store = keyStore()
    const secrets = start(store)
    await secrets.write('refreshToken', 'one')
    store.key = 2
    expect((await secrets.read('refreshToken')).value).toBe('one')
    expect(store.encryptions).toBe(2)
    store.key = 3
    expect((await start(store).read('refreshToken')).value).toBe('one')
  })

  it('one nobody can decrypt any more reads as none, and can be replaced', async () => {
    const store = keyStore()
    const secrets = start(store)
    await secrets.write('refreshToken', 'one')
    store.key = 9
    expect(await secrets.read('refreshToken')).toEqual({ value: null, storage: 'keychain' })
    await secrets.write('refreshToken', 'two')
    expect((await secrets.read('refreshToken')).value).toBe('two')
  })

  it('a file that was tampered with reads as none', async () => {
    const secrets = start(keyStore())
    writeFileSync(path(), `{"${A}":{"refreshToken":"<script>"}}`)
    expect((await secrets.read('refreshToken')).value).toBeNull()
  })

  it('a failed write does not hold up the ones after it', async () => {
    const store = keyStore()
    const secrets = start(store)
    const working = store.encryptStringAsync
    store.encryptStringAsync = () => Promise.reject(new Error('locked'))
    await expect(secrets.write('refreshToken', 'one')).rejects.toThrow('locked')
    store.encryptStringAsync = working
    await secrets.write('refreshToken', 'two')
    expect((await secrets.read('refreshToken')).value).toBe('two')
  })
})

describe('without a key store worth the name', () => {
  const weak: [string, NodeJS.Platform, Partial<ReturnType<typeof keyStore>>][] = [
    ['encryption that is not available', 'darwin', { isAvailable: false }],
    ['plain text on Linux', 'linux', { backend: 'basic_text' }],
    ['a back-end nobody knows', 'linux', { backend: 'unknown' }],
  ]

  it.each(weak)(
    '%s: memory only, said so, gone at the next start',
    async (_what, platform, how) => {
      const store = Object.assign(keyStore(), how)
      const secrets = start(store, { platform })
      expect(await secrets.write('refreshToken', 'one')).toEqual({ storage: 'memory' })
      expect(await secrets.read('refreshToken')).toEqual({ value: 'one', storage: 'memory' })
      expect(store.encryptions).toBe(0)
      expect(onDisk).toThrow('ENOENT')
      expect(await start(store, { platform }).read('refreshToken')).toEqual({
        value: null,
        storage: 'memory',
      })
      await secrets.clear('refreshToken')
      expect((await secrets.read('refreshToken')).value).toBeNull()
    },
  )

  it('an older secret on disk does not come back later', async () => {
    const store = keyStore()
    await start(store).write('refreshToken', 'old')
    store.backend = 'basic_text'
    await start(store).write('refreshToken', 'new')
    store.backend = 'gnome_libsecret'
    expect((await start(store).read('refreshToken')).value).toBeNull()
  })

  it('kept on disk where the person agrees; asked once for each profile', async () => {
    const store = Object.assign(keyStore(), { backend: 'basic_text' as const })
    const secrets = start(store, { agrees: true })
    expect(await secrets.write('refreshToken', 'one')).toEqual({ storage: 'weak' })
    await secrets.write('accessToken', 'two')
    expect(secrets.asked()).toBe(1)
    const again = start(store)
    expect(await again.read('refreshToken')).toEqual({ value: 'one', storage: 'weak' })
    await again.write('refreshToken', 'three')
    expect(again.asked()).toBe(0)
    again.use(B)
    expect(await again.write('refreshToken', 'other')).toEqual({ storage: 'memory' })
    expect(again.asked()).toBe(1)
  })

  it('a refusal is remembered too, and nothing is asked where nothing can be kept', async () => {
    const store = Object.assign(keyStore(), { backend: 'basic_text' as const })
    await start(store).write('refreshToken', 'one')
    const again = start(store, { agrees: true })
    expect(await again.write('refreshToken', 'one')).toEqual({ storage: 'memory' })
    const none = start(Object.assign(keyStore(), { isAvailable: false }), { agrees: true })
    none.use(B)
    await none.write('refreshToken', 'one')
    expect([again.asked(), none.asked()]).toEqual([0, 0])
  })

  it('the back-end is asked for on Linux only, where it exists', async () => {
    const store = Object.assign(keyStore(), { backend: 'basic_text' })
    expect(await start(store, { platform: 'win32' }).write('refreshToken', 'one')).toEqual({
      storage: 'keychain',
    })
  })
})

it('a profile that is forgotten leaves neither secrets nor its answer; the others keep theirs', async () => {
  const store = Object.assign(keyStore(), { backend: 'basic_text' as const })
  const secrets = start(store, { agrees: true })
  await secrets.write('refreshToken', 'for a')
  secrets.use(B)
  await secrets.write('refreshToken', 'for b')
  await secrets.forget(A, { withAnswer: true })
  expect((await secrets.read('refreshToken')).value).toBe('for b')
  expect(Object.keys(vault().read())).toEqual([B])
  secrets.use(A)
  expect((await secrets.read('refreshToken')).value).toBeNull()
  await secrets.write('refreshToken', 'again')
  expect(secrets.asked()).toBe(3)
  await secrets.forget(A, { withAnswer: false })
  await secrets.write('refreshToken', 'after signing out')
  expect(secrets.asked()).toBe(3)
})

it('a secret in memory is forgotten with its profile', async () => {
  const secrets = start(Object.assign(keyStore(), { isAvailable: false }))
  await secrets.write('refreshToken', 'one')
  await secrets.forget(A, { withAnswer: false })
  expect((await secrets.read('refreshToken')).value).toBeNull()
})

it('what was kept for an address is handed over to its profile', async () => {
  const store = keyStore()
  const before = start(store)
  before.use('https://a.example')
  await before.write('refreshToken', 'one')
  handOver(vault(), 'https://a.example', A)
  expect((await start(store).read('refreshToken')).value).toBe('one')
  expect(Object.keys(vault().read())).toEqual([A])
})
