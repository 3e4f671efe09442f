import { z } from 'zod'
import type { Conversation, Message } from './conversations.ts'
import type { StreamEvent } from './events.ts'
import { rawText } from './text.ts'
import type { Refusal } from './webchat.ts'

// Payloads of the `/console` namespace (agents). Unknown fields are ignored.
const conversationId = z.string().max(100).toLowerCase()

export const CatchUp = z.object({ after: z.number().int().min(0) })
/**
 * `visibility: "internal"` writes a note that never leaves the team. The first reply takes a conversation that has
 * nobody. A ticket's thread is not written here but by the ticket's comments.
 */
export const ConsoleSend = z.object({
  conversationId,
  content: z.string(),
  visibility: z.enum(['public', 'internal']),
  clientMessageId: rawText.min(1).max(200),
})
/** `agentId: null` returns the conversation to the queue. */
export const ConsoleAssign = z.object({
  conversationId,
  agentId: z.string().max(100).toLowerCase().nullable(),
})
export const ConsoleConversation = z.object({ conversationId })
export const ConsoleTyping = z.object({ conversationId, isTyping: z.boolean() })
export const ConsoleRead = z.object({ conversationId, seq: z.number().int().min(0) })

export type Answered<T> = (answer: ({ success: true } & T) | Refusal) => void

/**
 * Client → server, namespace `/console`. `catchUp` answers at most 500 events after a cursor, in order, and the head;
 * ask again until the last one is the head. `tooOld` says that the cursor is not of this history, as after a restored
 * backup: start from fresh lists.
 */
export interface ConsoleToServer {
  catchUp: (
    payload: z.input<typeof CatchUp>,
    ack: Answered<{ events: StreamEvent[]; head: number; tooOld: boolean }>,
  ) => void
  send: (payload: z.input<typeof ConsoleSend>, ack: Answered<{ message: Message }>) => void
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
  reopen: (
    payload: z.input<typeof ConsoleConversation>,
    ack: Answered<{ conversation: Conversation }>,
  ) => void
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
  /** Never stored; expires after 6 s unless repeated. */
  typing: (event: {
    conversationId: string
    who: 'customer' | 'agent'
    id: string | null
    name: string
    isTyping: boolean
  }) => void
  error: (event: { message: string; code: string }) => void
}
