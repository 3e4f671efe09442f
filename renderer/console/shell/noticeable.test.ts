import { expect, test } from 'vitest'
import type { StreamEvent } from '../../../server/contract/events.ts'
import { closed, placed, said, started, stateAt } from '../sync/facts.fixture.ts'
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
  expect(noticeable(events, 'me').map(({ seq }) => seq)).toEqual([3, 4])
})

test('after a long absence only the last five are told', () => {
  const events = [1, 2, 3, 4, 5, 6, 7].map((seq) => about(`c${seq}`, said(seq, `c${seq}`, 1)))
  expect(noticeable(events, 'me').map(({ seq }) => seq)).toEqual([3, 4, 5, 6, 7])
})

test('what an agent did and what happens on tickets is not told', () => {
  const byAgent = about('a', said(1, 'a', 1))
  if (byAgent.kind === 'message.added') byAgent.body.message.author.type = 'agent'
  const onTicket = { ...said(2, 't', 1), refs: { conversationId: 't', channel: 'ticket' } }
  expect(noticeable([byAgent, onTicket, about('a', closed(3, 'a'))], 'me')).toEqual([])
})

test('a conversation that the routing gave to this agent is told, and to nobody else', () => {
  const assignee = { id: 'me', name: 'Linh' }
  const given = placed(2, {
    kind: 'conversation.changed',
    body: { conversation: { id: 'a', ...stateAt(2, { assignee }) }, change: 'assigned', by: null },
  })
  const events = [about('a', given)]
  expect(noticeable(events, 'me')).toHaveLength(1)
  expect(noticeable(events, 'you')).toEqual([])
})
