import { IDBFactory, IDBObjectStore } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openStorage } from './durable-storage.ts'

/** A browser's `localStorage` with these entries, for what an earlier version kept. */
function stubLocalStorage(entries: Record<string, string>): Record<string, string> {
  const methods = {
    getItem: (key: string) => entries[key] ?? null,
    setItem: (key: string, text: string) => void (entries[key] = text),
    removeItem: (key: string) => void delete entries[key],
  }
  const localStorage = new Proxy(methods, {
    ownKeys: () => Object.keys(entries),
    getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
  })
  vi.stubGlobal('localStorage', localStorage)
  return entries
}

describe('what this browser keeps in its database', () => {
  beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()))
  afterEach(() => vi.unstubAllGlobals())

  it('is there when the page is opened again, and gone once it is forgotten', async () => {
    const first = await openStorage()
    await first.write({ a: { text: 'kept' }, b: 2, c: 3 })
    await first.write({ b: undefined })
    const second = await openStorage()
    expect([second.get('a'), second.get('b'), second.keys()]).toEqual([
      { text: 'kept' },
      undefined,
      ['a', 'c'],
    ])
  })

  it('can be read at once, and is safe when its promise is done', async () => {
    const storage = await openStorage()
    const done = storage.write({ a: 1 })
    expect(storage.get('a')).toBe(1)
    await done
    expect((await openStorage()).get('a')).toBe(1)
  })

  it('is heard of by the other tabs', async () => {
    const [here, there] = [await openStorage(), await openStorage()]
    const heard: string[] = []
    there.onChange((key) => heard.push(key))
    await here.write({ a: 1, b: 2 })
    await expect.poll(() => heard.toSorted(), { timeout: 10_000 }).toEqual(['a', 'b'])
    expect(there.get('b')).toBe(2)
    await here.write({ a: undefined })
    await expect.poll(() => there.keys(), { timeout: 10_000 }).toEqual(['b'])
  })

  it('is found by a tab that could not hear of it', async () => {
    const bare = globalThis.BroadcastChannel
    Reflect.deleteProperty(globalThis, 'BroadcastChannel')
    try {
      const [here, there] = [await openStorage(), await openStorage()]
      await here.write({ a: 1 })
      expect(there.get('a')).toBeUndefined()
      await there.refresh()
      expect(there.get('a')).toBe(1)
    } finally {
      globalThis.BroadcastChannel = bare
    }
  })

  it('takes over what an earlier version kept elsewhere', async () => {
    const entries = stubLocalStorage({
      'frontdesk.chat.session': '{"sessionId":"s"}',
      'frontdesk.chat.outbox.s.x': '{"at":1}',
      'site.own': 'stays',
    })
    const storage = await openStorage()
    expect(storage.get('session')).toEqual({ sessionId: 's' })
    expect(storage.keys()).toEqual(['outbox.s.x', 'session'])
    expect(entries).toEqual({ 'site.own': 'stays' })
  })

  it.each([
    ['is missing', undefined],
    ['refuses', { open: () => raise() }],
  ])('is kept the old way where the browser’s database %s', async (_how, indexedDB) => {
    vi.stubGlobal('indexedDB', indexedDB)
    const entries = stubLocalStorage({})
    const storage = await openStorage()
    await storage.write({ a: 1 })
    expect(storage.get('a')).toBe(1)
    expect(entries).toEqual({ 'frontdesk.chat.a': '1' })
  })

  it('is kept the old way while the database takes nothing, and moves back when it does', async () => {
    const entries = stubLocalStorage({})
    const storage = await openStorage()
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(raise)
    await storage.write({ a: 'written on a full disk' })
    expect(entries).toEqual({ 'frontdesk.chat.a': '"written on a full disk"' })
    put.mockRestore()
    expect((await openStorage()).get('a')).toBe('written on a full disk')
    expect(entries).toEqual({})
  })

  it('stays where it was kept while the database took nothing, whatever other tabs write, until it is changed', async () => {
    const entries = stubLocalStorage({})
    const [here, there] = [await openStorage(), await openStorage()]
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(raise)
    const file = new File(['x'], 'a.png')
    expect(await here.write({ a: 'text', 'file.k': file })).toBe(false)
    expect(entries).toEqual({ 'frontdesk.chat.a': '"text"' })
    put.mockRestore()
    expect(await there.write({ b: 1 })).toBe(true)
    await here.refresh()
    expect([here.get('a'), here.get('b'), here.get('file.k')]).toEqual(['text', 1, file])
    await here.write({ a: undefined })
    await expect.poll(() => entries, { timeout: 10_000 }).toEqual({})
    expect((await openStorage()).get('a')).toBeUndefined()
  })

  it('holds files, and no more of them than there is room for', async () => {
    stubLocalStorage({})
    const storage = await openStorage()
    expect(await storage.write({ a: 1, 'file.k': new File(['bytes'], 'a.png') })).toBe(true)
    const next = await openStorage()
    expect(await next.get<File>('file.k')?.text()).toBe('bytes')
    const huge = new File(['x'], 'huge.png')
    Object.defineProperty(huge, 'size', { value: 101 * 1_048_576 })
    expect(await next.write({ b: 2, 'file.l': huge })).toBe(false)
    expect(next.get('file.l')).toBe(huge)
    const last = await openStorage()
    expect([last.get('b'), last.get('file.l'), last.keys()]).toEqual([
      2,
      undefined,
      ['a', 'b', 'file.k'],
    ])
  })
})

function raise(): never {
  throw new DOMException('full', 'QuotaExceededError')
}
