import {
  type Draft,
  findConversation,
  type Mark,
  type Marker,
  type MessageRow,
  placeIn,
  type Sender,
} from '../conversations/index.ts'
import type { Database } from '../db/transaction.ts'
import { ProblemError } from '../problems.ts'

/**
 * Sends a message where the session's chat goes on, and answers it by the number it has in the session. What was stored
 * in the session before it was merged is found there.
 */
export async function sendOn(
  database: Database,
  sender: Sender,
  draft: Draft,
): Promise<Pick<MessageRow, 'id' | 'seq' | 'sentAt'>> {
  const isTheirs = draft.author.type === 'customer'
  for (let to: string | null = draft.conversationId; ;) {
    try {
      const { message, conversation } = await sender.send({ ...draft, conversationId: to })
      const { shift } = placeIn(conversation, draft.conversationId.toLowerCase())
      return { ...message, seq: message.position + shift }
    } catch (error) {
      if (!isTheirs || !isClosed(error)) throw error
      const further: string | null | undefined = (await findConversation(database.sql, to))
        ?.continuesIn
      if (further == null) throw error
      to = further
    }
  }
}

const isClosed = (error: unknown) =>
  error instanceof ProblemError && error.code === 'conversation_closed'

/** Marks how far a session's customer has come, also in what it goes on in. */
export async function markOn(database: Database, marker: Marker, mark: Mark): Promise<void> {
  let row = await marker.mark(mark)
  while (mark.by === 'customer' && row.continuesIn !== null) {
    const further = await findConversation(database.sql, row.continuesIn)
    if (!further) return
    const { after, shift } = placeIn(further, mark.conversationId)
    const seq = mark.seq - shift
    row = seq > after ? await marker.mark({ ...mark, conversationId: further.id, seq }) : further
  }
}
