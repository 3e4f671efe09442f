import type { Deal, DealMove, DealStage } from '../contract/deals.ts'
import type { DealRow, MoveRow } from './queries.ts'

export const viewStage = ({ id, name, category, standard }: DealStage): DealStage => ({
  id,
  name,
  category,
  standard,
})

export const viewDeal = (row: DealRow): Deal => ({
  id: row.id,
  title: row.title,
  amount: row.amount,
  currency: row.currency,
  stageId: row.stageId,
  category: row.category,
  ownerId: row.ownerId,
  owner: { id: row.ownerId, name: row.ownerName },
  expectedOn: row.expectedOn,
  customerId: row.customerId,
  customer: { id: row.customerId, email: row.customerEmail, name: row.customerName },
  conversationId: row.conversationId,
  company: row.companyId === null ? null : { id: row.companyId, name: row.companyName ?? '' },
  lostReason: row.lostReason,
  movedAt: row.movedAt,
  closedAt: row.closedAt,
  version: row.version,
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
})

export const viewMove = (row: MoveRow): DealMove => ({
  id: row.id,
  from: row.fromStage === null ? null : (JSON.parse(row.fromStage) as DealStage),
  to: JSON.parse(row.toStage) as DealStage,
  amount: row.amount,
  currency: row.currency,
  by: { id: row.byId, name: row.byName },
  at: row.at,
})
