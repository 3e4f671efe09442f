import { z } from 'zod'
import { answer, totalled } from './envelope.ts'
import { atLeast, Language, type Role } from './identity.ts'
import { isBlank, line, MESSAGE_MAX, rawText, id, time } from './text.ts'

/** What is typed after `/`: letters of any script, digits, `-` and `_`. */
const shortcut = rawText
  .trim()
  .toLowerCase()
  .max(40)
  .regex(/^[\p{L}\p{M}\p{N}_-]+$/u, { error: 'must be one word such as hello or hoan-tien' })

/**
 * A text that is written often. It may hold placeholders, `{{customer.firstName|there}}`: a name, and after `|` what
 * stands there when it is not known. They are filled by whoever inserts it.
 */
export const CannedReply = z.object({
  id,
  shortcut: z.string(),
  title: z.string(),
  text: z.string(),
  /** The language it is in; null for one that fits all. */
  language: Language.nullable(),
  /** Everybody's, or its owner's alone. */
  isShared: z.boolean(),
  /** How often it was inserted. */
  uses: z.number().int(),
  createdAt: time,
  updatedAt: time,
})
export type CannedReply = z.infer<typeof CannedReply>

/** Everybody keeps their own; what is everybody's is kept by supervisors and up. */
export const mayKeepReply = (role: Role, isShared: boolean): boolean =>
  !isShared || atLeast(role, 'supervisor')

/** A shortcut is free once in each language, among the shared ones and among each agent's own. */
export const CannedReplyBody = z.strictObject({
  shortcut,
  title: line(1, 100),
  text: rawText
    .max(MESSAGE_MAX)
    .refine((text) => !isBlank(text), { error: 'must have something visible' }),
  language: Language.nullable().default(null),
  isShared: z.boolean().default(false),
})
export type CannedReplyBody = z.infer<typeof CannedReplyBody>

export const CannedReplyAnswer = answer(CannedReply)
export const CannedReplyList = totalled(CannedReply)
