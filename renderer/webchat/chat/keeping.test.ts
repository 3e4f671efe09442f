import { beforeEach, expect, it, vi } from 'vitest'
import { forgetVisitor } from './identifying.ts'
import { chosenFile, createBrowser, createServer } from './sending.fixture.ts'
import { VISITOR_KEY } from './session.ts'
import { leaveChat } from './starting.ts'

beforeEach(() => vi.stubGlobal('navigator', { onLine: true }))

const MAI = { name: 'Mai', email: 'mai@x.test' }
const LAN = { name: 'Lan', email: 'lan@x.test' }

/** A page whose message with a large file is being kept until `done`. */
async function keeping() {
  const server = createServer()
  const { disk, open } = createBrowser(server)
  const page = open()
  const { store, storage } = page.context
  await storage.write({ [VISITOR_KEY]: MAI })
  const full = Promise.withResolvers<void>()
  page.holdDisk(full.promise)
  const sent = page.send('see this', [chosenFile('large.mp4')])
  page.holdDisk(Promise.resolve())
  return { ...page, disk, server, store, storage, sent, done: full.resolve }
}

it('a text written while a large file is being kept goes out after it', async () => {
  const { server, disk, send, sent, done, store, flush } = await keeping()
  const after = send('and this')
  await expect
    .poll(() => [...disk.values()], { timeout: 10_000 })
    .toContainEqual(expect.objectContaining({ content: 'and this' }))
  expect(store.get().thread.outbox).toEqual([])
  done()
  await Promise.all([sent, after])
  expect(store.get().thread.outbox.map(({ content }) => content)).toEqual(['see this', 'and this'])
  await flush()
  expect([...server.stored.values()]).toEqual([['large.mp4'], []])
})

it('the words of a message being kept wait in the composer when its chat is left', async () => {
  const { sent, done, store, context } = await keeping()
  leaveChat(context)
  done()
  await sent
  expect(store.get().draft).toBe('see this')
})

it.each([
  ['sits here', null],
  ['has begun a chat', LAN],
])('the words of a message being kept never reach the next person, who %s', async (_, next) => {
  const { sent, done, store, storage, context } = await keeping()
  forgetVisitor(context)
  if (next) await storage.write({ [VISITOR_KEY]: next })
  store.set({ draft: 'mine' })
  done()
  await sent
  expect(store.get().draft).toBe('mine')
})
