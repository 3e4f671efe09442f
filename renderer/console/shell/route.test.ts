import { expect, test } from 'vitest'
import {
  HOME,
  hrefOf,
  type Route,
  routeOf,
  toConversation,
  toCustomer,
  toInbox,
  toNotifications,
  toTicket,
} from './route.ts'

const routes: Route[] = [
  HOME,
  toConversation('0b5c1c1e-1111-4111-8111-111111111111', 'closed'),
  toInbox({ view: 'mine', teamId: 't&1' }, 'c1'),
  toTicket(null),
  toTicket('t 1/2', { status: 'in_progress', priority: 'urgent', assignedTo: 'x' }),
  toCustomer(null),
  toNotifications('unread'),
  toNotifications('all'),
  toCustomer('c?1'),
]

test.each(routes)('an address leads back to its route: %j', (route) => {
  const url = new URL(hrefOf(route), 'http://desk.example')
  expect(routeOf(url.pathname, url.search)).toEqual(route)
})

test.each(['/', '/nowhere', '/inbox/nothing', '/inbox', '/%E0%A4%A'])('%s leads home', (path) => {
  expect(routeOf(path, '')).toEqual(HOME)
})

test('a filter that does not exist is left out', () => {
  expect(routeOf('/tickets', '?status=lost&priority=high')).toEqual(
    toTicket(null, { priority: 'high' }),
  )
})
