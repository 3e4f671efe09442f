import { z } from 'zod'
import { Interval, zone } from './chat-settings.ts'
import { answer, cursored, limitOf, totalled } from './envelope.ts'
import { id, rawText, time } from './text.ts'

/** A notification as other people's programs get it, in the namespace `/notifications`. */
export const Notification = z.object({
  id,
  type: z.enum(['chat', 'ticket', 'system']),
  title: z.string(),
  message: z.string(),
  data: z.object({
    sessionId: id.optional(),
    ticketId: id.optional(),
    ticketNumber: z.string().optional(),
  }),
  timestamp: time,
})
export type Notification = z.infer<typeof Notification>

/** Namespace `/notifications` (agents). */
export interface NotificationsToServer {
  subscribe: (
    payload: object,
    ack?: (answer: { success: boolean; message: string }) => void,
  ) => void
}
export interface NotificationsToClient {
  subscribed: (event: { success: true; message: string }) => void
  notification: (event: Notification) => void
  error: (event: { message: string; code: string }) => void
}

/**
 * Why an agent is told: a conversation became theirs, their customer wrote, a note names them, a conversation waits in
 * their queue, it still does after the set time, the time to answer is nearly or wholly over (SLA), a snooze of theirs
 * ended, a ticket became theirs, their ticket was commented, a task became theirs, their task is due, something of the
 * system needs an admin, or they asked for a test.
 */
export const NotificationKind = z.enum([
  'assigned',
  'message',
  'mention',
  'new_chat',
  'escalated',
  'response_due',
  'snooze_ended',
  'ticket_assigned',
  'ticket_commented',
  'task_assigned',
  'task_due',
  'system',
  'test',
])
export type NotificationKind = z.infer<typeof NotificationKind>

/** How a notification is shown: in the console itself, by the desktop or browser, and with a sound. */
export const Channels = z.strictObject({
  inApp: z.boolean(),
  desktop: z.boolean(),
  sound: z.boolean(),
})
export type Channels = z.infer<typeof Channels>

/** Why a notification was not shown, or not heard. */
export const WithheldReason = z.enum([
  // Decided by the server.
  'preference',
  'quiet_hours',
  'muted',
  'focus',
  'no_window',
  // Found out by a client.
  'permission',
  'unsupported',
  'do_not_disturb',
  'late',
  'read',
  'error',
])
export type WithheldReason = z.infer<typeof WithheldReason>

/** A notification in its agent's own list. `seq` is the number of its last change, one after the other for each agent. */
export const AgentNotification = z.object({
  id,
  seq: z.number().int(),
  kind: NotificationKind,
  conversationId: id.nullable(),
  ticketId: id.nullable(),
  taskId: id.nullable(),
  ticketNumber: z.string().nullable(),
  /** Who caused it: a customer, a colleague, or nobody (empty). */
  who: z.string(),
  /** What it is about: the beginning of a message, a subject. */
  excerpt: z.string(),
  /** Stays until it is seen, and is louder. */
  isUrgent: z.boolean(),
  /** What the agent wants of it; nothing where it is withheld. */
  channels: Channels,
  /** Why the server decided that it is not shown; it is in the list all the same. */
  withheld: WithheldReason.nullable(),
  createdAt: time,
  readAt: time.nullable(),
})
export type AgentNotification = z.infer<typeof AgentNotification>

/** `GET /api/notifications`: newest first. */
export const NotificationQuery = z.object({
  show: z.enum(['all', 'unread']).default('all'),
  cursor: z.string().max(200).optional(),
  limit: limitOf(100, 50),
})
export const NotificationPage = cursored(AgentNotification)

/** Where an agent's list stands: how many are unread, and the number of the newest change. */
export const NotificationStanding = z.object({ unread: z.number().int(), head: z.number().int() })
export type NotificationStanding = z.infer<typeof NotificationStanding>
export const NotificationStandingAnswer = answer(NotificationStanding)

/**
 * `GET /api/notifications/changes?after=`: what changed after a number, in order, at most 200; ask again from the last
 * one while it is below `head`.
 */
export const ChangesQuery = z.object({
  after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
})
export const NotificationChanges = NotificationStanding.extend({
  changed: z.array(AgentNotification),
})
export type NotificationChanges = z.infer<typeof NotificationChanges>
export const NotificationChangesAnswer = answer(NotificationChanges)

/** What happened to a notification, and what a client says became of it. */
export const Step = z.enum([
  'decided',
  'sent',
  'shown',
  'clicked',
  'dismissed',
  'withheld',
  'failed',
])
/** Where it happened; `none` for what concerns no channel. */
export const StepChannel = z.enum(['none', 'in_app', 'browser', 'desktop', 'sound'])

/** One line of a notification's log. `connection` is the socket it was sent to, or the window that reported. */
export const NotificationStep = z.object({
  step: Step,
  channel: StepChannel,
  connection: z.string(),
  reason: WithheldReason.nullable(),
  at: time,
})
export type NotificationStep = z.infer<typeof NotificationStep>
export const NotificationLog = totalled(NotificationStep)

/** `POST /api/notifications/outcomes`: the same outcome of the same window again is recorded once. */
export const Outcome = z.strictObject({
  id: z.guid().toLowerCase(),
  step: Step.exclude(['decided', 'sent']),
  channel: StepChannel.exclude(['none']),
  reason: WithheldReason.nullable().default(null),
})
export type Outcome = z.infer<typeof Outcome>
export const OutcomesBody = z.strictObject({
  /** The window that reports. */
  connection: rawText.min(1).max(100),
  outcomes: z.array(Outcome).min(1).max(100),
})
export const OutcomesAnswer = answer(z.object({ recorded: z.number().int() }))

/** `POST /api/notifications/read`: all of the agent's, or those about one conversation or ticket. */
export const ReadBody = z.strictObject({ aboutId: z.guid().toLowerCase().optional() })

/** When an agent is not to be disturbed. `week` begins on Monday. */
export const QuietHours = z.strictObject({
  isOn: z.boolean().default(false),
  zone,
  week: z
    .array(z.array(Interval).max(10))
    .length(7)
    .default(() => Array.from({ length: 7 }, () => [{ from: '22:00', to: '07:00' }])),
})
export type QuietHours = z.infer<typeof QuietHours>

export const Sound = z.enum(['chime', 'ping', 'knock'])
export type Sound = z.infer<typeof Sound>

const loud = Channels.prefault({ inApp: true, desktop: true, sound: true })
const silent = Channels.prefault({ inApp: true, desktop: true, sound: false })
const quietHours = QuietHours.prefault({})

/** What an agent wants to be told, and how. A kind without any channel is off. */
export const NotificationPreferences = z.object({
  kinds: z
    .strictObject({
      assigned: loud,
      message: loud,
      mention: loud,
      new_chat: loud,
      escalated: loud,
      response_due: loud,
      snooze_ended: loud,
      ticket_assigned: silent,
      ticket_commented: silent,
      task_assigned: silent,
      task_due: loud,
      system: silent,
    })
    .prefault({}),
  quietHours,
  sound: Sound.default('chime'),
  /** Percent. */
  volume: z.number().int().min(0).max(100).default(70),
})
export type NotificationPreferences = z.infer<typeof NotificationPreferences>
export type PreferredKind = keyof NotificationPreferences['kinds']

/** Any subset; each part is replaced whole. */
export const UpdatePreferencesBody = z.strictObject({
  kinds: NotificationPreferences.shape.kinds.unwrap().optional(),
  quietHours: quietHours.unwrap().optional(),
  sound: Sound.optional(),
  volume: NotificationPreferences.shape.volume.unwrap().optional(),
})
export const PreferencesAnswer = answer(NotificationPreferences)

/** The conversations an agent wants to hear no more of, except where they are named or given it. */
export const MutedAnswer = totalled(id)
export const MuteBody = z.strictObject({ isMuted: z.boolean() })
export const MuteAnswer = answer(MuteBody)

/** `POST /api/notifications/test`: a real notification to oneself, treated as one of kind `as` would be. */
export const TestBody = z.strictObject({
  as: NotificationKind.exclude(['test', 'system']).default('message'),
})
/** The notification, and the sockets of this agent that are known to be open. */
export const TestAnswer = answer(
  z.object({ notification: AgentNotification, connections: z.array(z.string()) }),
)

/**
 * When nobody takes a conversation of the queue: after `againAfter` seconds the same people are told again, louder, and
 * after `othersAfter` seconds `others` too. Seconds count from when it came to the queue.
 */
export const EscalationSettings = z.object({
  isOn: z.boolean().default(true),
  againAfter: z.number().int().min(10).max(86_400).default(60),
  othersAfter: z.number().int().min(10).max(86_400).default(180),
  others: z.enum(['everybody', 'supervisors']).default('everybody'),
})
export type EscalationSettings = z.infer<typeof EscalationSettings>

const { isOn, againAfter, othersAfter, others } = EscalationSettings.shape
export const UpdateEscalationBody = z.strictObject({
  isOn: isOn.unwrap().optional(),
  againAfter: againAfter.unwrap().optional(),
  othersAfter: othersAfter.unwrap().optional(),
  others: others.unwrap().optional(),
})
export const EscalationAnswer = answer(EscalationSettings)

/**
 * The time a customer's wait for an answer may last (SLA): `minutes` of opening hours. Whoever has the conversation, or
 * could take it, is told when two thirds of it are over, and with the supervisors when all of it is.
 */
export const ResponseTarget = z.object({
  isOn: z.boolean().default(false),
  minutes: z.number().int().min(1).max(1_440).default(15),
})
export type ResponseTarget = z.infer<typeof ResponseTarget>

export const UpdateResponseTargetBody = z.strictObject({
  isOn: ResponseTarget.shape.isOn.unwrap().optional(),
  minutes: ResponseTarget.shape.minutes.unwrap().optional(),
})
export const ResponseTargetAnswer = answer(ResponseTarget)
