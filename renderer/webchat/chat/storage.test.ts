import { afterEach, describe, expect, it, vi } from 'vitest'
import { keptOutbox, outboxChanges } from './outbox.ts'
import { keptSession } from './session.ts'
import { browserStorage, isStorageBlocked } from './browser-storage.ts'
import type { Outgoing } from './thread.ts'

afterEach(() => vi.unstubAllGlobals())

/** A browser's storage, as far as it is used. */
function stubStorage(entries: Record<string, string> = {}, isFull = false) {
  const methods = {
    getItem: (key: string) => entries[key] ?? null,
    setItem: (key: string, text: string) => {
      if (isFull) throw new Error('quota')
      entries[key] = text
    },
    removeItem: (key: string) => void delete entries[key],
  }
  const localStorage = new Proxy(methods, {
    get: (target, key) => Reflect.get(target, key) ?? Object.keys(entries).length,
    ownKeys: () => Object.keys(entries),
    getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
  })
  vi.stubGlobal('localStorage', localStorage)
  return entries
}
const outgoing = (clientMessageId: string, at: number): Outgoing => ({
  clientMessageId,
  content: clientMessageId,
  at,
  state: 'sending',
})

describe('what this browser keeps', () => {
  it('outlives the page', () => {
    stubStorage()
    void browserStorage().write({
      session: { sessionId: 's', sessionToken: 't', name: 'Mai' },
    })
    expect(keptSession(browserStorage())).toMatchObject({ sessionId: 's' })
  })

  it('lives as long as the page where the browser refuses to keep it', () => {
    expect(isStorageBlocked()).toBe(true)
    const storage = browserStorage()
    void storage.write({ a: 1 })
    expect([storage.get('a'), storage.keys()]).toEqual([1, ['a']])
    void storage.write({ a: undefined })
    expect(storage.get('a')).toBeUndefined()
  })

  it('is the newest value once the browser is full', () => {
    stubStorage({ 'frontdesk.chat.a': '"old"' }, true)
    const storage = browserStorage()
    void storage.write({ a: 'new' })
    expect([storage.get('a'), storage.keys()]).toEqual(['new', ['a']])
  })

  it.each(['no JSON', 'null', '"text"', '[]', '{"sessionId":"s"}', '{"sessionId":1}'])(
    'is no session when it is %s',
    (text) => {
      stubStorage({ 'frontdesk.chat.session': text })
      expect(keptSession(browserStorage())).toBeNull()
    },
  )

  it('holds unsent messages of each session in the order they were written', () => {
    const entries = stubStorage({ 'frontdesk.chat.outbox.s.broken': '{"at":1}' })
    const storage = browserStorage()
    void storage.write(outboxChanges('s', [outgoing('b', 2), outgoing('a', 1)], []))
    void storage.write(outboxChanges('other', [outgoing('c', 3)], []))
    const kept = keptOutbox(browserStorage(), 's')
    expect(kept.map(({ clientMessageId }) => clientMessageId)).toEqual(['a', 'b'])
    void storage.write(outboxChanges('s', [], kept))
    expect(Object.keys(entries)).toEqual([
      'frontdesk.chat.outbox.s.broken',
      'frontdesk.chat.outbox.other.c',
    ])
  })
})
