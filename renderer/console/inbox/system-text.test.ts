import { expect, test } from 'vitest'
import { UNTIL_REPLY } from '../../../server/contract/conversations.ts'
import { en } from '../../words/en.ts'
import { vi } from '../../words/vi.ts'
import { message } from '../sync/facts.fixture.ts'
import { systemText } from './system-text.ts'

const at = (time: string) => `the ${time.slice(8, 10)}th`
const line = (content: string, name = 'Linh Trần') =>
  message('e', null, { kind: 'event', content, author: { type: 'agent', id: 'a', name } })

test.each([
  ['assigned Linh Trần', 'Linh Trần took the conversation'],
  ['assigned Sarah Bennett', 'Linh Trần assigned the conversation to Sarah Bennett'],
  ['joined', 'Linh Trần took the conversation'],
  ['unassigned', 'Linh Trần returned the conversation to the queue'],
  ['transferred Billing', 'Linh Trần transferred the conversation to Billing'],
  ['transferred', 'Linh Trần returned the conversation to the queue'],
  ['closed', 'Linh Trần closed the conversation'],
  ['reopened', 'Linh Trần reopened the conversation'],
  ['snoozed 2026-01-06T02:00:00.000Z', 'Linh Trần snoozed the conversation until the 06th'],
  [`snoozed ${UNTIL_REPLY}`, 'Linh Trần snoozed the conversation until the customer writes'],
  ['returned', 'Linh Trần ended the snooze'],
  ['converted TK-00012', 'Linh Trần turned this conversation into ticket TK-00012'],
])('the line %j is a sentence', (content, sentence) => {
  expect(systemText(line(content), en.lines, at)).toBe(sentence)
})

test('a line is told in the agent’s language', () => {
  expect(systemText(line('closed'), vi.lines, at)).toBe('Linh Trần đã đóng cuộc trò chuyện')
})

test('a line without an author is the system’s', () => {
  expect(systemText(line('closed', ''), en.lines, at)).toBe('The system closed the conversation')
})

test('a word this console does not know is shown as it is', () => {
  expect(systemText(line('frozen for now'), en.lines, at)).toBe('frozen for now')
})

test('what the routing did is told without a doer', () => {
  const bySystem = (content: string) =>
    message('e', null, { kind: 'event', content, author: { type: 'system', id: null, name: '' } })
  expect(systemText(bySystem('assigned Zoe Park'), en.lines, at)).toBe(
    'The conversation went to Zoe Park',
  )
  expect(systemText(bySystem('returned'), en.lines, at)).toBe(
    'The conversation is back: its time has come',
  )
  expect(systemText(bySystem('unassigned'), en.lines, at)).toBe(
    'The conversation went back to the queue',
  )
})
