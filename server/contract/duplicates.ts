import { z } from 'zod'
import { Customer } from './customers.ts'
import { answer, limitOf, totalled } from './envelope.ts'

/** Why two customers may be one: the same number, the same mailbox written otherwise, the same name at the same company. */
export const DuplicateReason = z.enum(['phone', 'email', 'nameCompany'])
export type DuplicateReason = z.infer<typeof DuplicateReason>

/** Two customers who may be one person; only an agent merges them. */
export const Duplicate = z.object({
  /** Who has been known longer. */
  survivor: Customer,
  other: Customer,
  reasons: z.array(DuplicateReason),
})
export type Duplicate = z.infer<typeof Duplicate>

const someId = z.guid().toLowerCase()

/** `POST /api/duplicates/dismiss`: these are two people, and are not suggested again; `…/restore` takes that back. */
export const DismissBody = z.strictObject({ survivorId: someId, otherId: someId })
export const DismissAnswer = answer(DismissBody)

export const DuplicateQuery = z.object({ limit: limitOf(100, 30) })
/** `isWhole` is false while customers who changed lately are still compared in the background. */
export const DuplicateList = totalled(Duplicate).extend({ isWhole: z.boolean() })
