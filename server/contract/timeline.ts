import { z } from 'zod'
import { answer, cursored, limitOf, totalled } from './envelope.ts'
import { id, time } from './text.ts'

export const ActivityType = z.enum([
  'chat',
  'chat_closed',
  'chat_rated',
  'chat_merged',
  'chat_unmerged',
  'chat_split',
  'chat_unsplit',
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

export const TimelineQuery = z.object({
  cursor: z.string().max(200).optional(),
  limit: limitOf(100, 50),
})
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

export const TimelinePage = cursored(Activity)
export const RecentActivities = totalled(Activity)
export const ActivityAnswer = answer(Activity)
export const CustomerStatsAnswer = answer(CustomerStats)
