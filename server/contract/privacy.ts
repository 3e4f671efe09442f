import { z } from 'zod'
import { answer } from './envelope.ts'
import { id, line, time } from './text.ts'

/** How much of a person there is, of everything that is kept. */
export const Kept = z.object({
  customers: z.number().int(),
  identities: z.number().int(),
  conversations: z.number().int(),
  messages: z.number().int(),
  tickets: z.number().int(),
  tasks: z.number().int(),
  deals: z.number().int(),
  files: z.number().int(),
  activities: z.number().int(),
  notes: z.number().int(),
})
export type Kept = z.infer<typeof Kept>

/**
 * `GET /api/customers/:id/erase`: what would go, and what has to be typed for it. `customers` counts whoever was merged
 * into this one too: they are the same person.
 */
export const ErasurePreview = z.object({
  kept: Kept,
  /** One of these has to be typed. */
  confirmBy: z.array(z.string()),
})
export type ErasurePreview = z.infer<typeof ErasurePreview>

/** `POST /api/customers/:id/erase`: the name or an e-mail address of who is erased for good. */
export const EraseBody = z.strictObject({ confirm: line(1, 300) })

/** An erasure. `done` says that nothing is left in the database and on the disk. */
export const Erasure = z.object({
  id,
  customerId: id,
  state: z.enum(['running', 'done']),
  kept: Kept,
  askedAt: time,
  doneAt: time.nullable(),
})
export type Erasure = z.infer<typeof Erasure>

export const ErasurePreviewAnswer = answer(ErasurePreview)
export const ErasureAnswer = answer(Erasure)
