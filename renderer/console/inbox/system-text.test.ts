import { expect, test } from 'vitest'
import { en } from '../../words/en.ts'
import { vi } from '../../words/vi.ts'
import { message } from '../sync/facts.fixture.ts'
import { systemText } from './system-text.ts'

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
  ['converted TK-00012', 'Linh Trần turned this conversation into ticket TK-00012'],
])('the line %j is a sentence', (content, sentence) => {
  expect(systemText(line(content), en.lines)).toBe(sentence)
})

test('a line is told in the agent’s language', () => {
  expect(systemText(line('closed'), vi.lines)).toBe('Linh Trần đã đóng cuộc trò chuyện')
})

test('a line without an author is the system’s', () => {
  expect(systemText(line('closed', ''), en.lines)).toBe('The system closed the conversation')
})

test('a word this console does not know is shown as it is', () => {
  expect(systemText(line('frozen for now'), en.lines)).toBe('frozen for now')
})

test('what the routing did is told without a doer', () => {
  const bySystem = (content: string) =>
    message('e', null, { kind: 'event', content, author: { type: 'system', id: null, name: '' } })
  expect(systemText(bySystem('assigned Zoe Park'), en.lines)).toBe(
    'The conversation went to Zoe Park',
  )
  expect(systemText(bySystem('unassigned'), en.lines)).toBe(
    'The conversation went back to the queue',
  )
})
