import type {
  NotificationKind,
  NotificationStep,
  WithheldReason,
} from '../contract/notifications.ts'

/** What a notification leads to. */
export type About = 'conversation' | 'ticket' | 'task' | 'system'

/** One agent's notification. `(cause, agentId)` is unique: the same cause tells nobody twice. */
export interface NotificationTable {
  id: string
  agentId: string
  /** The number of its last change among all of its agent's. */
  seq: number
  kind: NotificationKind
  cause: string
  about: About
  /** The conversation, the ticket or the task. */
  aboutId: string | null
  ticketNumber: string | null
  who: string
  excerpt: string
  isUrgent: number
  /** The names of the channels it is meant for, a space between. */
  channels: string
  withheld: WithheldReason | null
  createdAt: string
  readAt: string | null
}

/** What happened to a notification. Empty text where a step has no connection, so that the key holds. */
export interface NotificationStepTable extends Omit<NotificationStep, 'reason'> {
  id: string
  notificationId: string
  reason: WithheldReason | null
}

/** What is kept once for each agent: the number of the newest change, how many are unread, and what they want. */
export interface NotificationDeskTable {
  agentId: string
  head: number
  unread: number
  /** JSON; null until the agent changes something. */
  preferences: string | null
}

export interface MutedConversationTable {
  agentId: string
  conversationId: string
  createdAt: string
}
