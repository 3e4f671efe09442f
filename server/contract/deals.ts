import { z } from 'zod'
import { CustomerRef } from './customers.ts'
import { answer, cursored, limitOf, totalled } from './envelope.ts'
import { id, line, rawText, time } from './text.ts'

/** Whether the deals of a stage are still worked on, or how they ended. */
export const DealCategory = z.enum(['open', 'won', 'lost'])
export type DealCategory = z.infer<typeof DealCategory>

/** The stages a workspace begins with; each keeps being called so, in the reader's language, until it is named anew. */
const StandardStage = z.enum(['new', 'qualified', 'proposal', 'won', 'lost'])

/** A stage of the pipeline. `standard` is null for one that an admin has named; its category is never another. */
export const DealStage = z.object({
  id,
  name: z.string(),
  category: DealCategory,
  standard: StandardStage.nullable(),
})
export type DealStage = z.infer<typeof DealStage>

/** A currency of ISO 4217. */
export const Currency = rawText
  .trim()
  .toUpperCase()
  .refine((code) => Intl.supportedValuesOf('currency').includes(code), {
    error: 'must be a currency such as EUR, USD or VND',
  })

const Person = z.object({ id, name: z.string() })

/**
 * Something that may be sold to a customer. `amount` counts the smallest units of its currency: cents of USD, đồng of VND.
 * `company` is the one its customer belongs to. `version` counts its edits.
 */
export const Deal = z.object({
  id,
  title: z.string(),
  amount: z.number().int(),
  currency: z.string(),
  stageId: id,
  category: DealCategory,
  ownerId: id,
  owner: Person,
  /** The day on which it is expected to be closed. */
  expectedOn: z.string().nullable().meta({ format: 'date' }),
  customerId: id,
  customer: CustomerRef,
  /** The chat it came from, if any. */
  conversationId: id.nullable(),
  company: Person.nullable(),
  lostReason: z.string().nullable(),
  /** When it came to its stage. */
  movedAt: time,
  /** When it was won or lost; null while it is open. */
  closedAt: time.nullable(),
  version: z.number().int(),
  createdAt: time,
  updatedAt: time,
})
export type Deal = z.infer<typeof Deal>

/** A deal went from one stage (null: it was made) to another; stages and amount are as they were at that time. */
export const DealMove = z.object({
  id,
  from: DealStage.nullable(),
  to: DealStage,
  amount: z.number().int(),
  currency: z.string(),
  by: Person,
  at: time,
})
export type DealMove = z.infer<typeof DealMove>

/** A deal with its way through the stages, the latest move first (at most 500). */
export const DealDetail = Deal.extend({ history: z.array(DealMove) })
export type DealDetail = z.infer<typeof DealDetail>

/** Money of one currency: how many deals, and what they add up to, in digits, for it may be more than a number holds. */
export const DealSum = z.object({
  currency: z.string(),
  count: z.number().int(),
  sum: z.string().meta({ example: '1250000' }),
})
export type DealSum = z.infer<typeof DealSum>

/** What the deals of a stage add up to. */
export const DealStageTotal = z.object({
  stageId: id,
  count: z.number().int(),
  sums: z.array(DealSum),
})
export type DealStageTotal = z.infer<typeof DealStageTotal>

// Ids in bodies and questions are looked up, not validated: a malformed id is an unknown one.
const reference = z.string().max(100).toLowerCase()
const title = line(1, 200)
const amount = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
const expectedOn = z.iso
  .date()
  .refine((day) => day >= '2000' && day < '2200', { error: 'must be a day of our time' })
const lostReason = line(0, 500).nullable()

/**
 * Without a currency it is the workspace’s, without an owner whoever makes it, without a stage the first open one. A
 * conversation must be the customer’s.
 */
export const CreateDealBody = z.strictObject({
  customerId: reference,
  title,
  amount: amount.default(0),
  currency: Currency.optional(),
  stageId: reference.optional(),
  ownerId: reference.optional(),
  expectedOn: expectedOn.nullish(),
  conversationId: reference.nullish(),
})
export type CreateDealBody = z.output<typeof CreateDealBody>

/**
 * Any subset. `version`: the one that was changed. Where there is a later one: 409 `deal_changed`, with it as `current`. A
 * reason is kept of a deal that is lost.
 */
export const UpdateDealBody = z.strictObject({
  title: title.optional(),
  amount: amount.optional(),
  currency: Currency.optional(),
  stageId: reference.optional(),
  ownerId: reference.optional(),
  expectedOn: expectedOn.nullable().optional(),
  lostReason: lostReason.optional(),
  version: z.number().int().min(1).optional(),
})
export type UpdateDealBody = z.output<typeof UpdateDealBody>

const narrowing = {
  /** An agent’s id, or `me`. */
  ownerId: reference.optional(),
  customerId: reference.optional(),
  companyId: reference.optional(),
}

/** `GET /api/deals`: those of these only; first whichever came to its stage last. */
export const DealListQuery = z.object({
  stageId: reference.optional(),
  category: DealCategory.optional(),
  ...narrowing,
  cursor: z.string().max(200).optional(),
  limit: limitOf(100, 50),
})
export const DealTotalsQuery = z.object(narrowing)

const stageName = line(1, 60)
export const CreateDealStageBody = z.strictObject({ name: stageName, category: DealCategory })
export type CreateDealStageBody = z.output<typeof CreateDealStageBody>
export const RenameDealStageBody = z.strictObject({ name: stageName })

/** Every stage’s id, in their order. */
export const DealStageOrderBody = z.strictObject({ ids: z.array(reference).max(100) })

/** `moveTo`: the stage its deals go to; needed where it has any. */
export const RemoveDealStageQuery = z.object({ moveTo: reference.optional() })

export const DealAnswer = answer(Deal)
export const DealDetailAnswer = answer(DealDetail)
export const DealPage = cursored(Deal)
export const DealTotals = totalled(DealStageTotal)
export const DealStageAnswer = answer(DealStage)
export const DealStageList = totalled(DealStage)
