import { z } from 'zod'
import { answer, cursored, limitOf, totalled } from './envelope.ts'
import { id, time } from './text.ts'

/** How many days are compared at once. */
export const MOST_DAYS = 92
const DAY_MS = 86_400_000

const day = z.iso.date()

/** The days to compare, both included, by UTC; at most 92. */
export const ReconcileBody = z
  .strictObject({ from: day, to: day })
  .refine(({ from, to }) => from <= to, { path: ['to'], error: 'must not be before from' })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) < MOST_DAYS * DAY_MS, {
    path: ['to'],
    error: `must be within ${MOST_DAYS} days of from`,
  })
export type ReconcileBody = z.infer<typeof ReconcileBody>

/** `/websites/:websiteId`: as Crisp names it. */
export const ByWebsite = z.object({ websiteId: z.string().max(100) })

const Counted = z.object({ conversations: z.number().int(), messages: z.number().int() })

/** One day on both sides. A conversation counts on every day on which something was said in it. */
export const ReconciledDay = z.object({
  day,
  crisp: Counted,
  here: Counted,
  /** How many differences were found, and how many of them a repair has ended. */
  differences: z.number().int(),
  repaired: z.number().int(),
})
export type ReconciledDay = z.infer<typeof ReconciledDay>

/**
 * A comparison of a website with what we have of it. `wanted` waits for the process that talks to Crisp; `failed` says
 * why in `lastError`. `compared` counts conversations while it runs.
 */
export const Reconciliation = z.object({
  id,
  websiteId: z.string(),
  from: day,
  to: day,
  state: z.enum(['wanted', 'running', 'done', 'failed']),
  isRepairing: z.boolean(),
  compared: z.number().int(),
  differences: z.number().int(),
  repaired: z.number().int(),
  lastError: z.string().nullable(),
  createdAt: time,
  endedAt: time.nullable(),
})
export type Reconciliation = z.infer<typeof Reconciliation>

export const ReconciliationDetail = Reconciliation.extend({ days: z.array(ReconciledDay) })
export type ReconciliationDetail = z.infer<typeof ReconciliationDetail>

/**
 * What differs: a conversation or message that Crisp has and we have not (`missing`), that we have and Crisp has not
 * (`surplus`), or a message that says something else there (`different`).
 */
export const DifferenceKind = z.enum([
  'missing_conversation',
  'surplus_conversation',
  'missing_message',
  'surplus_message',
  'different_message',
])
export type DifferenceKind = z.infer<typeof DifferenceKind>

export const Difference = z.object({
  day,
  kind: DifferenceKind,
  sessionId: z.string(),
  /** Of a message, as a decimal string; null for a conversation. */
  fingerprint: z.string().nullable(),
  /** The conversation here; null where there is none. */
  conversationId: id.nullable(),
  repairedAt: time.nullable(),
})
export type Difference = z.infer<typeof Difference>

/** `GET …/differences`: by day, then conversation; `day` narrows it to one. */
export const DifferencesQuery = z.object({
  day: day.optional(),
  cursor: z.string().max(400).optional(),
  limit: limitOf(200, 50),
})

export const ReconciliationAnswer = answer(ReconciliationDetail)
export const ReconciliationList = totalled(Reconciliation)
export const DifferencePage = cursored(Difference)
