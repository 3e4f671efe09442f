import { expect, test } from 'vitest'
import { message } from '../sync/facts.fixture.ts'
import { replyAfter } from './crossing.ts'

const by = (id: string) => ({ type: 'agent' as const, id, name: id })

test('a reply crosses what a colleague has sent since, and nothing else', () => {
  const thread = [
    message('1', 1),
    message('2', 2, { author: by('minh') }),
    message('3', 3, { author: by('linh') }),
    message('n', null, { afterSeq: 3, author: by('minh') }),
    message('4', 4),
  ]
  expect(replyAfter(thread, 1, 'linh')?.id).toBe('2')
  expect(replyAfter(thread, 2, 'linh')).toBeNull()
  expect(replyAfter(thread, 2, 'minh')?.id).toBe('3')
  expect(replyAfter(thread, 3, 'zoe')).toBeNull()
})
