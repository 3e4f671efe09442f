import type { TicketDetail } from '../contract/tickets.ts'
import {
  findConversation,
  publicMessagesAfter,
  viewChatRow,
  viewChatSession,
} from '../conversations/index.ts'
import type { Sql } from '../db/transaction.ts'
import { commentsOf, type TicketRow } from './queries.ts'
import { viewComment, viewTicket } from './view.ts'

const MOST = 500

/** A ticket with its comments and the chat it came from, the first 500 of each. */
export async function ticketDetail(sql: Sql, row: TicketRow): Promise<TicketDetail> {
  const comments = await commentsOf(sql, row.conversationId, MOST)
  return {
    ...viewTicket(row),
    chatSession: row.chatSessionId === null ? null : await chatOf(sql, row, row.chatSessionId),
    comments: comments.map((comment) => viewComment(comment, row.id)),
  }
}

async function chatOf(
  sql: Sql,
  ticket: TicketRow,
  chatId: string,
): Promise<TicketDetail['chatSession']> {
  const chat = await findConversation(sql, chatId)
  if (!chat) return null
  const messages = await publicMessagesAfter(sql, chatId, 0, MOST)
  const customer = viewTicket(ticket).customer
  return {
    ...viewChatSession(chat, customer, null),
    lastMessage: undefined,
    messages: messages.map(viewChatRow),
  }
}
