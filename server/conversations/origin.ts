import { type CustomerRow, lockCustomer } from '../customers/index.ts'
import type { Tx } from '../db/transaction.ts'
import { problem } from '../problems.ts'
import { type ConversationRow, lockConversation } from './queries.ts'

/**
 * Takes a customer, and the chat with them that something came from, where it is said: the chat first, as everybody
 * takes them. Throws `customer_not_found`, or `unknown` where it is not a chat of theirs.
 */
export async function lockOrigin(
  tx: Tx,
  {
    customerId,
    conversationId,
  }: { customerId: string; conversationId?: string | null | undefined },
  unknown: 'conversation_not_found' | 'session_not_found' = 'conversation_not_found',
): Promise<{ customer: CustomerRow; chat: ConversationRow | null }> {
  const chat = conversationId == null ? null : await lockConversation(tx, conversationId)
  const customer = await lockCustomer(tx, customerId)
  if (!customer) throw problem('customer_not_found')
  // Another customer's chat is as unknown here as none.
  if (chat === undefined || chat?.channel === 'ticket') throw problem(unknown)
  if (chat && chat.customerId !== customer.id) throw problem(unknown)
  return { customer, chat }
}
