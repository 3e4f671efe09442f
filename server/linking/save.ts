import {
  type Actor,
  addSystemLine,
  type ConversationRow,
  type Standing,
  tell,
} from '../conversations/index.ts'
import type { EventOf } from '../contract/events.ts'
import type { Tx } from '../db/transaction.ts'
import { recordActivity } from '../timeline/index.ts'

/** The agent who does it. */
export type Linker = NonNullable<Actor>
type Change = EventOf<'conversation.changed'>['body']['change']

/** How a conversation stands, to be put back. */
export const standingOf = (row: ConversationRow): Standing => {
  const { status, closedAt, waitingSince, lastActivityAt, snoozedUntil, returnedAt } = row
  return { status, closedAt, waitingSince, lastActivityAt, snoozedUntil, returnedAt }
}

/** A conversation that goes on elsewhere: nobody waits in it any more. */
export const asStub = (row: ConversationRow, now: string): ConversationRow => ({
  ...row,
  status: 'closed',
  closedAt: row.closedAt ?? now,
  waitingSince: null,
  snoozedUntil: null,
  returnedAt: null,
})

/** Saves where a conversation stands and goes on, tells it, and leaves a line in its thread. */
export async function saveLinked(
  tx: Tx,
  row: ConversationRow,
  { change, line, by }: { change: Change; line: string; by: Linker },
): Promise<void> {
  const { continuesIn, continuesHow, continues } = row
  await tx.sql
    .updateTable('conversations')
    .set({ ...standingOf(row), continuesIn, continuesHow, continues })
    .where('id', '=', row.id)
    .execute()
  tell(tx, row, { change, by })
  await addSystemLine(tx, row.id, line, by)
}

const DESCRIPTIONS = {
  chat_merged: 'Chats merged',
  chat_split: 'Chat split',
  chat_unmerged: 'Merging of chats undone',
  chat_unsplit: 'Splitting of a chat undone',
} as const

/** Notes it on the customer's timeline. */
export const recordLink = (
  tx: Tx,
  type: keyof typeof DESCRIPTIONS,
  { source, target, by }: { source: ConversationRow; target: ConversationRow; by: Linker },
) =>
  recordActivity(tx, {
    customerId: target.customerId,
    type,
    description: DESCRIPTIONS[type],
    metadata: { sessionId: target.id, sourceId: source.id, by: by.name },
  })
