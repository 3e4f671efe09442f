import type { DealStage } from '../contract/deals.ts'
import type { Activity } from '../contract/timeline.ts'
import type { NewEvent } from '../stream/index.ts'
import type { DealRow } from './queries.ts'
import { viewDeal, viewStage } from './view.ts'

/** The agent who does something to a deal. */
export interface Author {
  id: string
  name: string
}

/** A deal with its stage at one moment. */
export interface Standing {
  deal: DealRow
  stage: DealStage
}

/** What stands on a timeline. */
type Entry = Pick<Activity, 'customerId' | 'type' | 'description' | 'metadata'>

const FIELDS = [
  'title',
  'amount',
  'currency',
  'stageId',
  'ownerId',
  'expectedOn',
  'lostReason',
] as const satisfies ReadonlyArray<keyof DealRow>

/** The fields that differ, by their names on the wire. */
export const changedFields = (before: DealRow, after: DealRow): string[] =>
  FIELDS.filter((field) => before[field] !== after[field])

const refsOf = ({ id, customerId }: DealRow) => ({ customerId, dealId: id })

/** The event that a deal is new. */
export const createdEvent = (deal: DealRow, { id: byId }: Author): NewEvent => ({
  kind: 'deal.created',
  refs: refsOf(deal),
  body: { deal: viewDeal(deal), byId },
})

/** The event that a deal changed; `byId` is null where nobody did it. */
export const changedEvent = (deal: DealRow, changed: string[], byId: string | null): NewEvent => ({
  kind: 'deal.changed',
  refs: refsOf(deal),
  body: { deal: viewDeal(deal), changed, byId },
})

/** The event that a deal is gone. */
export const deletedEvent = (deal: DealRow): NewEvent => ({
  kind: 'deal.deleted',
  refs: refsOf(deal),
  body: { id: deal.id },
})

const entryOf = (
  { deal, stage }: Standing,
  by: Author,
  { type, says }: { type: Activity['type']; says: string },
): Entry => ({
  customerId: deal.customerId,
  type,
  description: `${says}: ${deal.title}`,
  metadata: {
    dealId: deal.id,
    title: deal.title,
    amount: deal.amount,
    currency: deal.currency,
    stage: viewStage(stage),
    byId: by.id,
    byName: by.name,
  },
})

export const createdEntry = (now: Standing, by: Author): Entry =>
  entryOf(now, by, { type: 'deal_created', says: 'Deal added' })

export const deletedEntry = (last: Standing, by: Author): Entry =>
  entryOf(last, by, { type: 'deal_deleted', says: 'Deal deleted' })

const MOVED = {
  open: { type: 'deal_moved', says: 'Deal moved' },
  won: { type: 'deal_won', says: 'Deal won' },
  lost: { type: 'deal_lost', says: 'Deal lost' },
} as const

/** What a change puts on the timeline: where the deal went, and what it is worth where that changed. */
export function changedEntries(before: Standing, after: Standing, by: Author): Entry[] {
  const { deal } = after
  const entries: Entry[] = []
  if (before.deal.stageId !== deal.stageId) {
    const entry = entryOf(after, by, MOVED[deal.category])
    const more = { from: viewStage(before.stage), reason: deal.lostReason }
    entries.push({ ...entry, metadata: { ...entry.metadata, ...more } })
  }
  const { amount, currency } = before.deal
  if (amount !== deal.amount || currency !== deal.currency) {
    const entry = entryOf(after, by, { type: 'deal_updated', says: 'Deal changed' })
    entries.push({ ...entry, metadata: { ...entry.metadata, before: { amount, currency } } })
  }
  return entries
}

/** A deal’s way from a stage (null: it is new) to the one where it is, as a row of its history. */
export const moveOf = (
  from: DealStage | null,
  { deal, stage }: Standing,
  { id, at, byId }: { id: string; at: string; byId: string },
) => ({
  id,
  dealId: deal.id,
  fromStage: from && viewStage(from),
  toStage: viewStage(stage),
  amount: deal.amount,
  currency: deal.currency,
  byId,
  at,
})
