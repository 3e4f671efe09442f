import { z } from 'zod'
import { CustomerRef } from './customers.ts'
import { answer, cursored, limitOf } from './envelope.ts'
import { Attachment, RemoteFile } from './files.ts'
import { id, time } from './text.ts'
import { Rating, VisitorContext } from './visitors.ts'

export const Channel = z.enum(['webchat', 'crisp', 'mail', 'ticket'])
export type Channel = z.infer<typeof Channel>

export const ConversationStatus = z.enum(['open', 'closed'])
export type ConversationStatus = z.infer<typeof ConversationStatus>

export const AuthorType = z.enum(['customer', 'agent', 'bot', 'system'])
export type AuthorType = z.infer<typeof AuthorType>

/** How far a message's way to the system its conversation lives on is done; `reason` says why it failed. */
export const Delivery = z.object({
  state: z.enum(['pending', 'sent', 'failed']),
  reason: z.string().nullable(),
})
export type Delivery = z.infer<typeof Delivery>

/**
 * A message as agents see it. Public messages carry `seq` (1…n, no gaps, per conversation); internal notes and system
 * lines have `seq: null` and `afterSeq`, the public message they follow. Thread order is `(afterSeq ?? seq, seq first, sentAt, id)`.
 */
export const Message = z.object({
  id,
  conversationId: id,
  seq: z.number().int().nullable(),
  afterSeq: z.number().int().nullable(),
  author: z.object({ type: AuthorType, id: z.string().nullable(), name: z.string() }),
  kind: z.enum(['text', 'file', 'note', 'event']),
  visibility: z.enum(['public', 'internal']),
  /** May be empty where there are attachments. */
  content: z.string(),
  /** Absent where there are none. */
  attachments: z.array(Attachment).optional(),
  /** The file it is, where its bytes are not here; `content` says it in words. Absent otherwise. */
  remoteFile: RemoteFile.optional(),
  /** The agents an internal note names (`@`), by id. Absent where there are none. */
  mentions: z.array(id).optional(),
  clientMessageId: z.string().nullable(),
  sentAt: time,
  /** When its author changed it, where it was; `content` is what it says now. */
  editedAt: time.optional(),
  /** When it was taken back, where it was: it keeps its place, without content. */
  removedAt: time.optional(),
  /** Absent for what goes to no other system. */
  delivery: Delivery.optional(),
})
export type Message = z.infer<typeof Message>

/** What `snoozedUntil` says when only the customer's next message ends a snooze. */
export const UNTIL_REPLY = '9999-12-31T23:59:59.999Z'

/**
 * A conversation whose customer goes on in this one, merged into it or split off. They see its own `messages` first and
 * then this one's after `after`: message n of this one is their message `n + shift`.
 */
export const Continued = z.object({
  id,
  how: z.enum(['merged', 'split']),
  startedAt: time,
  messages: z.number().int(),
  after: z.number().int(),
  shift: z.number().int(),
})
export type Continued = z.infer<typeof Continued>

/** What of a conversation changes while it goes on; every event about one carries all of it. */
export const ConversationState = z.object({
  status: ConversationStatus,
  assignee: z.object({ id, name: z.string() }).nullable(),
  teamId: id.nullable(),
  headSeq: z.number().int(),
  /** How far each side has read, and how far it has got (`Got` is never behind `Read`). */
  agentReadSeq: z.number().int(),
  customerReadSeq: z.number().int(),
  agentGotSeq: z.number().int(),
  customerGotSeq: z.number().int(),
  waitingSince: time.nullable(),
  lastActivityAt: time,
  closedAt: time.nullable(),
  /** The ids of its tags. */
  tags: z.array(id),
  /** Out of the way until then, or until the customer writes; `UNTIL_REPLY` (the year 9999) is until they write. */
  snoozedUntil: time.nullable(),
  /** When it came back from being snoozed, until an agent answers, closes, snoozes or gives it to somebody. */
  returnedAt: time.nullable(),
  /**
   * Where it goes on: it was merged into that one or split, and is a closed stub. `unsplit` is the part of a split that
   * was undone: it went back.
   */
  continuesIn: z.object({ id, how: z.enum(['merged', 'split', 'unsplit']) }).nullable(),
  continues: z.array(Continued),
})
export type ConversationState = z.infer<typeof ConversationState>

/** Whose conversation it is, with what the inbox can be searched for. */
export const ConversationCustomer = CustomerRef.extend({
  phone: z.string().nullable(),
  company: z.string().nullable(),
})
export type ConversationCustomer = z.infer<typeof ConversationCustomer>

/** A row of the inbox. Unread for agents is `headSeq - agentReadSeq`. */
export const Conversation = ConversationState.extend({
  id,
  channel: Channel,
  customer: ConversationCustomer,
  /** The name the visitor typed, which may differ from the stored customer's. */
  visitorName: z.string(),
  ticketId: id.nullable(),
  startedAt: time,
  lastMessage: Message.nullable(),
  /** Whether the site's own signature said who this is. */
  isVerified: z.boolean(),
  /** Null for what came by no web chat. */
  visitor: VisitorContext.nullable(),
  rating: Rating.nullable(),
})
export type Conversation = z.infer<typeof Conversation>

/** `GET /api/inbox/:id/messages`: the newest `limit` before `cursor`, answered oldest first; `meta.next` leads to older ones. */
export const ThreadQuery = z.object({
  cursor: z.string().max(200).optional(),
  limit: limitOf(200, 100),
})
export type ThreadQuery = z.infer<typeof ThreadQuery>

export const ConversationAnswer = answer(Conversation)
export const ThreadPage = cursored(Message)
