import type { Rating } from '../../../server/contract/visitors.ts'
import type {
  ChatMessage,
  ChatToClient,
  ResumedChat,
  SentMessage,
} from '../../../server/contract/webchat.ts'
import type { WaitingFile } from '../../files/waiting.ts'

/** A message written here that the server's list does not hold yet. */
export interface Outgoing {
  clientMessageId: string
  content: string
  /** Its files; they are uploaded before it is sent. */
  attachments?: readonly WaitingFile[]
  /** When it was written; also its place among the others. */
  at: number
  state: 'sending' | 'sent' | 'failed'
  /** Why the server refused it. */
  reason?: Reason
}
/** Whether a message has a file that is not on the server yet: it cannot have been sent by anybody. */
export const bringsFiles = ({ state, attachments }: Outgoing): boolean =>
  state !== 'sent' && attachments?.some(({ id }) => id === null) === true

export interface Reason {
  code: string
  text: string
}

/** An agent came into the chat after message `afterSeq`. */
export interface Joined {
  agentId: string
  name: string
  afterSeq: number
}

/** Everything one screen knows of one chat. Changed by `apply` (apply.ts) only. */
export interface Thread {
  /** The server's list from its first message, without a gap. */
  messages: readonly ChatMessage[]
  /** Announced beyond a gap: shown once what lies between has come. */
  ahead: readonly ChatMessage[]
  headSeq: number
  outbox: readonly Outgoing[]
  customerReadSeq: number
  agentReadSeq: number
  /** How far an agent's client has got what this customer wrote. */
  agentGotSeq: number
  /** As whom the customer writes, once the server has said it. */
  customer: ResumedChat['customer'] | null
  rating: Rating | null
  asksRating: boolean
  agent: { id: string; name: string } | null
  joined: readonly Joined[]
  status: ResumedChat['status']
}

/** A message as it is announced: with how far agents have read, where its author had not seen all before it. */
export type Announced = Parameters<ChatToClient['newMessage']>[0]

export type Fact =
  | { kind: 'resumed'; answer: ResumedChat }
  | { kind: 'announced'; message: Announced }
  | { kind: 'written'; outgoing: Outgoing }
  | { kind: 'acknowledged'; sessionId: string; clientMessageId: string; answer: SentMessage }
  | { kind: 'refused'; clientMessageId: string; reason: Reason }
  | { kind: 'retried'; clientMessageId: string; at: number }
  | { kind: 'uploaded'; clientMessageId: string; attachments: readonly WaitingFile[] }
  | { kind: 'removed'; clientMessageId: string }
  | { kind: 'kept'; outbox: readonly Outgoing[] }
  | { kind: 'read' | 'delivered'; by: 'customer' | 'agent'; seq: number }
  | { kind: 'joined'; agentId: string; name: string }
  | { kind: 'closed' | 'reopened' }
  | { kind: 'rated'; rating: Rating }

export const emptyThread: Thread = {
  messages: [],
  ahead: [],
  headSeq: 0,
  outbox: [],
  customerReadSeq: 0,
  agentReadSeq: 0,
  agentGotSeq: 0,
  customer: null,
  rating: null,
  asksRating: false,
  agent: null,
  joined: [],
  status: 'active',
}

/** The last message of which everything before is here too. */
export const lastSeq = (thread: Thread) => thread.messages.at(-1)?.seq ?? 0

/** Whether the server has messages that are missing here: the time to ask for them. */
export const isBehind = (thread: Thread) => lastSeq(thread) < thread.headSeq

/** The message to send next: they leave in the order they were written. */
export const nextToSend = (thread: Thread) => thread.outbox.find(({ state }) => state === 'sending')

/** How many messages of the other side this customer has not seen. */
export const unreadCount = ({ messages, customerReadSeq }: Thread) =>
  messages.filter(({ seq, senderType }) => seq > customerReadSeq && senderType !== 'customer')
    .length

/** The last message of the other side that is here. */
export const lastForeignSeq = ({ messages }: Thread) =>
  messages.findLast(({ senderType }) => senderType !== 'customer')?.seq ?? 0
