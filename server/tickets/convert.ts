import type { ConvertChatBody, Ticket } from '../contract/tickets.ts'
import {
  type Actor,
  addSystemLine,
  closeConversation,
  type ConversationRow,
  lockConversation,
} from '../conversations/index.ts'
import { lockCustomer } from '../customers/index.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { findAgent, findUser } from '../identity/index.ts'
import { problem } from '../problems.ts'
import type { Author } from './actions.ts'
import { insertTicket } from './insert.ts'
import { ticketNumber } from './number.ts'
import { numberConvertedFrom } from './queries.ts'
import { transcriptOf } from './transcript.ts'

/** Takes a chat that is no ticket yet; throws `session_not_found` or `already_converted`. */
async function takeChat(tx: Tx, sessionId: string): Promise<ConversationRow> {
  const chat = await lockConversation(tx, sessionId)
  if (!chat || chat.channel === 'ticket') throw problem('session_not_found')
  const number = await numberConvertedFrom(tx.sql, chat.id)
  if (number !== undefined)
    throw problem('already_converted', { values: { ticketNumber: ticketNumber(number) } })
  return chat
}

// A chat may be left with somebody who has gone since; a ticket nobody can see would wait for ever.
async function stillAgent(tx: Tx, id: string | null): Promise<{ id: string } | null> {
  const user = id === null ? undefined : await findUser(tx.sql, id)
  return user && user.isActive === 1 && user.role !== 'customer' ? user : null
}

/**
 * Turns a chat into a ticket with its transcript and closes the chat. The chat's agent becomes the assignee unless
 * another is given. Throws `session_not_found`, `agent_not_found` or, naming the ticket, `already_converted`.
 */
export const convertChat = (
  database: Database,
  sessionId: string,
  body: ConvertChatBody,
  by: Author,
): Promise<Ticket> =>
  database.transaction(async (tx) => {
    const chat = await takeChat(tx, sessionId)
    const customer = await lockCustomer(tx, chat.customerId)
    // They are being erased, and the chat with them.
    if (!customer) throw problem('session_not_found')
    const assignee =
      body.assignedTo == null
        ? await stillAgent(tx, chat.assigneeId)
        : await findAgent(tx.sql, body.assignedTo)
    const ticket = await insertTicket(
      tx,
      {
        customer,
        chatSessionId: chat.id,
        convertedFrom: chat.id,
        subject: body.subject,
        description: await transcriptOf(tx.sql, chat),
        priority: body.priority,
        assigneeId: assignee?.id ?? null,
      },
      by,
    )
    const actor: Actor = { type: 'agent', id: by.id, name: by.name }
    await closeConversation(tx, chat, actor)
    await addSystemLine(tx, chat.id, `converted ${ticket.ticketNumber}`, actor)
    return ticket
  })
