import type {
  AuthorType,
  Channel,
  ConversationStatus,
  Delivery,
  Message,
} from '../contract/conversations.ts'

/** A thread on one channel. `headSeq` counts its public messages, `noteCount` the notes agents wrote in it. */
export interface ConversationTable {
  id: string
  channel: Channel
  customerId: string
  /** The name the visitor typed; the stored customer's may differ. */
  visitorName: string
  status: ConversationStatus
  assigneeId: string | null
  teamId: string | null
  /** Who had it, or else whoever did it, when somebody last gave it to the queue. */
  passedBy: string | null
  headSeq: number
  noteCount: number
  /** Internal lines of every kind, notes and system lines: what numbers them. */
  innerCount: number
  agentReadSeq: number
  customerReadSeq: number
  /** How far each side's clients have got: never behind what it has read. */
  agentGotSeq: number
  customerGotSeq: number
  /** The newest public message of an agent, and whose it is. */
  lastReplySeq: number
  lastReplyBy: string | null
  waitingSince: string | null
  lastActivityAt: string
  startedAt: string
  closedAt: string | null
  /** What the sender of the first request chose, so that a retry starts nothing twice. */
  startKey: string | null
  /** 1 when the site's own signature said who the visitor is. */
  isVerified: number
  /** The id the site's signature gave; null unless it said who the visitor is. */
  verifiedAs: string | null
  /** The browser it was started from. */
  visitorId: string | null
  /** Where the conversation lives on the other system: website and session for Crisp. */
  externalSource: string | null
  externalId: string | null
  /** JSON: what only its channel knows. */
  data: string | null
  /** The ids of its tags, sorted, between commas; `conversationTags` has the same. */
  tagIds: string
  /** The visitor's name as searches compare it. */
  visitorSearch: string
  snoozedUntil: string | null
  returnedAt: string | null
  /** Where it goes on; then it is a closed stub. */
  continuesIn: string | null
  continuesHow: 'merged' | 'split' | 'unsplit' | null
  /** JSON: the conversations whose customers go on in it; null without any. */
  continues: string | null
}

/** Which conversations have a tag. */
export interface ConversationTagTable {
  tagId: string
  conversationId: string
}

/**
 * A message. Public ones have `seq` = `position` and `innerSeq` 0; internal ones have no `seq`, stand after the public
 * message at `position`, and are numbered among themselves. `(conversationId, position, innerSeq)` is unique and is the
 * order of the thread.
 */
export interface MessageTable {
  id: string
  conversationId: string
  seq: number | null
  position: number
  innerSeq: number
  authorType: AuthorType
  authorId: string | null
  authorName: string
  kind: Message['kind']
  visibility: Message['visibility']
  content: string
  /** JSON: its files; null without any. */
  attachments: string | null
  /** JSON: the file it is, where its bytes are at another system; null otherwise. */
  remoteFile: string | null
  /** JSON: the ids of the agents a note names; null without any. */
  mentions: string | null
  /** Unique within its conversation: the same key again is the same message. */
  clientMessageId: string | null
  sentAt: string
  /** Its place among messages of the same millisecond, where its channel numbers them; 0 elsewhere. */
  rank: number
  editedAt: string | null
  /** Set when its channel took it back: it keeps its place and has no content any more. */
  removedAt: string | null
  /** How far the way to the other system is done; null for what goes nowhere. */
  delivery: Delivery['state'] | null
  deliveryError: string | null
}
