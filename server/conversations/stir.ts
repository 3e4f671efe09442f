import type { Tx } from '../db/transaction.ts'
import type { Draft } from './append.ts'
import type { ConversationRow } from './queries.ts'
import { tell } from './tell.ts'

/** What a message does beside being said: an agent's takes a conversation of nobody's, a customer's ends a snooze. */
export function stir(tx: Tx, conversation: ConversationRow, draft: Draft): void {
  if (draft.takes && conversation.assigneeId === null) take(tx, conversation, draft.author)
  if (endsSnooze(draft, conversation)) comeBack(tx, conversation)
}

// Told before the message, as when an agent joins and then writes.
function take(tx: Tx, conversation: ConversationRow, { id, name }: Draft['author']): void {
  if (id === null) return
  Object.assign(conversation, { assigneeId: id, assigneeName: name })
  tell(tx, conversation, { change: 'joined', by: { type: 'agent', id, name } })
}

/** Whether a message is what a snoozed conversation waits for. */
const endsSnooze = (
  { author, visibility }: Pick<Draft, 'author' | 'visibility'>,
  { snoozedUntil }: ConversationRow,
) => snoozedUntil !== null && author.type === 'customer' && visibility === 'public'

/** Ends a snooze because the customer wrote. */
function comeBack(tx: Tx, conversation: ConversationRow): void {
  Object.assign(conversation, { snoozedUntil: null, returnedAt: tx.now })
  tell(tx, conversation, { change: 'returned', by: null })
}
