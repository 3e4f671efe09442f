import { z } from 'zod'
import { FieldValue } from './customer-fields.ts'
import { Channel } from './conversations.ts'
import { Customer } from './customers.ts'
import { answer, cursored, limitOf, totalled } from './envelope.ts'
import { id, line, rawText, time } from './text.ts'

const someId = z.guid().toLowerCase()
/** A time, or how many days ago. */
const Since = z.union([
  z.iso.datetime(),
  z.strictObject({ days: z.number().int().min(1).max(3_650) }),
])

/**
 * A condition on one of the workspace's own fields. Texts are compared whatever their case and accents, and as far as
 * their first 200 characters go.
 */
export const FieldCondition = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
  is: z.enum(['equal', 'contains', 'atLeast', 'atMost', 'set', 'unset']),
  value: FieldValue.optional(),
})
export type FieldCondition = z.infer<typeof FieldCondition>

/** Which customers: every condition that is given holds. */
export const CustomerFilter = z.strictObject({
  /** Part of a name, an e-mail address, a phone number or a company's name. */
  q: rawText.trim().max(200).optional(),
  /** All of these. */
  tags: z.array(someId).max(20).optional(),
  companyId: someId.optional(),
  channel: Channel.optional(),
  createdSince: Since.optional(),
  createdBefore: Since.optional(),
  /** Wrote, or was written to, since then; nothing since then. */
  seenSince: Since.optional(),
  notSeenSince: Since.optional(),
  hasOpenTickets: z.boolean().optional(),
  hasEmail: z.boolean().optional(),
  fields: z.array(FieldCondition).max(10).optional(),
})
export type CustomerFilter = z.infer<typeof CustomerFilter>

export const SegmentBody = z.strictObject({ name: line(1, 60), filter: CustomerFilter })
export type SegmentBody = z.infer<typeof SegmentBody>

/** A filter of the customers under a name, for everybody. With `hasMore` there are more than `count`. */
export const Segment = z.object({
  id,
  name: z.string(),
  filter: CustomerFilter,
  createdAt: time,
})
export type Segment = z.infer<typeof Segment>

/** `GET /api/segments/counts`: how many each holds, counted up to 9,999. */
export const SegmentCounts = z.record(
  id,
  z.object({ count: z.number().int(), hasMore: z.boolean() }),
)
export type SegmentCounts = z.infer<typeof SegmentCounts>

/** `q` narrows it to those a text finds. */
export const SegmentPageQuery = z.object({
  q: rawText.trim().max(200).optional(),
  cursor: z.string().max(200).optional(),
  limit: limitOf(100, 50),
})

/** `GET /api/customers/export`: everybody, those of a segment, or those that match a text. */
export const CustomerExportQuery = z.object({
  q: rawText.trim().max(200).optional(),
  segmentId: someId.optional(),
})

export const SegmentAnswer = answer(Segment)
export const SegmentList = totalled(Segment)
export const SegmentCountsAnswer = answer(SegmentCounts)
export const SegmentCustomers = cursored(Customer)
