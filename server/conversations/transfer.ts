import type { Tx } from '../db/transaction.ts'
import { isBlank } from '../contract/text.ts'
import { problem } from '../problems.ts'
import { saveChange } from './actions.ts'
import { appendMessages, messageContent } from './append.ts'
import { type ConversationRow, hasMessage } from './queries.ts'
import type { Actor } from './tell.ts'

/** Where a conversation goes, and what is said to whoever takes it. */
export interface Transfer {
  /** Null leaves it to the queue, of the team if there is one. */
  agent: { id: string; name: string } | null
  /** Null with an agent leaves the team as it is. */
  team: { id: string; name: string } | null
  note: string
  clientMessageId: string
}

/**
 * Hands a conversation over with a note. The same `clientMessageId` again changes nothing; throws
 * `conversation_closed`, and for the note what a message throws.
 */
export async function transferConversation(
  tx: Tx,
  row: ConversationRow,
  to: Transfer,
  by: NonNullable<Actor>,
): Promise<ConversationRow> {
  if (await hasMessage(tx.sql, row.id, to.clientMessageId)) return row
  if (row.status === 'closed') throw problem('conversation_closed')
  await leaveNote(tx, row, to, by)
  const next: ConversationRow = {
    ...row,
    assigneeId: to.agent?.id ?? null,
    assigneeName: to.agent?.name ?? null,
    teamId: to.team?.id ?? (to.agent ? row.teamId : null),
    passedBy: to.agent ? row.passedBy : (row.assigneeId ?? by.id),
  }
  if (next.assigneeId === row.assigneeId && next.teamId === row.teamId) return row
  const whom = to.agent?.name ?? to.team?.name
  const line = whom === undefined ? 'transferred' : `transferred ${whom}`
  // What makes a second try known: the note, or the line where there is none.
  const clientMessageId = isBlank(to.note) ? to.clientMessageId : null
  return saveChange(tx, next, { change: 'transferred', by, line, clientMessageId })
}

async function leaveNote(
  tx: Tx,
  row: ConversationRow,
  { note, clientMessageId }: Transfer,
  author: NonNullable<Actor>,
): Promise<void> {
  if (isBlank(note)) return
  const content = messageContent(note)
  await appendMessages(tx, [
    {
      conversationId: row.id,
      author,
      kind: 'note',
      visibility: 'internal',
      content,
      clientMessageId,
    },
  ])
}
