import { z } from 'zod'
import { cursored, limitOf } from './envelope.ts'
import { id, time } from './text.ts'

export const AuditAction = z.enum([
  'customer_erased',
  'customer_exported',
  'proactive_rule_changed',
  'proactive_rule_made',
  'proactive_rule_removed',
])
export type AuditAction = z.infer<typeof AuditAction>

/** Who did what and when. Of a person who was erased nothing is kept but how much there was. */
export const AuditEntry = z.object({
  id,
  action: AuditAction,
  /** Null: the system. */
  by: z.object({ id, name: z.string() }).nullable(),
  at: time,
  /** An id that led to whoever or whatever it was about. */
  subjectId: id,
  counts: z.record(z.string(), z.number().int()),
})
export type AuditEntry = z.infer<typeof AuditEntry>

export const AuditQuery = z.object({
  cursor: z.string().max(200).optional(),
  limit: limitOf(100, 50),
})
export const AuditPage = cursored(AuditEntry)
