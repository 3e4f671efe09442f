import { expect, test } from 'vitest'
import type { Message } from '../../../server/contract/conversations.ts'
import { message } from './facts.fixture.ts'
import { type Attempt, Outbox, type Outgoing } from './outbox.ts'

const settled = () => new Promise((resolve) => setImmediate(resolve))

/** An outbox whose attempts wait until the test answers them. */
function post() {
  const sent: string[] = []
  const answers: ((attempt: Attempt) => void)[] = []
  const thread: Message[] = []
  let items: readonly Outgoing[] = []
  let reconnected: () => void = () => undefined
  const outbox = new Outbox({
    send: (item) => {
      sent.push(item.clientMessageId)
      return new Promise((resolve) => answers.push(resolve))
    },
    stored: (one) => thread.push(one),
    changed: (next) => {
      items = next
    },
    another: () =>
      new Promise((resolve) => {
        reconnected = resolve
      }),
  })
  async function answer(attempt: Attempt) {
    answers.shift()!(attempt)
    await settled()
  }
  async function reconnect() {
    reconnected()
    await settled()
  }
  return { outbox, sent, thread, answer, reconnect, items: () => items }
}

const written = (clientMessageId: string, conversationId = 'c1') => ({
  clientMessageId,
  conversationId,
  content: clientMessageId,
  visibility: 'public' as const,
  writtenAt: '2026-01-05T09:00:00.000Z',
})
const stored = (id: string): Attempt => ({ result: 'stored', message: message(id, 1) })

test('messages of one conversation go one after the other, of two side by side', async () => {
  const { outbox, sent, answer } = post()
  outbox.add(written('first'))
  outbox.add(written('second'))
  outbox.add(written('elsewhere', 'c2'))
  expect(sent).toEqual(['first', 'elsewhere'])
  await answer(stored('first'))
  expect(sent).toEqual(['first', 'elsewhere', 'second'])
})

test('an attempt without an answer is repeated with the same id when the connection is back', async () => {
  const { outbox, sent, answer, reconnect, items, thread } = post()
  outbox.add(written('one'))
  await answer({ result: 'unanswered' })
  expect(items()).toMatchObject([{ clientMessageId: 'one', state: 'sending' }])
  await reconnect()
  expect(sent).toEqual(['one', 'one'])
  await answer(stored('m'))
  expect(items()).toEqual([])
  expect(thread).toHaveLength(1)
})

test('a refused message stays with its reason, and those behind it go on', async () => {
  const { outbox, sent, answer, items } = post()
  outbox.add(written('bad'))
  outbox.add(written('good'))
  await answer({ result: 'refused', reason: 'closed' })
  expect(items()[0]).toMatchObject({ clientMessageId: 'bad', state: 'failed', reason: 'closed' })
  expect(sent).toEqual(['bad', 'good'])
})

test('a failed message is sent again on request, with the same id', async () => {
  const { outbox, sent, answer, items } = post()
  outbox.add(written('bad'))
  await answer({ result: 'refused', reason: 'closed' })
  outbox.retry('bad')
  expect(sent).toEqual(['bad', 'bad'])
  expect(items()[0]).toMatchObject({ state: 'sending' })
  expect(items()[0]).not.toHaveProperty('reason')
})

test('the stream may bring a message before its acknowledgement', async () => {
  const { outbox, answer, items, thread } = post()
  outbox.add(written('one'))
  outbox.arrived('one')
  expect(items()).toEqual([])
  await answer(stored('m'))
  expect(items()).toEqual([])
  expect(thread).toHaveLength(1)
})

test('a message that was discarded while it waited is not sent again', async () => {
  const { outbox, sent, answer, reconnect } = post()
  outbox.add(written('one'))
  await answer({ result: 'unanswered' })
  outbox.discard('one')
  await reconnect()
  expect(sent).toEqual(['one'])
})
