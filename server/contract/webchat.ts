import { z } from 'zod'
import { CustomerRef } from './customers.ts'
import { answer, limitOf } from './envelope.ts'
import { email, id, line, rawText, time } from './text.ts'

export const SessionStatus = z.enum(['active', 'closed'])

/** A chat message as the public contract shows it: public messages only. */
export const ChatMessage = z.object({
  id,
  sessionId: id,
  seq: z.number().int(),
  senderType: z.enum(['customer', 'agent', 'bot', 'system']),
  senderId: z.string().nullable(),
  senderName: z.string(),
  content: z.string(),
  sentAt: time,
  clientMessageId: z.string().optional(),
})
export type ChatMessage = z.infer<typeof ChatMessage>

/** A web chat session: a conversation of the channel `webchat`. */
export const ChatSession = z.object({
  id,
  customerId: id,
  customer: CustomerRef,
  agentId: id.nullable(),
  status: SessionStatus,
  startedAt: time,
  endedAt: time.nullable(),
  _count: z.object({ messages: z.number().int() }),
  lastMessage: ChatMessage.nullable().optional(),
  /** Messages no agent has read yet. */
  unread: z.number().int().optional(),
})
export type ChatSession = z.infer<typeof ChatSession>

export const ActiveSessionsQuery = z.object({
  cursor: z.string().max(200).optional(),
  limit: limitOf(500, 500),
})
export const SessionMessagesQuery = z.object({
  after: z
    .string()
    .regex(/^\d{1,15}$/, { error: 'must be a message number' })
    .default('0')
    .transform(Number),
  limit: limitOf(500, 500),
})
export const AssignBody = z.strictObject({ agentId: z.string().max(100).toLowerCase() })
export const SessionAnswer = answer(ChatSession)

// Payloads of the `/chat` namespace. Unknown fields are ignored.
const sessionId = z.string().max(100).toLowerCase()
const clientMessageId = rawText.min(1).max(200)

/** `clientSessionId` (ours): a retry with the same one answers the same session. */
export const StartChat = z.object({
  customerEmail: email,
  customerName: line(2, 100),
  clientSessionId: z.guid().optional(),
})
export const SendMessage = z.object({
  sessionId,
  content: z.string(),
  senderType: z.enum(['customer', 'agent']),
  senderId: z.string().toLowerCase().nullish(),
  senderName: z.string().nullish(),
  clientMessageId: clientMessageId.nullish(),
})
export const JoinSession = z.object({
  sessionId,
  agentId: z.string().toLowerCase().nullish(),
  agentName: z.string().nullish(),
})
export const CloseChat = z.object({ sessionId })
export const Typing = z.object({
  sessionId,
  isTyping: z.boolean(),
  userName: z.string().max(200).nullish(),
})
export const Resume = z.object({
  sessionId,
  sessionToken: z.string().max(500),
  afterSeq: z.number().int().min(0).default(0),
})
export const Read = z.object({ sessionId, seq: z.number().int().min(0) })

/** What every acknowledgement of a refused event looks like. */
export interface Refusal {
  success: false
  error: string
  code: string
  /** Seconds to wait, where waiting helps. */
  retryAfter?: number
}
export type Ack<T> = (answer: ({ success: true } & T) | Refusal) => void

export interface StartedChat {
  sessionId: string
  sessionToken: string
}
export interface SentMessage {
  messageId: string
  seq: number
  sentAt: string
}
/** `messages` holds at most 500; ask again after the last one's `seq` while it is below `headSeq`. */
export interface ResumedChat {
  messages: ChatMessage[]
  agent: { id: string; name: string } | null
  status: z.infer<typeof SessionStatus>
  headSeq: number
  /** How far this customer, on any device, and the agents have read. */
  customerReadSeq: number
  agentReadSeq: number
}

/** Client → server, namespace `/chat`. */
export interface ChatToServer {
  startChat: (payload: z.input<typeof StartChat>, ack?: Ack<StartedChat>) => void
  sendMessage: (payload: z.input<typeof SendMessage>, ack?: Ack<SentMessage>) => void
  joinSession: (payload: z.input<typeof JoinSession>, ack?: Ack<{ history: ChatMessage[] }>) => void
  closeChat: (payload: z.input<typeof CloseChat>, ack?: Ack<object>) => void
  typing: (payload: z.input<typeof Typing>, ack?: Ack<object>) => void
  resume: (payload: z.input<typeof Resume>, ack?: Ack<ResumedChat>) => void
  read: (payload: z.input<typeof Read>, ack?: Ack<object>) => void
}

/** Server → client, namespace `/chat`. */
export interface ChatToClient {
  chatStarted: (event: {
    sessionId: string
    sessionToken: string
    customer: { id: string; email: string; name: string }
    isNewCustomer: boolean
    message: string
  }) => void
  chatHistory: (messages: ChatMessage[]) => void
  newChatSession: (event: { sessionId: string; customer: CustomerRef; startedAt: string }) => void
  newMessage: (message: ChatMessage) => void
  agentJoined: (event: {
    sessionId: string
    agentId: string
    agentName: string
    message: string
  }) => void
  chatClosed: (event: { sessionId: string; message: string }) => void
  userTyping: (event: { sessionId: string; userName: string; isTyping: boolean }) => void
  messageRead: (event: { sessionId: string; seq: number; by: 'customer' | 'agent' }) => void
  error: (event: { message: string; code: string }) => void
}
