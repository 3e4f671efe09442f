import type { EventOf } from '../contract/events.ts'
import { joined, type Tx } from '../db/transaction.ts'
import { append } from '../stream/index.ts'
import { describeConversation } from './inbox.ts'
import type { ConversationRow, MessageRow } from './queries.ts'
import { viewMessage, viewState } from './view.ts'

/** Who does something to a conversation; null is the system. */
export type Actor = EventOf<'conversation.changed'>['body']['by']
export type Change = EventOf<'conversation.changed'>['body']['change']

/** Where the facts of a conversation belong. */
export const refsOf = (row: ConversationRow) => ({
  channel: row.channel,
  conversationId: row.id,
  customerId: row.customerId,
})

/** Tells every console of a change. */
export const tell = (
  tx: Tx,
  row: ConversationRow,
  { change, by }: { change: Change; by: Actor },
): void =>
  append(tx, {
    kind: 'conversation.changed',
    refs: refsOf(row),
    body: { conversation: viewState(row), change, by },
  })

/** Tells of a message, with the conversation as it stood right after it, later ones of the batch not yet counted. */
export function tellMessage(
  tx: Tx,
  message: MessageRow,
  conversation: ConversationRow,
  ticketId: string | undefined,
): void {
  append(tx, {
    kind: 'message.added',
    refs: { ...refsOf(conversation), ...(ticketId !== undefined && { ticketId }) },
    body: { message: viewMessage(message), conversation: viewState(conversation) },
  })
}

/** Tells that a conversation has begun, with what is said in it already. */
export async function tellStarted(tx: Tx, row: ConversationRow): Promise<void> {
  const conversation = await describeConversation(joined(tx), row.id)
  append(tx, { kind: 'conversation.started', refs: refsOf(row), body: { conversation } })
}

/** Tells that the thread of a conversation has to be read anew, and how the conversation stands now. */
export async function tellRewritten(tx: Tx, row: ConversationRow): Promise<void> {
  const conversation = await describeConversation(joined(tx), row.id)
  append(tx, { kind: 'conversation.rewritten', refs: refsOf(row), body: { conversation } })
}
