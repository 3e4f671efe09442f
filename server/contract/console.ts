import { z } from 'zod'
import type { Conversation, Message } from './conversations.ts'
import type { Draft } from './drafts.ts'
import type { StreamEvent } from './events.ts'
import { attachmentIds } from './files.ts'
import type { NotificationChanges } from './notifications.ts'
import type { ConsoleMerge, ConsoleSplit } from './linking.ts'
import { Availability } from './routing.ts'
import { MENTIONS_IN_NOTES, mentions } from './mentions.ts'
import { Hold, type ScheduledMessage } from './scheduled.ts'
import { rawText } from './text.ts'
import type { Refusal } from './webchat.ts'

// Payloads of the `/console` namespace (agents). Unknown fields are ignored.
const conversationId = z.string().max(100).toLowerCase()

export const CatchUp = z.object({ after: z.number().int().min(0) })
/**
 * `visibility: "internal"` writes a note that never leaves the team. The first reply takes a conversation that has
 * nobody. A ticket's thread is not written here but by the ticket's comments. `seenSeq` is the last message its writer
 * saw: what the customer wrote after it stays unread and waits on, and a reply is refused with `reply_crossed` when
 * another agent has replied after it. `content` may be empty beside attachments. `mentions` names agents, in notes only. With `hold` the server keeps a reply and sends it later; it answers
 * it as `scheduled`.
 */
export const ConsoleSend = z
  .object({
    conversationId,
    content: z.string(),
    visibility: z.enum(['public', 'internal']),
    clientMessageId: rawText.min(1).max(200),
    seenSeq: z.number().int().min(0).optional(),
    attachmentIds: attachmentIds.optional(),
    mentions: mentions.optional(),
    hold: Hold.optional(),
  })
  .refine(
    ({ visibility, mentions: named }) => visibility === 'internal' || !named?.length,
    MENTIONS_IN_NOTES,
  )
  .refine(({ visibility, hold }) => visibility === 'public' || hold === undefined, {
    path: ['hold'],
    error: 'is for replies',
  })
/** `agentId: null` returns the conversation to the queue. */
export const ConsoleAssign = z.object({
  conversationId,
  agentId: z.string().max(100).toLowerCase().nullable(),
})
/**
 * To an agent, or (without one) to a team's queue, or (without either) to everybody's, with a note for whoever takes it.
 * An agent without a team leaves the team as it is.
 */
export const ConsoleTransfer = z.object({
  conversationId,
  agentId: z.string().max(100).toLowerCase().nullable(),
  teamId: z.string().max(100).toLowerCase().nullable(),
  note: z.string().default(''),
  clientMessageId: rawText.min(1).max(200),
})
/** What this console shows; null when no conversation is open. `isNew` asks the others there to say so too. */
export const ConsoleViewing = z.object({
  conversationId: conversationId.nullable(),
  isNew: z.boolean(),
})
/**
 * `isAutomatic`: the machine is idle or locked, or (`online`) in use again. It never overrules what the agent said, and
 * concerns this connection only: an agent is away while every console of theirs is idle. A new connection is in use
 * until it says otherwise.
 */
export const ConsoleAvailability = z.object({
  state: Availability,
  isAutomatic: z.boolean().default(false),
})
/** This agent's client has all messages up to `seq`. */
export const ConsoleReceived = z.object({ conversationId, seq: z.number().int().min(0) })
/** The conversation or ticket the agent looks at, its window being focused; null while they look elsewhere. */
export const ConsoleFocus = z.object({ aboutId: z.guid().toLowerCase().nullable() })
export const ConsoleConversation = z.object({ conversationId })
export const ConsoleTyping = z.object({ conversationId, isTyping: z.boolean() })
export const ConsoleRead = z.object({ conversationId, seq: z.number().int().min(0) })

export type Answered<T> = (answer: ({ success: true } & T) | Refusal) => void

/**
 * Client → server, namespace `/console`. `catchUp` answers at most 500 events after a cursor (fewer where they are long), in order, and the head;
 * ask again until the last one is the head. `tooOld` says that the cursor is not of this history, as after a restored
 * backup: start from fresh lists.
 */
export interface ConsoleToServer {
  catchUp: (
    payload: z.input<typeof CatchUp>,
    ack: Answered<{ events: StreamEvent[]; head: number; tooOld: boolean }>,
  ) => void
  send: (
    payload: z.input<typeof ConsoleSend>,
    ack: Answered<{ message?: Message; scheduled?: ScheduledMessage }>,
  ) => void
  /** Shows the customer that the agent is there, and assigns the conversation when it has nobody. */
  join: (
    payload: z.input<typeof ConsoleConversation>,
    ack: Answered<{ conversation: Conversation }>,
  ) => void
  assign: (
    payload: z.input<typeof ConsoleAssign>,
    ack: Answered<{ conversation: Conversation }>,
  ) => void
  close: (
    payload: z.input<typeof ConsoleConversation>,
    ack: Answered<{ conversation: Conversation }>,
  ) => void
  /** The customer of the conversation goes on in the target; `unmerge` undoes it. */
  merge: (
    payload: z.input<typeof ConsoleMerge>,
    ack: Answered<{ conversation: Conversation }>,
  ) => void
  unmerge: (
    payload: z.input<typeof ConsoleConversation>,
    ack: Answered<{ conversation: Conversation }>,
  ) => void
  /** Answers the new conversation; `unsplit` undoes it. */
  split: (
    payload: z.input<typeof ConsoleSplit>,
    ack: Answered<{ conversation: Conversation }>,
  ) => void
  unsplit: (
    payload: z.input<typeof ConsoleConversation>,
    ack: Answered<{ conversation: Conversation }>,
  ) => void
  reopen: (
    payload: z.input<typeof ConsoleConversation>,
    ack: Answered<{ conversation: Conversation }>,
  ) => void
  transfer: (
    payload: z.input<typeof ConsoleTransfer>,
    ack: Answered<{ conversation: Conversation }>,
  ) => void
  viewing: (payload: z.input<typeof ConsoleViewing>, ack?: Answered<object>) => void
  availability: (payload: z.input<typeof ConsoleAvailability>, ack?: Answered<object>) => void
  /** What the agent was told of it counts as read, and of what follows they are not told while they look. */
  focus: (payload: z.input<typeof ConsoleFocus>, ack?: Answered<object>) => void
  received: (payload: z.input<typeof ConsoleReceived>, ack?: Answered<object>) => void
  typing: (payload: z.input<typeof ConsoleTyping>, ack?: Answered<object>) => void
  read: (payload: z.input<typeof ConsoleRead>, ack?: Answered<object>) => void
}

/** Server → client, namespace `/console`. */
export interface ConsoleToClient {
  /** The head of the stream at the moment the socket was joined to it; everything after it will be sent. */
  hello: (event: {
    head: number
    agent: { id: string; name: string }
    serverVersion: string
  }) => void
  event: (event: StreamEvent) => void
  /**
   * What changed of this agent's notifications, in order; at most twenty. Numbers that are missing before, among or
   * after them (up to `head`) are asked for by `GET /api/notifications/changes`.
   */
  notifications: (event: NotificationChanges) => void
  /** Never stored; expires after 6 s unless repeated. */
  typing: (event: {
    conversationId: string
    who: 'customer' | 'agent'
    id: string | null
    name: string
    isTyping: boolean
  }) => void
  /**
   * Another agent looks at a conversation, or no longer does; one's own consoles are not told. Never stored: repeated every 4 s while it is true, and
   * to be forgotten after 9 s. `asks` asks whoever looks at the same one to say so now.
   */
  presence: (event: {
    conversationId: string
    agent: { id: string; name: string }
    isHere: boolean
    asks: boolean
  }) => void
  /** What this agent has written and not sent, as another of their windows keeps it now; both texts empty: it is gone. */
  draft: (event: Draft) => void
  error: (event: { message: string; code: string }) => void
}
