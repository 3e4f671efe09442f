import 'fake-indexeddb/auto'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { browserDatabase } from '../host/database.ts'
import { Chosen } from '../sync/chosen.ts'
import { settled } from '../sync/outbox.fixture.ts'
import type { Outgoing } from '../sync/outgoing.ts'
import { Written } from '../sync/written.ts'
import { chatSettings } from '../settings/resources.ts'
import { forgetChosen, hasChosen, putBack, uploadsOf, withFiles } from './uploads.ts'

const LONG = { timeout: 10_000 }
const chosen = new Chosen(browserDatabase)
const disk = new Written(browserDatabase)
let accounts = 0
let account = ''

beforeEach(async () => {
  account = `agent ${++accounts}`
  await (await browserDatabase()).clear('files')
})

const keep = (key: string, composer = 'c1 reply') =>
  chosen.keep({ key, account, composer, bytes: new File(['x'], `${key}.png`) })

const namesIn = (agentId: string, mode: 'reply' | 'note' = 'reply') =>
  uploadsOf(agentId, 'c1', mode)
    .get()
    .map(({ file }) => file.name)

test('files chosen before the window was closed are there again, in their composer and for their agent alone', async () => {
  await keep('first')
  await keep('second')
  await keep('private', 'c1 note')
  await keep('elsewhere', 'c2 reply')
  await expect.poll(() => namesIn(account), LONG).toEqual(['first.png', 'second.png'])
  await expect.poll(() => namesIn(account, 'note'), LONG).toEqual(['private.png'])
  expect(namesIn('somebody else')).toEqual([])
  await chosen.files()
  expect(namesIn('somebody else')).toEqual([])
  expect(await hasChosen(account)).toBe(true)
  expect(await hasChosen('somebody else')).toBe(false)
})

test('what is removed is not kept any more, nor what is one too many', async () => {
  for (let at = 10; at < 21; at++) await keep(`${at}`)
  await expect.poll(() => namesIn(account).length, LONG).toBe(11)
  const left = async () => (await chosen.files()).map(({ key }) => key)
  await expect.poll(left, LONG).not.toContain('20')
  uploadsOf(account, 'c1', 'reply').remove('10')
  await expect.poll(left, LONG).not.toContain('10')
  expect(await left()).toHaveLength(9)
})

test('who signs out and discards what is not sent finds nothing of it', async () => {
  await keep('first')
  await expect.poll(() => namesIn(account), LONG).toEqual(['first.png'])
  await disk.forget(account)
  forgetChosen(account)
  expect(namesIn(account)).toEqual([])
  expect(await hasChosen(account)).toBe(false)
})

const other = new BroadcastChannel('frontdesk.chosen')
afterAll(() => other.close())
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has none
const tellFromElsewhere = () => other.postMessage(null)

test('what another window has sent or given up is let go of', async () => {
  await keep('first')
  await keep('second')
  await expect.poll(() => namesIn(account), LONG).toHaveLength(2)
  await chosen.drop('first')
  tellFromElsewhere()
  await expect.poll(() => namesIn(account), LONG).toEqual(['second.png'])
})

test('what another window has chosen is there at once, in its composer', async () => {
  expect([namesIn(account), namesIn(account, 'note')]).toEqual([[], []])
  await keep('first')
  await keep('private', 'c1 note')
  tellFromElsewhere()
  await expect.poll(() => namesIn(account), LONG).toEqual(['first.png'])
  await expect.poll(() => namesIn(account, 'note'), LONG).toEqual(['private.png'])
})

test('what is chosen, removed or put back here is told to the others', async () => {
  const told = vi.fn<() => void>()
  other.addEventListener('message', told)
  chatSettings.use.setState({ saved: { files: { maxMegabytes: 1, types: ['image/*'] } } as never })
  const uploads = uploadsOf(account, 'c1', 'reply')
  uploads.add([new File(['x'], 'a.png', { type: 'image/png' })])
  await expect.poll(() => told.mock.calls.length, LONG).toBe(1)
  const [{ key } = { key: '' }] = uploads.get()
  uploads.remove(key)
  await expect.poll(() => told.mock.calls.length, LONG).toBe(2)
  const item = { account, conversationId: 'c1', visibility: 'public' } as Outgoing
  putBack(item, [])
  await expect.poll(() => told.mock.calls.length, LONG).toBe(3)
  other.removeEventListener('message', told)
})

test('what is being sent or was just removed does not come back when another window tells of its own', async () => {
  for (const key of ['sent', 'removed', 'stays']) await keep(key)
  await expect.poll(() => namesIn(account), LONG).toHaveLength(3)
  const uploads = uploadsOf(account, 'c1', 'reply')
  tellFromElsewhere()
  uploads.remove('removed')
  const queued = Promise.withResolvers<void>()
  const sending = withFiles(uploads, () => queued.promise)
  await keep('later')
  tellFromElsewhere()
  await settled()
  expect(namesIn(account)).toEqual([])
  for (const key of ['sent', 'stays']) await chosen.drop(key)
  queued.resolve()
  await sending
  await expect.poll(() => namesIn(account), LONG).toEqual(['later.png'])
})

test('what could not be sent is there once', async () => {
  await keep('first')
  await expect.poll(() => namesIn(account), LONG).toHaveLength(1)
  const uploads = uploadsOf(account, 'c1', 'reply')
  const sending = withFiles(uploads, () => Promise.reject(new Error('a full disk')))
  tellFromElsewhere()
  await expect(sending).rejects.toThrow('a full disk')
  await settled()
  expect(namesIn(account)).toEqual(['first.png'])
})
