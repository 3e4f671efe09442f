import { expect, test } from 'vitest'
import type { StreamEvent } from '../../../server/contract/events.ts'
import { closed, said, started } from '../sync/facts.fixture.ts'
import { noticeable } from './noticeable.ts'

const about = (id: string, event: StreamEvent): StreamEvent => ({
  ...event,
  refs: { conversationId: id, channel: 'webchat' },
})

test('each conversation is told once, with the newest', () => {
  const events = [
    about('a', started(1, 'a')),
    about('a', said(2, 'a', 1)),
    about('b', said(3, 'b', 1)),
    about('a', said(4, 'a', 2)),
  ]
  expect(noticeable(events).map(({ seq }) => seq)).toEqual([3, 4])
})

test('after a long absence only the last five are told', () => {
  const events = [1, 2, 3, 4, 5, 6, 7].map((seq) => about(`c${seq}`, said(seq, `c${seq}`, 1)))
  expect(noticeable(events).map(({ seq }) => seq)).toEqual([3, 4, 5, 6, 7])
})

test('what an agent did and what happens on tickets is not told', () => {
  const byAgent = about('a', said(1, 'a', 1))
  if (byAgent.kind === 'message.added') byAgent.body.message.author.type = 'agent'
  const onTicket = { ...said(2, 't', 1), refs: { conversationId: 't', channel: 'ticket' } }
  expect(noticeable([byAgent, onTicket, about('a', closed(3, 'a'))])).toEqual([])
})
