import { expect, test } from 'vitest'
import { listingOf, savedListing } from './listing.ts'
import { USUAL } from './reporting.ts'
import {
  HOME,
  hrefOf,
  type Route,
  routeOf,
  toCompany,
  toConversation,
  toCustomer,
  toDeal,
  toInbox,
  toNotifications,
  toReports,
  toTicket,
} from './route.ts'

const routes: Route[] = [
  HOME,
  toConversation('0b5c1c1e-1111-4111-8111-111111111111', 'closed'),
  toInbox(listingOf('mine', { teamId: 't&1' }), 'c1'),
  toInbox(
    listingOf('all', {
      assignee: 'none',
      channel: 'mail',
      tags: ['a', 'b'],
      waitingMinutes: 30,
      q: 'Đèn & co',
      sort: 'waiting',
    }),
  ),
  toInbox(savedListing('v 1', { q: 'Mai' }), 'c1'),
  toInbox(savedListing('v1')),
  toTicket(null),
  toTicket('t 1/2', { status: 'in_progress', priority: 'urgent', assignedTo: 'x' }),
  toCustomer(null),
  toNotifications('unread'),
  toNotifications('all'),
  toReports(),
  toReports('live'),
  toReports('busiest', {
    ...USUAL,
    preset: 'custom',
    from: '2026-01-01',
    to: '2026-02-03',
    zone: 'Asia/Ho_Chi_Minh',
    time: 'business',
    measure: 'waiting',
    agentId: '0b5c1c1e-1111-4111-8111-111111111111',
    teamId: 'none',
    channel: 'mail',
    tagId: 'none',
  }),
  toCustomer('c?1'),
  toDeal(null),
  toDeal('d 1', { owner: 'me' }),
  toDeal('d?1', { owner: 'a/1' }),
  toCompany(null),
  toCompany('c?1'),
]

test.each(routes)('an address leads back to its route: %j', (route) => {
  const url = new URL(hrefOf(route), 'http://desk.example')
  expect(routeOf(url.pathname, url.search)).toEqual(route)
})

test.each(['/', '/nowhere', '/inbox/nothing', '/inbox', '/%E0%A4%A'])('%s leads home', (path) => {
  expect(routeOf(path, '')).toEqual(HOME)
})

test('what is no filter of the inbox is left out, and the rest counts', () => {
  const search = '?channel=pigeon&waitingMinutes=soon&status=closed&view=mine&q=Mai'
  expect(routeOf('/inbox/all', search)).toEqual(toInbox(listingOf('all', { q: 'Mai' })))
})

test('a filter that does not exist is left out', () => {
  expect(routeOf('/tickets', '?status=lost&priority=high')).toEqual(
    toTicket(null, { priority: 'high' }),
  )
})

test('what no report can be asked is left out, and the rest counts', () => {
  const search = '?preset=custom&from=2026-02-02&to=2026-02-01&zone=Nowhere&agentId=x&channel=mail'
  expect(routeOf('/reports/busiest', search)).toEqual(
    toReports('busiest', { ...USUAL, channel: 'mail' }),
  )
})
