import 'fake-indexeddb/auto'
import { beforeEach, expect, test } from 'vitest'
import { browserDatabase } from '../host/database.ts'
import { FORM, keptDisk as disk } from './kept-disk.ts'
import { endOf, inboxOf, threadsOf } from './kept-world.ts'
import { user, withThread, worldWith } from './kept.fixture.ts'

beforeEach(() => disk.forget(null))

/** What one writes whose world holds these threads. */
function keeping(account: string, threads: readonly string[], world = worldWith(3)) {
  const whole = threads.reduce((now, id) => withThread(now, id, 2), world)
  const openId = null
  const inbox = inboxOf(whole, { user: user(account), at: 5, openId })
  const ends = [...threadsOf(whole, { agentId: account, openId })].map(([id, thread]) =>
    endOf(id, thread),
  )
  return { inbox, changed: ends, all: new Set(threads) }
}

test('what was written is read after a restart, with the threads that are still there', async () => {
  await disk.claim('linh')
  await disk.write('linh', keeping('linh', ['c0', 'c1']))
  await disk.write('linh', { ...keeping('linh', ['c1', 'c2']), changed: [] })
  const kept = await disk.read()
  expect(kept?.inbox.user.id).toBe('linh')
  expect(kept?.inbox.conversations.map(({ id }) => id)).toEqual(['c1', 'c2', 'c0'])
  expect(kept?.threads.map(({ conversationId }) => conversationId)).toEqual(['c1'])
})

test('whoever signs in next finds nothing of it, and what the one before still writes is dropped', async () => {
  await disk.claim('linh')
  await disk.write('linh', keeping('linh', ['c0']))
  await disk.claim('minh')
  expect(await disk.read()).toBeNull()
  await disk.write('linh', keeping('linh', ['c0']))
  expect(await disk.read()).toBeNull()
})

test('signing in again as the same keeps what is there', async () => {
  await disk.claim('linh')
  await disk.write('linh', keeping('linh', ['c0']))
  await disk.claim('linh')
  expect((await disk.read())?.threads).toHaveLength(1)
})

test('after the end of a session nothing is left, and nothing comes back', async () => {
  await disk.claim('linh')
  await disk.write('linh', keeping('linh', ['c0']))
  await disk.forget('minh')
  expect(await disk.read()).not.toBeNull()
  await disk.forget('linh')
  await disk.write('linh', keeping('linh', ['c0']))
  expect(await disk.read()).toBeNull()
  expect(await (await browserDatabase()).count('kept')).toBe(0)
})

test('what another build has kept in another form is not read', async () => {
  await disk.claim('linh')
  await disk.write('linh', keeping('linh', ['c0']))
  const database = await browserDatabase()
  const inbox = (await database.get('kept', ['linh', 'inbox']))!
  await database.put('kept', { ...inbox, form: FORM + 1 })
  expect(await disk.read()).toBeNull()
})
