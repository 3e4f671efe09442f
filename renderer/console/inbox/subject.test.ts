import { expect, test } from 'vitest'
import { message } from '../sync/facts.fixture.ts'
import { subjectFrom } from './subject.ts'

const said = (content: string) => message('1', 1, { content })
const agent = { type: 'agent' as const, id: 'a', name: 'Linh' }

test('the subject is the first thing the customer said, on one line', () => {
  const messages = [
    message('0', null, { content: 'a note', author: agent }),
    message('1', 1, { content: 'Good morning!', author: agent }),
    message('2', 2, { content: '  My lamp\n\nis broken ' }),
    message('3', 3, { content: 'Hello?' }),
  ]
  expect(subjectFrom(messages)).toBe('My lamp is broken')
})

test('a long one is cut to 200 characters and never in the middle of one', () => {
  const subject = subjectFrom([said('💡'.repeat(150))])
  expect(subject).toBe(`${'💡'.repeat(99)}…`)
})

test.each(['Hi', '   ', ''])('what is too short for a subject is none: %j', (content) => {
  expect(subjectFrom([said(content)])).toBeUndefined()
})
