import { IDBObjectStore } from 'fake-indexeddb'
import { afterEach, expect, test, vi } from 'vitest'
import { FILE_LOST } from '../../files/refused.ts'
import { browserDatabase } from '../host/database.ts'
import { Chosen } from './chosen.ts'
import { chosenFile, createBrowser, createServer, letter, settled } from './outbox.fixture.ts'

const LONG = { timeout: 10_000 }
const chosen = new Chosen(browserDatabase)
let accounts = 0

async function desk() {
  for (const store of ['outbox', 'files'] as const) await (await browserDatabase()).clear(store)
  const server = createServer()
  const account = `writer ${++accounts}`
  const browser = createBrowser(server)
  const window = browser.open(account)
  await window.opened
  const keptNames = async () => {
    const kept = await (await browserDatabase()).getAllFromIndex('files', 'account', account)
    return kept.map(({ bytes }) => bytes.name).toSorted()
  }
  return { server, browser, account, window, outbox: window.outbox, keptNames }
}

const withFiles = (id: string, ...names: string[]) => ({
  ...letter(id),
  attachments: names.map(chosenFile),
})

/** From now on there is no room for files. */
function fillDisk() {
  // oxlint-disable-next-line typescript/unbound-method -- called with its store below
  const { put } = IDBObjectStore.prototype
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    value,
    key,
  ) {
    if (this.name === 'files') throw new DOMException('full', 'QuotaExceededError')
    return put.call(this, value, key)
  })
}

afterEach(() => vi.restoreAllMocks())

test('a message that is taken out while its file is on its way is not sent, and what follows is', async () => {
  const { server, outbox, window } = await desk()
  const leave = Promise.withResolvers<void>()
  server.whileReceiving = () => leave.promise
  await outbox.add(withFiles('one', 'a.png'))
  await outbox.add(letter('two'))
  await settled()
  await outbox.discard('one')
  leave.resolve()
  await settled()
  expect(server.stored.map(({ clientMessageId }) => clientMessageId)).toEqual(['two'])
  expect(window.items()).toEqual([])
})

test('a message with files that was written offline goes out after a restart, and its bytes are forgotten', async () => {
  const { server, outbox, window, browser, account, keptNames } = await desk()
  server.isUp = false
  await outbox.add(withFiles('one', 'a.png', 'b.png'))
  await outbox.add(letter('two'))
  await settled()
  window.crash()
  expect(await keptNames()).toEqual(['a.png', 'b.png'])
  server.isUp = true
  const next = browser.open(account)
  await settled()
  expect(server.stored.map(({ clientMessageId }) => clientMessageId)).toEqual(['one', 'two'])
  expect(server.files.get('one')).toEqual(['a.png', 'b.png'])
  expect(next.items()).toEqual([])
  expect(await keptNames()).toEqual([])
})

test('what is uploaded is not uploaded again, and a lost answer leaves no second file in the message', async () => {
  const { server, outbox, window } = await desk()
  // The first upload arrives without an answer; the second try stores both files, and then the message is lost.
  server.fates.push('unacknowledged')
  await outbox.add(withFiles('one', 'a.png', 'b.png'))
  await settled()
  const loose = () => [...server.loose.values()].toSorted()
  expect(loose()).toEqual(['a.png'])
  server.isUp = false
  window.reconnect()
  await settled()
  server.isUp = true
  window.reconnect()
  await settled()
  expect(server.files.get('one')).toEqual(['a.png', 'b.png'])
  expect(loose()).toEqual(['a.png'])
})

test('files that the server dropped because they waited for too long are uploaded again', async () => {
  const { server, outbox, window } = await desk()
  const [file] = [chosenFile('a.png')]
  const attachment = { ...file, id: 'dropped long ago' }
  await outbox.add({ ...letter('one'), attachments: [attachment] })
  await settled()
  expect(server.files.get('one')).toEqual(['a.png'])
  expect(window.items()).toEqual([])
})

test('a file that is refused leaves its message with the reason, and what was written after it goes on', async () => {
  const { server, outbox, window, keptNames } = await desk()
  server.refusals.set('a.exe', { code: 'file_type_refused', text: 'Not these.' })
  await outbox.add(withFiles('bad', 'a.exe'))
  await outbox.add(letter('good'))
  await settled()
  expect(server.stored.map(({ clientMessageId }) => clientMessageId)).toEqual(['good'])
  expect(window.items()).toMatchObject([
    { state: 'failed', code: 'file_type_refused', reason: 'a.exe: Not these.' },
  ])
  server.refusals.clear()
  await outbox.retry('bad')
  await settled()
  expect(server.files.get('bad')).toEqual(['a.exe'])

  server.refusals.set('b.exe', { code: 'storage_full', text: 'No room.' })
  await outbox.add(withFiles('worse', 'b.exe'))
  await settled()
  expect(window.items()).toMatchObject([{ state: 'failed', code: 'storage_full' }])
  await outbox.discard('worse')
  expect(window.items()).toEqual([])
  expect(await keptNames()).toEqual([])
})

test('a server that cannot take files just now is asked again; one that fails on a file each time is not asked for ever', async () => {
  const { server, outbox, window } = await desk()
  server.refusals.set('a.png', { code: 'unavailable', text: 'Not now.' })
  server.refusals.set('b.png', { code: 'internal_error', text: 'A fault.' })
  await outbox.add(withFiles('one', 'a.png'))
  await outbox.add({ ...withFiles('two', 'b.png'), conversationId: 'c2' })
  for (let attempt = 0; attempt < 8; attempt++) {
    await settled()
    window.reconnect()
  }
  await settled()
  expect(window.items()).toMatchObject([{ state: 'sending' }, { code: 'internal_error' }])
})

test('a server that says when it takes the file is asked then, by one window, and other conversations go on', async () => {
  const { server, outbox, window, browser, account } = await desk()
  server.refusals.set('a.png', { code: 'rate_limited', text: 'Slower.', retryAfter: 40 })
  const receiving = vi.spyOn(server, 'receive')
  await outbox.add(withFiles('one', 'a.png'))
  await outbox.add(letter('two'))
  await expect.poll(() => window.pauses, LONG).toMatchObject([{ ms: 40_000 }])
  const other = browser.open(account)
  await other.outbox.add(letter('elsewhere', 'c2'))
  await settled()
  // A connection that is back is no reason to ask before.
  window.reconnect()
  await settled()
  expect(server.stored.map(({ clientMessageId }) => clientMessageId)).toEqual(['elsewhere'])
  expect(receiving).toHaveBeenCalledOnce()
  expect(other.pauses).toEqual([])
  server.refusals.clear()
  window.pauses[0]?.end()
  await expect.poll(() => server.stored.length, LONG).toBe(3)
  expect(server.stored.map(({ clientMessageId }) => clientMessageId).slice(1)).toEqual([
    'one',
    'two',
  ])
})

test('every window tells until when a message waits as the server asked, also one opened meanwhile, and none does any more once it is tried again', async () => {
  const { server, outbox, window, browser, account } = await desk()
  server.refusals.set('a.png', { code: 'rate_limited', text: 'Slower.', retryAfter: 40 })
  const other = browser.open(account)
  const before = Date.now()
  await outbox.add(withFiles('one', 'a.png'))
  const pauses = () => [...window.pauses, ...other.pauses]
  await expect.poll(() => pauses().length, LONG).toBe(1)
  const third = browser.open(account)
  const told = () => [window, other, third].map((one) => one.items()[0]?.triesAgainAt ?? 0)
  await expect.poll(() => Math.min(...told()), LONG).toBeGreaterThanOrEqual(before + 40_000)
  expect(new Set(told()).size).toBe(1)
  const leave = Promise.withResolvers<void>()
  server.whileReceiving = () => leave.promise
  pauses()[0]?.end()
  await expect.poll(told, LONG).toEqual([0, 0, 0])
  server.refusals.clear()
  leave.resolve()
  await expect.poll(() => server.stored.length, LONG).toBe(1)
})

test('a message that waits as the server asked is taken out, here or in another window, and what follows goes out', async () => {
  const { server, outbox, window, browser, account } = await desk()
  server.refusals.set('a.png', { code: 'rate_limited', text: 'Slower.', retryAfter: 40 })
  const other = browser.open(account)
  await outbox.add(withFiles('one', 'a.png'))
  await outbox.add(withFiles('two', 'a.png'))
  await outbox.add(letter('three'))
  const pauses = () => window.pauses.length + other.pauses.length
  await expect.poll(pauses, LONG).toBe(1)
  await outbox.discard('one')
  await expect.poll(pauses, LONG).toBe(2)
  await other.outbox.discard('two')
  await expect.poll(() => server.stored.length, LONG).toBe(1)
  expect(server.stored).toMatchObject([{ clientMessageId: 'three' }])
})

test('where the disk has no room for a file the text is kept, and the file goes out while its window lives', async () => {
  const { server, outbox, window, browser, account, keptNames } = await desk()
  fillDisk()
  server.isUp = false
  await outbox.add(withFiles('one', 'a.png'))
  await outbox.add(withFiles('two', 'b.png'))
  expect(window.items()).toMatchObject([{ attachments: [{ name: 'a.png', isLoose: true }] }, {}])
  expect(await keptNames()).toEqual([])
  server.refusals.set('b.png', { code: 'unavailable', text: 'Not now.' })
  server.isUp = true
  window.reconnect()
  await settled()
  expect(server.files.get('one')).toEqual(['a.png'])

  window.crash()
  const next = browser.open(account)
  await settled()
  expect(next.items()).toMatchObject([
    { content: 'two', state: 'failed', code: FILE_LOST, reason: 'b.png' },
  ])
})

test('a window without a file the disk had no room for leaves the message, and those after it, to the window that has it', async () => {
  const { server, outbox, window, browser, account } = await desk()
  fillDisk()
  const offline = Promise.withResolvers<void>()
  window.connected = offline.promise
  await outbox.add(withFiles('one', 'a.png'))
  await outbox.add(letter('two'))
  await outbox.add(letter('elsewhere', 'c2'))
  const other = browser.open(account)
  await expect.poll(() => server.stored.length, LONG).toBe(1)
  expect(server.stored).toMatchObject([{ clientMessageId: 'elsewhere' }])
  await other.outbox.refresh()
  await settled()
  const waiting = () => other.disk.items(account)
  await expect.poll(waiting, LONG).toMatchObject([
    { content: 'one', state: 'sending', attempts: 0 },
    { content: 'two', state: 'sending' },
  ])
  offline.resolve()
  await expect.poll(() => server.stored.length, LONG).toBe(3)
  expect(server.files.get('one')).toEqual(['a.png'])
  expect(server.stored.map(({ clientMessageId }) => clientMessageId)).toEqual([
    'elsewhere',
    'one',
    'two',
  ])
  await expect.poll(other.items.bind(other), LONG).toEqual([])
})

test('a file the disk had no room for is lost once the window that has it is gone', async () => {
  const { server, outbox, window, browser, account } = await desk()
  fillDisk()
  window.connected = new Promise(() => undefined)
  await outbox.add(withFiles('one', 'a.png'))
  const other = browser.open(account)
  await settled()
  expect(other.items()).toMatchObject([{ state: 'sending' }])
  await outbox.add(letter('two'))
  window.crash()
  await expect.poll(() => server.stored.length, LONG).toBe(1)
  expect(other.items()).toMatchObject([{ content: 'one', state: 'failed', code: FILE_LOST }])
})

test('a refused message whose file only one window has is out of the others’ reach, who can have it sent, while that window lives', async () => {
  const { server, outbox, window, browser, account } = await desk()
  fillDisk()
  server.refusals.set('a.png', { code: 'storage_full', text: 'No room.' })
  await outbox.add(withFiles('one', 'a.png'))
  const other = browser.open(account)
  await expect.poll(() => other.items(), LONG).toMatchObject([{ state: 'failed' }])
  const onFree = vi.fn<() => void>()
  const reach = ({ disk }: typeof window) =>
    Promise.all(other.items().map((item) => disk.isOutOfReach(item, onFree)))
  expect([await reach(window), await reach(other)]).toEqual([[false], [true]])
  await other.outbox.retry('one')
  await expect.poll(() => other.items(), LONG).toMatchObject([{ state: 'failed', attempts: 2 }])
  expect(await reach(other)).toEqual([true])
  window.crash()
  await expect.poll(() => onFree.mock.calls.length, LONG).toBe(1)
  expect(await reach(other)).toEqual([false])
})

test('no more than so much is kept for one account, and the rest waits in its window', async () => {
  const { server, outbox, window, keptNames } = await desk()
  server.isUp = false
  await outbox.add(withFiles('one', 'a.png'))
  const huge = chosenFile('huge.png')
  if (huge.bytes) Object.defineProperty(huge.bytes, 'size', { value: 251 * 1_048_576 })
  await outbox.add({ ...letter('two'), attachments: [huge] })
  expect(await keptNames()).toEqual(['a.png'])
  server.isUp = true
  window.reconnect()
  await settled()
  expect(server.files.get('two')).toEqual(['huge.png'])
})

test('a message whose file was on its way when somebody else signed in is not sent by them', async () => {
  const { server, outbox, account, window } = await desk()
  let arrive = () => {}
  const arrived = new Promise<void>((resolve) => (arrive = resolve))
  server.whileReceiving = () => arrived
  await outbox.add(withFiles('mine', 'a.png'))
  await settled()
  outbox.close()
  await outbox.open('somebody else')
  arrive()
  await settled()
  expect(server.stored).toEqual([])
  expect(await window.disk.items(account)).toMatchObject([{ clientMessageId: 'mine' }])
})

test('a message that is taken back answers its files, which are kept for the next', async () => {
  const { server, outbox, window, account } = await desk()
  server.refusals.set('a.png', { code: 'file_too_large', text: 'Too large.' })
  await outbox.add(withFiles('one', 'a.png'))
  await settled()
  const [item] = window.items()
  if (!item) throw new Error('the message is gone')
  const draft = { text: 'one', mode: 'reply' as const, sinceSeq: 1 }
  const files = await window.disk.takeBack(item, draft)
  expect(files).toMatchObject([{ name: 'a.png', id: null, bytes: expect.any(File) }])
  expect(await chosen.files()).toMatchObject([
    { account, composer: 'c1 reply', bytes: { name: 'a.png' } },
  ])
})

test('files that are chosen are kept, become those of their message without being written again, and are gone with it', async () => {
  const { server, outbox, account, keptNames } = await desk()
  const [a, b] = ['a.png', 'b.png'].map(chosenFile)
  if (!a?.key || !a.bytes || !b?.key || !b.bytes) throw new Error('no files')
  const where = { account, composer: 'c1 reply' }
  expect(await chosen.keep({ key: a.key, bytes: a.bytes, ...where })).toBe(true)
  expect(await chosen.keep({ key: b.key, bytes: b.bytes, ...where })).toBe(true)
  const chosenNames = async () => (await chosen.files()).map(({ bytes }) => bytes.name)
  expect((await chosenNames()).toSorted()).toEqual(['a.png', 'b.png'])
  server.isUp = false
  fillDisk()
  await outbox.add({ ...letter('one'), attachments: [a] })
  expect(await chosenNames()).toEqual(['b.png'])
  expect(await keptNames()).toEqual(['a.png', 'b.png'])
  await outbox.discard('one')
  expect(await keptNames()).toEqual(['b.png'])
  await chosen.drop(b.key)
  expect(await keptNames()).toEqual([])
})

test('no more chosen files are kept than there is room for with those that wait', async () => {
  const { account, keptNames } = await desk()
  const huge = chosenFile('huge.png')
  if (!huge.key || !huge.bytes) throw new Error('no file')
  Object.defineProperty(huge.bytes, 'size', { value: 251 * 1_048_576 })
  const kept = { key: huge.key, bytes: huge.bytes, account, composer: 'c1 reply' }
  expect(await chosen.keep(kept)).toBe(false)
  expect(await keptNames()).toEqual([])
})

test('what one account wrote is forgotten with its files, and another’s stays', async () => {
  const { browser, server, window, account, outbox, keptNames } = await desk()
  server.isUp = false
  const theirs = browser.open('another account')
  await theirs.opened
  await outbox.add(withFiles('mine', 'mine.png'))
  await theirs.outbox.add(withFiles('theirs', 'theirs.png'))
  await window.disk.forget(account)
  expect(await keptNames()).toEqual([])
  expect(await theirs.disk.items('another account')).toMatchObject([{ clientMessageId: 'theirs' }])
})
