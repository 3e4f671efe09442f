import { expect, it } from 'vitest'
import type { CannedReply } from '../../../server/contract/canned-replies.ts'
import { findReplies } from './replies.ts'

const reply = (shortcut: string, more: Partial<CannedReply> = {}): CannedReply => ({
  id: shortcut,
  shortcut,
  title: 'A title',
  text: 'A text',
  language: null,
  isShared: true,
  uses: 0,
  createdAt: '2026-11-26T00:00:00.000Z',
  updatedAt: '2026-11-26T00:00:00.000Z',
  ...more,
})

const all = [
  reply('thanks', { text: 'Thank you, we refund today', uses: 9 }),
  reply('refund', { uses: 1 }),
  reply('hoàn-tiền', { title: 'Refund', language: 'vi', uses: 2 }),
  reply('refund-late', { uses: 5 }),
]
const found = (query: string, language: string | null = null) =>
  findReplies(all, query, language).map(({ shortcut }) => shortcut)

it('finds by shortcut first, then by title, then by text', () => {
  expect(found('refund')).toEqual(['refund', 'refund-late', 'hoàn-tiền', 'thanks'])
  expect(found('late')).toEqual(['refund-late'])
  expect(found('nothing')).toEqual([])
})

it('finds what was typed without accents', () => {
  expect(found('hoan')).toEqual(['hoàn-tiền'])
  expect(found('TIEN')).toEqual(['hoàn-tiền'])
})

it('shows the most used first, and those in another language after the others', () => {
  expect(found('')).toEqual(['thanks', 'refund-late', 'hoàn-tiền', 'refund'])
  expect(found('', 'en')).toEqual(['thanks', 'refund-late', 'refund', 'hoàn-tiền'])
})
