import { z } from 'zod'
import { CustomerRef } from './customers.ts'
import { answer, limitOf } from './envelope.ts'
import { Attachment, attachmentIds } from './files.ts'
import { email, id, line, rawText, time } from './text.ts'
import { Page, type Rating, VisitorReport } from './visitors.ts'

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
  attachments: z.array(Attachment).optional(),
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

/**
 * `clientSessionId` (ours): a retry with the same one answers the same session. `fields` answers the questions of the
 * start form by their keys; what is required is asked of those who send it, so a client that knows no form starts as
 * ever. With a good `identityToken` nothing is asked, the token's name and e-mail come before what was typed, and a
 * chat of that person that is still open goes on instead, its history shown; with a bad one the start is refused
 * (`identity_invalid`). What the chat had said by itself, named by `proactiveId`, is the first message of a new session;
 * one that was answered before, or that nobody was shown, adds nothing.
 */
export const StartChat = VisitorReport.extend({
  customerEmail: email,
  customerName: line(2, 100),
  clientSessionId: z.guid().optional(),
  fields: z.record(z.string().max(40), rawText.max(2_000)).optional(),
  identityToken: z.string().max(4_000).optional(),
  proactiveId: z.guid().toLowerCase().optional().catch(undefined),
})
/**
 * Starts a chat while nobody is there: its first message becomes a ticket in the same step. It is taken all the same
 * when somebody is there by now: then it is a chat like any other that has its ticket already. Once started, a chat
 * has one ticket: the same `clientSessionId` with another message adds the message and answers the same ticket.
 */
export const LeaveMessage = StartChat.extend({
  clientSessionId: z.guid(),
  content: z.string(),
  clientMessageId,
})
/**
 * The visitor of a running chat is who the site's signature says: from then on the chat is that person's. A chat that
 * was somebody else's by their signature stays theirs (`not_allowed`).
 */
export const Identify = z.object({ sessionId, identityToken: z.string().max(4_000) })
/** The page the visitor is on now; of several within two seconds the last is kept. */
export const Visit = z.object({ sessionId, page: Page })
/** Once for each closing, and for a day after it may be changed; the chat must be closed (`chat_open` otherwise). */
export const Rate = z.object({
  sessionId,
  score: z.number().int().min(1).max(5),
  comment: rawText.trim().max(2_000).nullish(),
})
/** This customer's client has all messages up to `seq`. */
export const Received = z.object({ sessionId, seq: z.number().int().min(0) })
/**
 * `seenSeq` (ours) is the last message its writer had seen: what the other side said after it stays unread, and the
 * customer goes on waiting for an answer to it. Without it whoever writes has read, and answers, all that came before.
 * An agent's is refused with `reply_crossed` when another agent has replied after it.
 */
export const SendMessage = z.object({
  sessionId,
  content: z.string(),
  senderType: z.enum(['customer', 'agent']),
  senderId: z.string().toLowerCase().nullish(),
  senderName: z.string().nullish(),
  clientMessageId: clientMessageId.nullish(),
  seenSeq: z.number().int().min(0).optional(),
  attachmentIds: attachmentIds.nullish(),
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
  /** What is wrong with each field, where the payload was invalid: `path` is such as `fields.order`. */
  errors?: Array<{ path: string; message: string }>
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
/** `messages` holds at most 500, fewer where they are long; ask again after the last one's `seq` while it is below `headSeq`. */
export interface ResumedChat {
  messages: ChatMessage[]
  agent: { id: string; name: string } | null
  status: z.infer<typeof SessionStatus>
  headSeq: number
  /** How far this customer, on any device, and the agents have read. */
  customerReadSeq: number
  agentReadSeq: number
  /** How far an agent's client has got what this customer wrote. */
  agentGotSeq: number
  /** As whom the customer writes. */
  customer: { name: string; isVerified: boolean }
  rating: Rating | null
  /** Whether a rating is wanted: the chat is closed and was not rated before. */
  asksRating: boolean
}
export interface LeftMessage extends StartedChat, SentMessage {
  ticketNumber: string
}

/** Client → server, namespace `/chat`. */
export interface ChatToServer {
  startChat: (payload: z.input<typeof StartChat>, ack?: Ack<StartedChat>) => void
  sendMessage: (payload: z.input<typeof SendMessage>, ack?: Ack<SentMessage>) => void
  joinSession: (payload: z.input<typeof JoinSession>, ack?: Ack<{ history: ChatMessage[] }>) => void
  closeChat: (payload: z.input<typeof CloseChat>, ack?: Ack<object>) => void
  leaveMessage: (payload: z.input<typeof LeaveMessage>, ack?: Ack<LeftMessage>) => void
  identify: (
    payload: z.input<typeof Identify>,
    ack?: Ack<{ customer: { id: string; name: string; email: string | null } }>,
  ) => void
  visit: (payload: z.input<typeof Visit>, ack?: Ack<object>) => void
  rate: (payload: z.input<typeof Rate>, ack?: Ack<{ rating: Rating }>) => void
  received: (payload: z.input<typeof Received>, ack?: Ack<object>) => void
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
  /** `agentReadSeq` (ours): how far agents have read, where whoever replies had not seen all that came before. */
  newMessage: (message: ChatMessage & { agentReadSeq?: number }) => void
  agentJoined: (event: {
    sessionId: string
    agentId: string
    agentName: string
    message: string
  }) => void
  chatClosed: (event: { sessionId: string; message: string }) => void
  /** An agent opened the chat again: one can write once more. */
  chatReopened: (event: { sessionId: string }) => void
  chatRated: (event: { sessionId: string; rating: Rating }) => void
  /** It is now known who the customer is. */
  chatIdentified: (event: { sessionId: string; customer: { id: string; name: string } }) => void
  userTyping: (event: { sessionId: string; userName: string; isTyping: boolean }) => void
  /** A client of the other side has all messages up to `seq`. */
  messageDelivered: (event: { sessionId: string; seq: number; by: 'customer' | 'agent' }) => void
  /** Told to the other side. */
  messageRead: (event: { sessionId: string; seq: number; by: 'customer' | 'agent' }) => void
  /** Told to a customer's own sockets: what they have read in any of their tabs. */
  chatRead: (event: { sessionId: string; seq: number }) => void
  error: (event: { message: string; code: string }) => void
}
