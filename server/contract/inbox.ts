import { z } from 'zod'
import { Channel, Conversation } from './conversations.ts'
import { answer, cursored, limitOf } from './envelope.ts'
import { id, line, rawText } from './text.ts'

/** What everybody's inbox is divided into. */
export const InboxView = z.enum(['unassigned', 'mine', 'all', 'snoozed', 'closed'])
export type InboxView = z.infer<typeof InboxView>

/** Where a conversation stands: a snoozed one is open, and out of the way until its time or the customer's next message. */
export const InboxStatus = z.enum(['open', 'snoozed', 'closed'])
export type InboxStatus = z.infer<typeof InboxStatus>

/** `waiting`: whose customer has waited longest for an answer first, and after them, oldest first, those who wait for none. */
export const InboxSort = z.enum(['activity', 'waiting'])
export type InboxSort = z.infer<typeof InboxSort>

// An id that is none is an unknown one, which nothing has.
const someId = rawText.min(1).max(100).toLowerCase()
const TAGS_MAX = 10
const MINUTES_MAX = 1_000_000

/** What a list of the inbox holds, and in which order. What is absent narrows nothing. */
export const InboxFilter = z.strictObject({
  status: InboxStatus.default('open'),
  /** `me` is whoever asks, `none` the queue; else an agent's id. */
  assignee: someId.optional(),
  /** `none`, or a team's id. */
  teamId: someId.optional(),
  channel: Channel.exclude(['ticket']).optional(),
  /** Conversations that have all of these. */
  tags: z.array(someId).min(1).max(TAGS_MAX).optional(),
  /** Whose customer has waited for an answer at least so long. */
  waitingMinutes: z.number().int().min(1).max(MINUTES_MAX).optional(),
  /** In the customer's name, e-mail, phone or company, or in the name the visitor typed; case and accents do not count. */
  q: line(1, 200).optional(),
  sort: InboxSort.default('activity'),
})
export type InboxFilter = z.infer<typeof InboxFilter>

/** What each view of everybody's holds. */
export const FILTER_OF_VIEW = {
  unassigned: { status: 'open', assignee: 'none' },
  mine: { status: 'open', assignee: 'me' },
  all: { status: 'open' },
  snoozed: { status: 'snoozed' },
  closed: { status: 'closed' },
} as const satisfies Record<InboxView, Partial<InboxFilter>>

/** How many conversations one question may name. */
export const NAMED_MAX = 50

const idsOf = (max: number) =>
  z
    .string()
    .toLowerCase()
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(someId).max(max))
    .optional()

/** Of an address: `tags` is a comma list; empty narrows nothing. */
const filterQuery = {
  status: InboxStatus.optional(),
  assignee: someId.optional(),
  teamId: someId.optional(),
  channel: Channel.exclude(['ticket']).optional(),
  tags: idsOf(TAGS_MAX),
  waitingMinutes: z
    .string()
    .regex(/^\d{1,7}$/, { error: 'must be an integer' })
    .transform(Number)
    .pipe(z.number().int().min(1).max(MINUTES_MAX))
    .optional(),
  q: rawText.trim().max(200).optional(),
  sort: InboxSort.default('activity'),
}

/**
 * `GET /api/inbox`: `view` names a part of the inbox: `unassigned`, `mine` and `all` hold what is open and not snoozed.
 * What else is given narrows it further, and `status` and `assignee` go before what the view says of them. With
 * `customerId`, every conversation of that customer, open or closed, or with `only=open` those that are not closed; with
 * `ids`, a comma list of at most 50, those of them that there are. The rest then says nothing.
 */
export const InboxQuery = z.object({
  view: InboxView.default('all'),
  ids: idsOf(NAMED_MAX),
  customerId: z.string().max(100).toLowerCase().optional(),
  only: z.enum(['open']).optional(),
  ...filterQuery,
  cursor: z.string().max(200).optional(),
  limit: limitOf(100, 50),
})
export type InboxQuery = z.output<typeof InboxQuery>

/** `GET /api/inbox/count` and `GET /api/inbox/ids`: the same filter, without a place in the list. */
export const InboxFilterQuery = z.object({ view: InboxView.default('all'), ...filterQuery })

export const InboxPage = cursored(Conversation)

/** `GET /api/inbox/counts`: how many conversations each view holds. */
export const InboxCounts = z.object({
  unassigned: z.number().int(),
  mine: z.number().int(),
  all: z.number().int(),
  snoozed: z.number().int(),
})
export type InboxCounts = z.infer<typeof InboxCounts>

/** How many a list holds, counted as far as it is worth it: with `hasMore` there are more than `count`. */
export const BoundedCount = z.object({ count: z.number().int(), hasMore: z.boolean() })
export type BoundedCount = z.infer<typeof BoundedCount>

/** How many conversations one act takes on at most when it is asked for all that match. */
export const IDS_MAX = 10_000

/** `GET /api/inbox/ids`: all that match now, in order; with `hasMore` only the first ten thousand. */
export const InboxIds = z.object({ ids: z.array(id), hasMore: z.boolean() })
export type InboxIds = z.infer<typeof InboxIds>

/** What can be done to many conversations at once. `until: null` snoozes until the customer writes again. */
export const InboxAct = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('assign'), agentId: someId.nullable() }),
  z.strictObject({ kind: z.literal('team'), teamId: someId.nullable() }),
  z.strictObject({ kind: z.literal('close') }),
  z.strictObject({ kind: z.literal('reopen') }),
  z.strictObject({ kind: z.literal('snooze'), until: z.iso.datetime().nullable() }),
  z.strictObject({ kind: z.literal('wake') }),
  z.strictObject({
    kind: z.literal('tag'),
    add: z.array(someId).max(TAGS_MAX).default([]),
    remove: z.array(someId).max(TAGS_MAX).default([]),
  }),
])
export type InboxAct = z.infer<typeof InboxAct>

/** `POST /api/inbox/bulk` */
export const BulkBody = z.strictObject({ ids: z.array(someId).min(1).max(200), act: InboxAct })
export type BulkBody = z.infer<typeof BulkBody>

/** What became of one conversation: `unchanged` was so already; `failed` says why, and nothing of it was changed. */
export const ActResult = z.object({
  id: z.string(),
  outcome: z.enum(['done', 'unchanged', 'failed']),
  code: z.string().optional(),
  message: z.string().optional(),
})
export type ActResult = z.infer<typeof ActResult>

/** One result for each conversation, in the order asked; `undoId` takes back what was done, for a minute. */
export const BulkResult = z.object({ results: z.array(ActResult), undoId: id.nullable() })
export type BulkResult = z.infer<typeof BulkResult>

export const InboxCountsAnswer = answer(InboxCounts)
export const BoundedCountAnswer = answer(BoundedCount)
export const InboxIdsAnswer = answer(InboxIds)
export const BulkAnswer = answer(BulkResult)
export const UndoAnswer = answer(z.object({ results: z.array(ActResult) }))
