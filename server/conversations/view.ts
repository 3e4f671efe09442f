import type { CustomerRef } from '../contract/customers.ts'
import type {
  Conversation,
  ConversationCustomer,
  ConversationState,
  Message,
} from '../contract/conversations.ts'
import type { Attachment, RemoteFile } from '../contract/files.ts'
import type { Rating, VisitorContext } from '../contract/visitors.ts'
import { continuedIn } from './continued.ts'
import type { ConversationRow, MessageRow } from './queries.ts'

export const viewMessage = (row: MessageRow): Message => ({
  id: row.id,
  conversationId: row.conversationId,
  seq: row.seq,
  afterSeq: row.seq === null ? row.position : null,
  author: { type: row.authorType, id: row.authorId, name: row.authorName },
  kind: row.kind,
  visibility: row.visibility,
  content: row.content,
  ...(row.attachments !== null && { attachments: JSON.parse(row.attachments) as Attachment[] }),
  ...(row.remoteFile !== null && { remoteFile: JSON.parse(row.remoteFile) as RemoteFile }),
  ...(row.mentions !== null && { mentions: JSON.parse(row.mentions) as string[] }),
  clientMessageId: row.clientMessageId,
  sentAt: row.sentAt,
  ...(row.editedAt !== null && { editedAt: row.editedAt }),
  ...(row.removedAt !== null && { removedAt: row.removedAt }),
  ...(row.delivery !== null && { delivery: { state: row.delivery, reason: row.deliveryError } }),
})

export const viewState = (row: ConversationRow): ConversationState & { id: string } => ({
  id: row.id,
  status: row.status,
  assignee: row.assigneeId === null ? null : { id: row.assigneeId, name: row.assigneeName ?? '' },
  teamId: row.teamId,
  headSeq: row.headSeq,
  agentReadSeq: row.agentReadSeq,
  customerReadSeq: row.customerReadSeq,
  agentGotSeq: Math.max(row.agentGotSeq, row.agentReadSeq),
  customerGotSeq: Math.max(row.customerGotSeq, row.customerReadSeq),
  waitingSince: row.waitingSince,
  lastActivityAt: row.lastActivityAt,
  closedAt: row.closedAt,
  tags: tagsOf(row),
  snoozedUntil: row.snoozedUntil,
  returnedAt: row.returnedAt,
  continuesIn:
    row.continuesIn === null ? null : { id: row.continuesIn, how: row.continuesHow ?? 'merged' },
  continues: continuedIn(row),
})

/** The ids of a conversation's tags. */
export const tagsOf = ({ tagIds }: Pick<ConversationRow, 'tagIds'>): string[] =>
  tagIds === '' ? [] : tagIds.split(',')

export const viewConversation = (
  row: ConversationRow,
  about: {
    customer: CustomerRef & Partial<ConversationCustomer>
    lastMessage: Message | null
    ticketId: string | null
    rating?: Rating | null
  },
): Conversation => ({
  ...viewState(row),
  channel: row.channel,
  visitorName: row.visitorName,
  startedAt: row.startedAt,
  isVerified: row.isVerified === 1,
  visitor:
    row.channel === 'webchat' && row.data !== null
      ? (JSON.parse(row.data) as VisitorContext)
      : null,
  rating: null,
  ...about,
  customer: viewCustomerOf(about.customer),
})

/** Whose conversation it is, with nothing unknown left out. */
export const viewCustomerOf = ({
  id,
  email,
  name,
  phone = null,
  company = null,
}: CustomerRef & Partial<ConversationCustomer>): ConversationCustomer => ({
  id,
  email,
  name,
  phone,
  company,
})
