import { z } from 'zod'
import { answer, totalled } from './envelope.ts'
import { id, pathId, rawText, time } from './text.ts'

/** Longer than any message may be: what is too long is kept all the same while it is shortened. */
const written = rawText.max(50_000)
const sinceSeq = z.number().int().min(0).nullable()

/** Whether what is open in the composer goes to the customer, or stays in the team. */
export const DraftMode = z.enum(['reply', 'note'])

/**
 * What an agent has written in a conversation and not sent: a reply and a note, each by itself, so that neither becomes
 * the other. Both empty: the draft is gone. `version` grows with every change; the higher one is the newer.
 */
export const Draft = z.object({
  conversationId: id,
  mode: DraftMode,
  reply: z.string(),
  note: z.string(),
  /** The last message that was there when it was begun. */
  sinceSeq,
  version: z.number().int(),
  updatedAt: time,
})
export type Draft = z.infer<typeof Draft>

/** `base`: the version that was changed, 0 for none. Where there is a later one: 409 `draft_changed`. */
export const SaveDraftBody = z.strictObject({
  mode: DraftMode,
  reply: written,
  note: written,
  sinceSeq: sinceSeq.default(null),
  // The next one is a number, too.
  base: z
    .number()
    .int()
    .min(0)
    .max(Number.MAX_SAFE_INTEGER - 1),
})
export type SaveDraftBody = z.infer<typeof SaveDraftBody>

/** `?base=`: the version that is dropped; without it whatever there is. */
export const DropDraftQuery = z.object({
  base: z.coerce.number().int().min(0).optional(),
})

export const ByConversation = z.object({ conversationId: pathId })

export const DraftAnswer = answer(Draft)
export const DraftList = totalled(Draft)
