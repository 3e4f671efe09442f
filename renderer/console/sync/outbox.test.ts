import { expect, test } from 'vitest'
import { browserDatabase } from '../host/database.ts'
import { createBrowser, createServer, letter, settled } from './outbox.fixture.ts'

let accounts = 0

async function desk() {
  await (await browserDatabase()).clear('outbox')
  const server = createServer()
  const account = `account ${++accounts}`
  const browser = createBrowser(server)
  const window = browser.open(account)
  await window.opened
  const sent = () => server.stored.map(({ content }) => content)
  return { server, browser, account, window, outbox: window.outbox, sent }
}

test('messages of one conversation go one after the other, and what is stored leaves the queue', async () => {
  const { outbox, sent, window } = await desk()
  await Promise.all(['1', '2', '3'].map((id) => outbox.add(letter(id))))
  await settled()
  expect(sent()).toEqual(['1', '2', '3'])
  expect(window.items()).toEqual([])
})

test('a conversation that waits holds no other one up', async () => {
  const { server, outbox, sent } = await desk()
  server.fates.push('lost')
  await outbox.add(letter('waits', 'c1'))
  await outbox.add(letter('goes', 'c2'))
  await settled()
  expect(sent()).toEqual(['goes'])
})

test('a message is on disk before it shows as queued', async () => {
  const { server, outbox, window, account } = await desk()
  server.isUp = false
  const adding = outbox.add(letter('one'))
  expect(window.items()).toEqual([])
  await adding
  expect(window.items()).toMatchObject([{ clientMessageId: 'one', state: 'sending' }])
  expect(await window.disk.items(account)).toMatchObject([{ clientMessageId: 'one' }])
})

test('an attempt without an answer is repeated with the same id when the connection is back', async () => {
  const { server, outbox, window, account, sent } = await desk()
  server.fates.push('unacknowledged')
  await outbox.add(letter('one'))
  await settled()
  expect(window.items()).toMatchObject([{ clientMessageId: 'one', state: 'sending' }])
  expect(await window.disk.items(account)).toMatchObject([{ attempts: 1 }])
  window.reconnect()
  await settled()
  expect(server.seen).toEqual(['one', 'one'])
  expect(sent()).toEqual(['one'])
  expect(window.items()).toEqual([])
})

test('a refused message stays with its reason, through a reload too, and those behind it go on', async () => {
  const { server, outbox, sent, window, browser, account } = await desk()
  server.fates.push({ result: 'refused', code: 'conversation_closed', reason: 'It is closed.' })
  await outbox.add(letter('bad'))
  await outbox.add(letter('good'))
  await settled()
  expect(sent()).toEqual(['good'])
  window.crash()
  const next = browser.open(account)
  await next.opened
  expect(next.items()).toMatchObject([
    {
      clientMessageId: 'bad',
      state: 'failed',
      code: 'conversation_closed',
      reason: 'It is closed.',
    },
  ])
})

test('a failed message is sent again on request, with the same id and what was seen since', async () => {
  const { server, outbox, sent } = await desk()
  server.fates.push({ result: 'refused', code: 'reply_crossed', reason: 'Somebody was quicker.' })
  await outbox.add({ ...letter('one'), seenSeq: 3 })
  await settled()
  await outbox.retry('one', { seenSeq: 5 })
  await settled()
  expect(sent()).toEqual(['one'])
  expect(server.stored[0]).toMatchObject({ clientMessageId: 'one', seenSeq: 5 })
  expect(server.stored[0]).not.toHaveProperty('reason')
})

test('the stream may bring a message before its acknowledgement', async () => {
  const { server, outbox, window } = await desk()
  server.fates.push('unacknowledged')
  await outbox.add(letter('one'))
  await settled()
  outbox.arrived('one')
  expect(window.items()).toEqual([])
  await settled()
  window.reconnect()
  await settled()
  expect(server.seen).toEqual(['one'])
})

test('a message that was discarded while it waited is not sent again', async () => {
  const { server, outbox, window } = await desk()
  server.fates.push('lost')
  await outbox.add(letter('one'))
  await settled()
  await outbox.discard('one')
  window.reconnect()
  await settled()
  expect(server.stored).toEqual([])
})

test('all windows show the same queue, and one of them sends each message', async () => {
  const { server, browser, account, window, outbox } = await desk()
  const other = browser.open(account)
  await other.opened
  server.fates.push('lost', 'lost')
  await outbox.add(letter('one'))
  await settled()
  expect(other.items()).toMatchObject([{ clientMessageId: 'one' }])
  window.reconnect()
  other.reconnect()
  await settled()
  expect(server.seen).toEqual(['one'])
  expect([window.items(), other.items()]).toEqual([[], []])
})

test('what a window that died has left is sent by another', async () => {
  const { server, browser, account, window, outbox, sent } = await desk()
  const other = browser.open(account)
  await other.opened
  server.isUp = false
  await outbox.add(letter('one'))
  await outbox.add(letter('two'))
  await settled()
  window.crash()
  server.isUp = true
  other.reconnect()
  await settled()
  expect(sent()).toEqual(['one', 'two'])
})

test('what one account wrote is never sent by another that signs in here', async () => {
  const { server, outbox, window, account, browser } = await desk()
  server.isUp = false
  await outbox.add(letter('mine'))
  await settled()
  outbox.close()
  server.isUp = true
  await outbox.open('somebody else')
  window.reconnect()
  await settled()
  expect(window.items()).toEqual([])
  expect(server.stored).toEqual([])
  const back = browser.open(account)
  await back.opened
  await settled()
  expect(server.stored).toMatchObject([{ clientMessageId: 'mine', account }])
})

test('a draft becomes a message in one step, and a refused message a draft', async () => {
  const { server, outbox, window, account } = await desk()
  const draft = { text: 'one', mode: 'reply' as const, sinceSeq: 4 }
  await window.disk.keepDraft(account, 'c1', draft)
  server.fates.push({ result: 'refused', code: 'reply_crossed', reason: '' })
  await outbox.add(letter('one'))
  expect(await window.disk.drafts(account)).toMatchObject([{ text: '' }])
  await settled()
  for (const item of window.items()) await window.disk.takeBack(item, draft)
  expect(await window.disk.items(account)).toEqual([])
  expect(await window.disk.drafts(account)).toMatchObject([draft])
})

test('forgetting an account leaves what others wrote here', async () => {
  const { server, outbox, window, account } = await desk()
  server.isUp = false
  await outbox.add(letter('mine'))
  await window.disk.add({ ...letter('theirs'), account: `not ${account}` })
  await window.disk.forget(account)
  expect(await window.disk.items(account)).toEqual([])
  expect(await window.disk.items(`not ${account}`)).toHaveLength(1)
})
