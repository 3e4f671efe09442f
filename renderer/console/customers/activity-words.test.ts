import { expect, test } from 'vitest'
import { type Activity, ActivityType } from '../../../server/contract/timeline.ts'
import { en } from '../../words/en.ts'
import { vi } from '../../words/vi.ts'
import { activityDetails, activityTitle } from './activity-words.ts'

const STORED = 'What the server stored in English'

const activity = (type: Activity['type']): Activity => ({
  id: 'a',
  type,
  customerId: 'c',
  timestamp: '2026-11-26T09:00:00.000Z',
  description: STORED,
  metadata: { ticketNumber: 'TK-00007', score: 3 },
})

test.each(ActivityType.options)('%s is said in each language', (type) => {
  const said = [en, vi].map((words) => activityTitle(activity(type), words))
  expect(new Set([...said, STORED]).size).toBe(3)
})

const money = (amount: number, currency: string) => `${amount} ${currency}`

test('an entry says what somebody thought of a chat, where they said it', () => {
  const rated = (comment: string | null) => ({
    ...activity('chat_rated'),
    metadata: { score: 5, comment },
  })
  const names = { fields: new Map(), tag: () => undefined, moment: String, money }
  expect(activityDetails(rated('Rất hài lòng'), en, names)).toEqual(['Rất hài lòng'])
  expect(activityDetails(rated(null), en, names)).toEqual([])
})

test('an entry names each page that was gone to, once', () => {
  const pages = [
    { url: 'https://x.test/lamps', title: 'Lamps' },
    { url: 'https://x.test/', title: '' },
    { url: 'https://x.test/lamps', title: 'Lamps' },
  ]
  const visits = { ...activity('page_visits'), metadata: { count: 3, pages } }
  expect(activityTitle(visits, en)).toBe('Visited 3 pages')
  const names = { fields: new Map(), tag: () => undefined, moment: String, money }
  expect(activityDetails(visits, en, names)).toEqual(['Lamps', 'https://x.test/'])
})

test('an entry says which tags were put on and taken off, also those that are no more', () => {
  const metadata = { added: ['t1', 't2'], removed: ['t3'] }
  const tag = (id: string) => ({ t1: 'vip', t3: 'new' })[id]
  const lines = activityDetails({ ...activity('customer_tagged'), metadata }, en, {
    fields: new Map(),
    tag,
    moment: String,
    money,
  })
  expect(lines).toEqual(['Added: vip, a tag that is no more', 'Removed: new'])
})

test('an entry of a deal says where it went, what it is worth and why it was lost', () => {
  const names = { fields: new Map(), tag: () => undefined, moment: String, money }
  const open = { id: 'a', name: 'New', category: 'open', standard: 'new' }
  const own = { id: 'b', name: 'Talks', category: 'open', standard: null }
  const lost = { id: 'c', name: 'Lost', category: 'lost', standard: 'lost' }
  const known = { dealId: 'd', title: 'Đèn', amount: 500, currency: 'VND' }
  const details = (type: Activity['type'], metadata: object, words = en) =>
    activityDetails({ ...activity(type), metadata: { ...known, ...metadata } }, words, names)
  expect(details('deal_created', { stage: open })).toEqual(['New · 500 VND'])
  expect(details('deal_moved', { from: open, stage: own }, vi)).toEqual(['Mới → Talks · 500 VND'])
  expect(details('deal_lost', { from: own, stage: lost, reason: 'Too dear' })).toEqual([
    'Talks → Lost · 500 VND',
    'Reason: Too dear',
  ])
  const before = { amount: 300, currency: 'VND' }
  expect(details('deal_updated', { stage: own, before })).toEqual(['300 VND → 500 VND'])
})
