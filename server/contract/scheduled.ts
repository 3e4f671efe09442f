import { z } from 'zod'
import { answer, totalled } from './envelope.ts'
import { Attachment, attachmentIds } from './files.ts'
import { id, rawText, time } from './text.ts'

/** The longest a reply can be held so that its writer may take it back. */
export const UNDO_SECONDS_MAX = 30
/** The most replies that wait in one conversation. */
export const SCHEDULED_MAX = 50

const instant = z.iso
  .datetime()
  .transform((text) => new Date(text).toISOString())
  .refine((text) => text >= '2000' && text < '2100', { error: 'must be a time of this century' })

/**
 * Why the server keeps a reply instead of sending it: for `seconds`, in which its writer can take it back, or until a
 * time. `stopsOnReply` keeps it back when the customer writes first. A time that has passed is now.
 */
export const Hold = z.union([
  z.object({ seconds: z.number().int().min(1).max(UNDO_SECONDS_MAX) }),
  z.object({ at: instant, stopsOnReply: z.boolean().default(true) }),
])
export type Hold = z.infer<typeof Hold>

/** Why a reply that was due was not sent: it stays, for an agent to decide. */
export const HeldBecause = z.enum(['customer_wrote', 'conversation_closed', 'author_gone'])
export type HeldBecause = z.infer<typeof HeldBecause>

/**
 * A reply the server sends at `dueAt`, once, under its `clientMessageId`. `waiting`: it will be; `held`: it will not
 * unless an agent says so, `heldBecause` says why; `sent` (as `messageId`) and `cancelled` are final.
 */
export const ScheduledMessage = z.object({
  id,
  conversationId: id,
  author: z.object({ id, name: z.string() }),
  content: z.string(),
  /** Absent where there are none. */
  attachments: z.array(Attachment).optional(),
  clientMessageId: z.string(),
  /** It is only held for a moment, so that its writer can take it back. */
  isUndo: z.boolean(),
  stopsOnReply: z.boolean(),
  dueAt: time,
  state: z.enum(['waiting', 'held', 'sent', 'cancelled']),
  heldBecause: HeldBecause.nullable(),
  messageId: id.nullable(),
  createdAt: time,
})
export type ScheduledMessage = z.infer<typeof ScheduledMessage>

/** `POST /api/inbox/:id/scheduled`: the same `clientMessageId` again is the same reply. */
export const ScheduleBody = z.strictObject({
  content: z.string(),
  at: instant,
  stopsOnReply: z.boolean().default(true),
  clientMessageId: rawText.min(1).max(200),
  attachmentIds: attachmentIds.optional(),
})

/** `PUT /api/scheduled/:id`. A new time makes one that was held wait again. */
export const RescheduleBody = z.strictObject({
  content: z.string().optional(),
  at: instant.optional(),
  stopsOnReply: z.boolean().optional(),
})
export type RescheduleBody = z.infer<typeof RescheduleBody>

export const ScheduledAnswer = answer(ScheduledMessage)
export const ScheduledList = totalled(ScheduledMessage)
