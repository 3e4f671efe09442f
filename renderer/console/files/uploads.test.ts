import 'fake-indexeddb/auto'
import { beforeEach, expect, test } from 'vitest'
import { browserDatabase } from '../host/database.ts'
import { Chosen } from '../sync/chosen.ts'
import { Written } from '../sync/written.ts'
import { forgetChosen, hasChosen, uploadsOf } from './uploads.ts'

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

test('what another window has sent or given up is let go of', async () => {
  await keep('first')
  await keep('second')
  await expect.poll(() => namesIn(account), LONG).toHaveLength(2)
  await chosen.drop('first')
  const other = new BroadcastChannel('frontdesk.chosen')
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has none
  other.postMessage(null)
  await expect.poll(() => namesIn(account), LONG).toEqual(['second.png'])
  other.close()
})
