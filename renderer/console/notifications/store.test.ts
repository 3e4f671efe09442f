import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import type { AgentNotification } from '../../../server/contract/notifications.ts'
import { groupOf, routeOfNotice } from './places.ts'
import { changesTaken, forgetNotices, notices, pageLoaded, useNotices } from './store.ts'

const notice = (id: string, seq: number, readAt: string | null = null): AgentNotification => ({
  id,
  seq,
  kind: 'message',
  conversationId: 'c1',
  ticketId: null,
  taskId: null,
  ticketNumber: null,
  who: 'Mai',
  excerpt: 'hello',
  isUrgent: false,
  channels: { inApp: true, desktop: true, sound: true },
  withheld: null,
  createdAt: '2026-11-26T10:00:00.000Z',
  readAt,
})
const READ = '2026-11-26T11:00:00.000Z'

beforeEach(() => {
  forgetNotices()
  useNotices.setState({ head: 0 })
})

test('what is told comes first in the lists that are loaded, and is new once', () => {
  pageLoaded('all', [notice('a', 1)], null, false)
  useNotices.setState({ head: 1 })
  const fresh = changesTaken([notice('b', 2), notice('c', 3)], { unread: 3, head: 3 })
  expect(fresh.map(({ id }) => id)).toEqual(['b', 'c'])
  expect(notices().pages.all?.ids).toEqual(['c', 'b', 'a'])
  expect(changesTaken([notice('c', 3)], { unread: 3, head: 3 })).toEqual([])
})

test('what is read stays in the list of unread ones until it is loaded anew', () => {
  pageLoaded('unread', [notice('a', 1)], null, false)
  useNotices.setState({ head: 1 })
  expect(changesTaken([notice('a', 2, READ)], { unread: 0, head: 2 })).toEqual([])
  expect(notices()).toMatchObject({ unread: 0, pages: { unread: { ids: ['a'] } } })
  expect(notices().byId['a']?.readAt).toBe(READ)
})

test('a list that was asked for earlier and answered later undoes nothing', () => {
  changesTaken([notice('a', 5, READ)], { unread: 0, head: 5 })
  pageLoaded('all', [notice('a', 1)], null, false)
  expect(notices().byId['a']?.readAt).toBe(READ)
})

test('in whatever pieces changes come, what is known in the end is the last of each', () => {
  const change = fc.record({ about: fc.nat(3), isRead: fc.boolean() })
  fc.assert(
    fc.property(
      fc.array(change, { maxLength: 20 }),
      fc.integer({ min: 1, max: 5 }),
      (made, size) => {
        forgetNotices()
        useNotices.setState({ head: 0 })
        const all = made.map(({ about, isRead }, index) =>
          notice(`n${about}`, index + 1, isRead ? READ : null),
        )
        for (let at = 0; at < all.length; at += size) {
          const piece = all.slice(at, at + size)
          changesTaken(piece, { unread: 0, head: piece.at(-1)?.seq ?? 0 })
        }
        const last = Object.fromEntries(all.map((one) => [one.id, one]))
        expect(notices().byId).toEqual(last)
      },
    ),
  )
})

test('a notification leads to what it is about, and is grouped by it', () => {
  const about = notice('a', 1)
  expect(routeOfNotice(about)).toMatchObject({ screen: 'inbox', conversationId: 'c1' })
  expect(groupOf(about)).toBe('c1')
  const onTicket = { ...about, conversationId: null, ticketId: 't1' }
  expect(routeOfNotice(onTicket)).toMatchObject({ screen: 'tickets', ticketId: 't1' })
  const ofSystem = { ...about, conversationId: null }
  expect(routeOfNotice(ofSystem)).toEqual({ screen: 'notifications', filter: 'all' })
  expect(groupOf(ofSystem)).toBe('a')
})
