import { expect, test } from 'vitest'
import type { EventOf } from '../../../server/contract/events.ts'
import { placed, stateAt } from '../sync/facts.fixture.ts'
import { isGift } from './given.ts'

type Body = EventOf<'conversation.changed'>['body']

const linh = { id: 'linh', name: 'Linh' }
const changed = (change: Body['change'], assignee: typeof linh | null, by: Body['by']) =>
  placed(1, {
    kind: 'conversation.changed',
    body: { conversation: { id: 'c', ...stateAt(1, { assignee }) }, change, by },
  })
const minh = { type: 'agent' as const, id: 'minh', name: 'Minh' }

test('what the routing or a colleague gives an agent is a gift, what they take themselves is none', () => {
  expect(isGift(changed('assigned', linh, null), 'linh')).toBe(true)
  expect(isGift(changed('transferred', linh, minh), 'linh')).toBe(true)
  expect(isGift(changed('assigned', linh, { ...minh, id: 'linh' }), 'linh')).toBe(false)
  expect(isGift(changed('assigned', linh, null), 'minh')).toBe(false)
  expect(isGift(changed('assigned', null, null), 'linh')).toBe(false)
  expect(isGift(changed('joined', linh, null), 'linh')).toBe(false)
})
