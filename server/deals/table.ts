import type { DealCategory, DealStage } from '../contract/deals.ts'

/** A stage of the pipeline; `standard` is null once it was named anew. */
export interface DealStageTable {
  id: string
  name: string
  category: DealCategory
  standard: DealStage['standard']
  position: number
  createdAt: string
}

/** Something that may be sold to a customer. */
export interface DealTable {
  id: string
  customerId: string
  /** The chat it came from. */
  conversationId: string | null
  stageId: string
  /** Its stage's, which never changes. */
  category: DealCategory
  ownerId: string
  title: string
  /** The smallest units of the currency. */
  amount: number
  currency: string
  /** A day, without a time zone. */
  expectedOn: string | null
  lostReason: string | null
  /** When it came to its stage. */
  movedAt: string
  closedAt: string | null
  version: number
  createdAt: string
  updatedAt: string
}

/** A move of a deal from stage to stage. Rows are only ever added. */
export interface DealMoveTable {
  id: string
  dealId: string
  /** JSON: the stage as it was called then; null where the deal was made. */
  fromStage: string | null
  /** JSON. */
  toStage: string
  amount: number
  currency: string
  byId: string
  at: string
}
