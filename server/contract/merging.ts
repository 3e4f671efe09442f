import { z } from 'zod'
import { answer, totalled } from './envelope.ts'
import { Customer } from './customers.ts'
import { id, time } from './text.ts'

/** What of a customer is one value, so that a merge has to choose. */
export const MergeField = z.enum(['name', 'email', 'phone', 'company'])
export type MergeField = z.infer<typeof MergeField>

const Side = z.enum(['survivor', 'merged'])
const MergeChoice = z.partialRecord(MergeField, Side)
export type MergeChoice = z.infer<typeof MergeChoice>

const customerId = z.string().max(100).toLowerCase()

/** `GET /api/customers/:id/merge`: `with` is who would be merged into this customer. */
export const MergeQuery = z.object({ with: customerId })

/**
 * `POST /api/customers/:id/merge`: `customerId` becomes this customer. `fields` says whose value stays, where it is not the
 * survivor's own, or the other's where the survivor has none.
 */
export const MergeCustomersBody = z.strictObject({ customerId, fields: MergeChoice.optional() })
export type MergeCustomersBody = z.infer<typeof MergeCustomersBody>

/** How much of a customer there is. */
export const Belongings = z.object({
  conversations: z.number().int(),
  tickets: z.number().int(),
  tasks: z.number().int(),
  deals: z.number().int(),
  activities: z.number().int(),
  identities: z.number().int(),
})
export type Belongings = z.infer<typeof Belongings>

/** What a merge would do: each field with both values and whose stays unless something else is said, and what moves. */
export const MergePreview = z.object({
  survivor: Customer,
  merged: Customer,
  fields: z.array(
    z.object({
      field: MergeField,
      survivor: z.string().nullable(),
      merged: z.string().nullable(),
      stays: Side,
    }),
  ),
  moves: Belongings,
})
export type MergePreview = z.infer<typeof MergePreview>

/** A merge that stands. Until `undoUntil` it can be taken back. */
export const CustomerMerge = z.object({
  id,
  survivorId: id,
  merged: z.object({ id, name: z.string(), email: z.string().nullable() }),
  madeBy: z.string(),
  madeAt: time,
  undoUntil: time,
  canUndo: z.boolean(),
})
export type CustomerMerge = z.infer<typeof CustomerMerge>

/** What taking a merge back would do: what goes back, and what was added since and stays with the survivor. */
export const UndoPreview = z.object({
  merge: CustomerMerge,
  returns: Belongings,
  stays: Belongings,
})
export type UndoPreview = z.infer<typeof UndoPreview>

export const MergePreviewAnswer = answer(MergePreview)
export const CustomerMergeAnswer = answer(CustomerMerge)
export const CustomerMergeList = totalled(CustomerMerge)
export const UndoPreviewAnswer = answer(UndoPreview)
