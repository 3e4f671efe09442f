import { IDBFactory, IDBObjectStore } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createHolding, holding } from '../../files/holding.ts'
import { Transfers } from '../../files/transfers.ts'
import { actionsOf } from './actions.ts'
import { type Context, dispatch, enterSession } from './context.ts'
import { openStorage } from './durable-storage.ts'
import { keyOf } from './kept-files.ts'
import { isOutboxKey, keptOutbox } from './outbox.ts'
import { sending } from './sending.ts'
import { announce, chosenFile, createServer } from './sending.fixture.ts'
import { createStore, initialState } from './store.ts'

const LONG = { timeout: 10_000 }
const session = { sessionId: 's', sessionToken: 't', name: 'Mai' }

/** A tab of the browser these tests are in; it hears of the others as long as there is a `BroadcastChannel`. */
async function openTab(server: ReturnType<typeof createServer>) {
  const storage = await openStorage()
  const store = createStore(initialState)
  const ask = (_event: string, payload: never) => server.take(payload)
  const context: Context = { store, storage, ask: ask as never }
  enterSession(context, session)
  store.set({ link: 'online' })
  const way = {
    transfers: new Transfers(),
    to: () => (file: File) => server.receive(file),
    holding: createHolding(navigator.locks),
  }
  const send = sending(context, { wait: 1, way })
  storage.onChange((key) => {
    if (!isOutboxKey(key, 's')) return
    dispatch(context, { kind: 'kept', outbox: keptOutbox(storage, 's') })
    void send()
  })
  const { send: write } = actionsOf(context, { send, bringUp: async () => {}, signal: () => {} })
  const outbox = () => store.get().thread.outbox
  const announced = () => announce({ context }, server.stored)
  return { context, store, send, write, outbox, announced }
}

describe('a message whose file could not be kept', () => {
  beforeEach(() => {
    vi.stubGlobal('indexedDB', new IDBFactory())
    // oxlint-disable-next-line typescript/unbound-method -- called with its store below
    const { put: takes } = IDBObjectStore.prototype
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      value,
      key,
    ) {
      if (value instanceof Blob) {
        this.transaction.abort()
        throw new DOMException('full', 'QuotaExceededError')
      }
      return takes.call(this, value, key)
    })
  })
  afterEach(() => {
    vi.restoreAllMocks()
    vi.unstubAllGlobals()
  })

  it('is left by the tabs without it to the one that has it, with all that was written after it', async () => {
    const server = createServer()
    const [here, there] = [await openTab(server), await openTab(server)]
    here.store.set({ link: 'offline' })
    await here.write('with it', [chosenFile('a.png')])
    await here.write('after it')
    await expect.poll(() => there.outbox().length, LONG).toBe(2)
    await there.send()
    expect(there.outbox()).toMatchObject([{ state: 'sending' }, { state: 'sending' }])
    expect(server.stored.size).toBe(0)
    here.store.set({ link: 'online' })
    await here.send()
    await expect.poll(() => [...server.stored.values()], LONG).toEqual([['a.png'], []])
    for (const tab of [here, there]) tab.announced()
    await expect.poll(there.outbox, LONG).toEqual([])
  })

  it('is lost once the tab that has it is gone, and what was written after it goes out', async () => {
    const server = createServer()
    const [here, there] = [await openTab(server), await openTab(server)]
    here.store.set({ link: 'offline' })
    const file = chosenFile('a.png')
    await here.write('with it', [file])
    await here.write('after it')
    await expect.poll(() => there.outbox().length, LONG).toBe(2)
    await there.send()
    expect(there.outbox()).toMatchObject([{ state: 'sending' }, {}])
    // As a lock does when its page ends.
    holding.free(keyOf(file.key ?? ''))
    await expect.poll(() => [...server.stored.values()], LONG).toEqual([[]])
    expect(there.outbox()).toContainEqual(
      expect.objectContaining({
        content: 'with it',
        state: 'failed',
        reason: { code: 'file_lost', text: 'a.png' },
      }),
    )
  })

  it('is not lost for a tab that has not heard yet that it went out', async () => {
    const server = createServer()
    const here = await openTab(server)
    const { BroadcastChannel } = globalThis
    Reflect.deleteProperty(globalThis, 'BroadcastChannel')
    here.store.set({ link: 'offline' })
    await here.write('with it', [chosenFile('a.png')])
    const deaf = await openTab(server)
    Object.assign(globalThis, { BroadcastChannel })
    expect(deaf.outbox()).toMatchObject([{ content: 'with it' }])
    here.store.set({ link: 'online' })
    await here.send()
    expect(server.stored.size).toBe(1)
    await deaf.send()
    await expect.poll(deaf.outbox, LONG).toEqual([])
    expect(deaf.context.storage.keys()).toEqual([])
  })
})
