import { expect, test } from 'vitest'
import { conversation } from '../sync/facts.fixture.ts'
import { emptyWorld } from '../sync/world.ts'
import { countUnread } from './unread.ts'
import { isIn, VIEWS } from './views.ts'

const me = 'me'
const views = (more: Parameters<typeof conversation>[1]) =>
  VIEWS.filter((view) => isIn(view, conversation('c', more), me))

test.each([
  [{ assignee: null }, ['unassigned', 'all']],
  [{ assignee: { id: me, name: 'Linh' } }, ['mine', 'all']],
  [{ assignee: { id: 'other', name: 'Quân' } }, ['all']],
  [{ snoozedUntil: '2026-01-06T09:00:00.000Z' }, ['snoozed']],
  [{ assignee: { id: me, name: 'Linh' }, status: 'closed' as const }, ['closed']],
  [{ channel: 'ticket' as const }, []],
])('a conversation like %j is in %j', (more, expected) => {
  expect(views(more)).toEqual(expected)
})

test('unread counts what is mine, not what nobody or somebody else has', () => {
  const unread = (id: string, assigneeId: string | null, more = {}) => ({
    seq: 0,
    value: conversation(id, {
      headSeq: 5,
      agentReadSeq: 2,
      assignee: assigneeId === null ? null : { id: assigneeId, name: assigneeId },
      ...more,
    }),
  })
  const conversations = {
    a: unread('a', me),
    b: unread('b', null),
    c: unread('c', 'other'),
    d: unread('d', me, { status: 'closed' }),
  }
  expect(countUnread({ ...emptyWorld(0), conversations }, me)).toBe(3)
})
