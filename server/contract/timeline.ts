import { z } from 'zod'
import { zone } from './chat-settings.ts'
import { answer, cursored, limitOf, totalled } from './envelope.ts'
import { email, id, line, rawText, time } from './text.ts'

export const ActivityType = z.enum([
  'chat',
  'chat_resumed',
  'chat_closed',
  'chat_rated',
  'chat_merged',
  'chat_unmerged',
  'chat_split',
  'chat_unsplit',
  'page_visits',
  'customer_identified',
  'customer_created',
  'customer_updated',
  'customer_merged',
  'customer_unmerged',
  'customer_tagged',
  'identity_added',
  'identity_removed',
  'note',
  'custom_event',
  'ticket_created',
  'ticket_updated',
  'ticket_closed',
  'ticket_comment',
  'task_created',
  'task_updated',
  'task_done',
  'task_reopened',
  'task_deleted',
  'deal_created',
  'deal_updated',
  'deal_moved',
  'deal_won',
  'deal_lost',
  'deal_deleted',
])
export type ActivityType = z.infer<typeof ActivityType>

/** One entry of a customer's timeline. */
export const Activity = z.object({
  id,
  type: ActivityType,
  customerId: id,
  timestamp: time,
  description: z.string(),
  metadata: z.record(z.string(), z.unknown()),
})
export type Activity = z.infer<typeof Activity>

/** What the entries of a timeline are about; each is in one of these. */
export const ACTIVITY_GROUPS = {
  conversations: [
    'chat',
    'chat_resumed',
    'chat_closed',
    'chat_rated',
    'chat_merged',
    'chat_unmerged',
    'chat_split',
    'chat_unsplit',
  ],
  tickets: ['ticket_created', 'ticket_updated', 'ticket_closed', 'ticket_comment'],
  tasks: ['task_created', 'task_updated', 'task_done', 'task_reopened', 'task_deleted'],
  deals: ['deal_created', 'deal_updated', 'deal_moved', 'deal_won', 'deal_lost', 'deal_deleted'],
  notes: ['note'],
  visits: ['page_visits'],
  profile: [
    'customer_identified',
    'customer_created',
    'customer_updated',
    'customer_merged',
    'customer_unmerged',
    'customer_tagged',
    'identity_added',
    'identity_removed',
  ],
  events: ['custom_event'],
} as const satisfies Record<string, readonly ActivityType[]>

export const ActivityGroup = z.enum([
  'conversations',
  'tickets',
  'tasks',
  'deals',
  'notes',
  'visits',
  'profile',
  'events',
])
export type ActivityGroup = z.infer<typeof ActivityGroup>

/** `group`: only what is about that. `before`: only what was earlier, for going to a day. */
export const TimelineQuery = z.object({
  group: ActivityGroup.optional(),
  before: z.iso.datetime().optional(),
  cursor: z.string().max(200).optional(),
  limit: limitOf(100, 50),
})

/** `zone`: the time zone whose days and months are meant. */
export const ZoneQuery = z.object({ zone })

/** How much happened with a customer on each day of the last year on which anything did, the oldest first. */
export const ActivityDay = z.object({ day: z.iso.date(), count: z.number().int() })
export type ActivityDay = z.infer<typeof ActivityDay>

/**
 * A month with a customer. Times are the median seconds of what began in it: until an agent first replied, until a chat
 * was closed or a ticket resolved. `satisfaction` is the mean of the ratings. Null where there is nothing to tell.
 */
export const CustomerMonth = z.object({
  month: z.string().meta({ example: '2026-11' }),
  conversations: z.number().int(),
  tickets: z.number().int(),
  firstResponse: z.number().nullable(),
  resolution: z.number().nullable(),
  satisfaction: z.number().nullable(),
})
export type CustomerMonth = z.infer<typeof CustomerMonth>
export const RecentQuery = z.object({ limit: limitOf(100, 50) })
export const ActivityQuery = z.object({ type: ActivityType.optional() })

export const CustomerStats = z.object({
  totalChats: z.number().int(),
  totalTickets: z.number().int(),
  totalActivities: z.number().int(),
  totalMessages: z.number().int(),
  openTickets: z.number().int(),
  ticketsByStatus: z.object({
    open: z.number().int(),
    in_progress: z.number().int(),
    resolved: z.number().int(),
    closed: z.number().int(),
  }),
  firstActivity: time.nullable(),
  lastActivity: time.nullable(),
})
export type CustomerStats = z.infer<typeof CustomerStats>

export const ActivityDays = totalled(ActivityDay)
export const CustomerMonths = totalled(CustomerMonth)

const property = z.union([rawText.max(1_000), z.number(), z.boolean(), z.null()])

/**
 * Something that happened to a customer elsewhere. `id` is the sender's own: told again, it is stored once. `time` is
 * when it happened, now unless it is said.
 */
export const CustomEventBody = z.strictObject({
  name: line(1, 100),
  time: z.iso.datetime({ offset: true }).optional(),
  properties: z
    .record(line(1, 100), property)
    .refine((all) => Object.keys(all).length <= 50, { error: 'has more than 50 properties' })
    .default({}),
  id: line(1, 200).optional(),
})
export type CustomEventBody = z.infer<typeof CustomEventBody>

/** The same, of whoever has this e-mail address or this id in another system. */
export const CustomEventOfBody = CustomEventBody.extend({
  customer: z.union([z.strictObject({ email }), z.strictObject({ externalId: line(1, 200) })]),
})

export const TimelinePage = cursored(Activity)
export const RecentActivities = totalled(Activity)
export const ActivityAnswer = answer(Activity)
export const CustomerStatsAnswer = answer(CustomerStats)
