import { expect, test } from 'vitest'
import { message } from '../sync/facts.fixture.ts'
import { marksOf, threadItems } from './thread-items.ts'

const agent = { type: 'agent' as const, id: 'a', name: 'Linh' }
const minute = (count: number, day = 5) => new Date(2026, 0, day, 9, count).toISOString()

test('what one person says in one go stands under one name', () => {
  const items = threadItems([
    message('1', 1, { sentAt: minute(0) }),
    message('2', 2, { sentAt: minute(1) }),
    message('3', 3, { sentAt: minute(2), author: agent }),
    message('4', 4, { sentAt: minute(9), author: agent }),
  ])
  expect(items.map((item) => (item.kind === 'message' ? item.isFirst : item.kind))).toEqual([
    'day',
    true,
    false,
    true,
    true,
  ])
})

test('a note never goes on under a reply, nor a reply under a note', () => {
  const items = threadItems([
    message('1', 1, { sentAt: minute(0), author: agent }),
    message('2', null, { sentAt: minute(0), author: agent }),
    message('3', 2, { sentAt: minute(0), author: agent }),
  ])
  const firsts = items.flatMap((item) => (item.kind === 'message' ? item.isFirst : []))
  expect(firsts).toEqual([true, true, true])
})

test('a new day gets its heading', () => {
  const items = threadItems([
    message('1', 1, { sentAt: minute(0) }),
    message('2', 2, { sentAt: minute(0, 6) }),
  ])
  expect(items.map(({ kind }) => kind)).toEqual(['day', 'message', 'day', 'message'])
})

const reach = (customerGotSeq: number, customerReadSeq: number) => ({
  customerGotSeq,
  customerReadSeq,
})

test('each mark stands under the last message of ours that has come so far', () => {
  const messages = [
    message('1', 1),
    message('2', 2, { author: agent }),
    message('3', 3, { author: agent }),
    message('4', 4, { author: agent }),
    message('n', null, { afterSeq: 4, author: agent }),
  ]
  expect([...marksOf(messages, reach(0, 0))]).toEqual([['4', 'sent']])
  expect([...marksOf(messages, reach(3, 2))]).toEqual([
    ['2', 'read'],
    ['3', 'delivered'],
    ['4', 'sent'],
  ])
  expect([...marksOf(messages, reach(4, 4))]).toEqual([['4', 'read']])
})

test('an answer of the customer makes the marks needless', () => {
  const messages = [message('1', 1, { author: agent }), message('2', 2)]
  expect(marksOf(messages, reach(2, 2)).size).toBe(0)
})
