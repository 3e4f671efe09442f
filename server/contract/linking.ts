import { z } from 'zod'

const conversationId = z.string().max(100).toLowerCase()

/** `POST /api/inbox/:id/merge`: the conversation it is merged into. */
export const MergeBody = z.strictObject({ targetId: conversationId })

/** `POST /api/inbox/:id/split`: the number of the first public message that is the new conversation's. */
export const SplitBody = z.strictObject({ fromSeq: z.number().int().min(1) })

// The same by command in the namespace `/console`.
export const ConsoleMerge = z.object({ conversationId, targetId: conversationId })
export const ConsoleSplit = z.object({ conversationId, fromSeq: z.number().int().min(1) })
