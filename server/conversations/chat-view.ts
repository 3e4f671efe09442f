import type { CustomerRef } from '../contract/customers.ts'
import type { Message } from '../contract/conversations.ts'
import type { Attachment } from '../contract/files.ts'
import type { ChatMessage, ChatSession } from '../contract/webchat.ts'
import type { ConversationRow, MessageRow } from './queries.ts'

/** A public message as the contract of the chat shows it. */
export const viewChatMessage = (message: Message): ChatMessage => ({
  id: message.id,
  sessionId: message.conversationId,
  seq: message.seq ?? 0,
  senderType: message.author.type,
  senderId: message.author.id,
  senderName: message.author.name,
  content: message.content,
  ...(message.attachments && { attachments: message.attachments }),
  sentAt: message.sentAt,
  ...(message.clientMessageId !== null && { clientMessageId: message.clientMessageId }),
})

/** The same from its row. */
export const viewChatRow = (row: MessageRow): ChatMessage => ({
  id: row.id,
  sessionId: row.conversationId,
  seq: row.seq ?? 0,
  senderType: row.authorType,
  senderId: row.authorId,
  senderName: row.authorName,
  content: row.content,
  ...(row.attachments !== null && { attachments: JSON.parse(row.attachments) as Attachment[] }),
  sentAt: row.sentAt,
  ...(row.clientMessageId !== null && { clientMessageId: row.clientMessageId }),
})

export const viewChatSession = (
  row: ConversationRow,
  customer: CustomerRef,
  lastMessage: ChatMessage | null,
): ChatSession => ({
  id: row.id,
  customerId: row.customerId,
  customer,
  agentId: row.assigneeId,
  status: row.status === 'open' ? 'active' : 'closed',
  startedAt: row.startedAt,
  endedAt: row.closedAt,
  _count: { messages: row.headSeq },
  lastMessage,
  unread: row.headSeq - row.agentReadSeq,
})
