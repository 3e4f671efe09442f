import type { DealStage } from '../contract/deals.ts'
import type { Language } from '../contract/identity.ts'
import type { CustomerRow } from '../customers/index.ts'
import {
  changedEntries,
  changedEvent,
  changedFields,
  createdEntry,
  createdEvent,
  moveOf,
} from '../deals/entries.ts'
import type { DealRow } from '../deals/queries.ts'
import { inStage } from '../deals/saving.ts'
import { DAY, HOUR } from './calendar.ts'
import type { Ledger } from './ledger.ts'
import type { Random } from './random.ts'
import type { Story } from './schedule.ts'
import type { Staff } from './stage.ts'
import { note } from './thread.ts'

const WON = 0.55
const GIVEN_UP = 0.15

interface Wares {
  titles: readonly string[]
  currency: string
  /** What a unit of worth is in the smallest units of the currency. */
  worth: number
  reasons: readonly string[]
}

const WARES: Record<Language, Wares> = {
  en: {
    titles: ['Beans for the office', 'Espresso machine and grinder', 'Monthly subscription'],
    currency: 'USD',
    worth: 5_000,
    reasons: ['Too expensive', 'Took another supplier'],
  },
  vi: {
    titles: ['Cà phê cho văn phòng', 'Máy pha và máy xay', 'Gói giao hằng tháng'],
    currency: 'VND',
    worth: 1_000_000,
    reasons: ['Giá cao', 'Đã chọn nhà cung cấp khác'],
  },
}

interface Planned {
  ledger: Ledger
  agent: Staff
  customer: CustomerRow
  conversationId: string
  language: Language
  /** The stages of deals, in their order. */
  stages: readonly DealStage[]
}

/** Something that may be sold after a chat: from stage to stage until it is won or lost. */
export function* dealStory(planned: Planned, random: Random): Story {
  const { ledger, agent, language, stages } = planned
  const by = { id: agent.user.id, name: agent.user.name }
  const open = stages.filter(({ category }) => category === 'open')
  const end = random.chance(WON) ? 'won' : 'lost'
  const last = stages.find(({ category }) => category === end)
  const [first, ...further] = last ? [...open, last] : open
  if (!first) return
  const moves: Array<ReturnType<typeof moveOf>> = []
  const moved = (from: DealStage | null, stage: DealStage) =>
    moves.push(moveOf(from, { deal, stage }, { id: ledger.id(), at: ledger.now(), byId: by.id }))
  let deal = begin(planned, first, random)
  let stage = first
  ledger.event(createdEvent(deal, by))
  moved(null, first)
  note(ledger, createdEntry({ deal, stage }, by))
  try {
    for (const next of further) {
      yield Date.parse(ledger.now()) + random.int(8 * HOUR, 6 * DAY)
      if (next.category === 'open' && random.chance(GIVEN_UP)) continue
      const before = { deal, stage }
      const lostReason = next.category === 'lost' ? random.pick(WARES[language].reasons) : null
      const now = ledger.now()
      deal = { ...inStage(deal, next, now), lostReason, version: deal.version + 1, updatedAt: now }
      stage = next
      ledger.event(changedEvent(deal, changedFields(before.deal, deal), by.id))
      moved(before.stage, stage)
      for (const entry of changedEntries(before, { deal, stage }, by)) note(ledger, entry)
    }
  } finally {
    // Also when the story is cut off, because nobody knows yet how it ends.
    ledger.row('deals', columnsOf(deal))
    for (const move of moves) ledger.row('dealMoves', move)
  }
}

function begin(
  { ledger, agent, customer, conversationId, language }: Planned,
  stage: DealStage,
  random: Random,
): DealRow {
  const { titles, currency, worth } = WARES[language]
  const now = ledger.now()
  const expected = new Date(Date.parse(now) + random.int(5, 30) * DAY)
  return {
    id: ledger.id(),
    customerId: customer.id,
    customerName: customer.name,
    customerEmail: customer.email,
    companyId: customer.companyId,
    companyName: customer.company,
    conversationId,
    stageId: stage.id,
    category: stage.category,
    ownerId: agent.user.id,
    ownerName: agent.user.name,
    title: random.pick(titles),
    amount: random.int(2, 60) * worth,
    currency,
    expectedOn: expected.toISOString().slice(0, 10),
    lostReason: null,
    movedAt: now,
    closedAt: null,
    version: 1,
    createdAt: now,
    updatedAt: now,
  }
}

function columnsOf(row: DealRow) {
  const { customerName, customerEmail, ownerName, companyId, companyName, ...own } = row
  return own
}
