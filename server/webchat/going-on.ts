import {
  type Draft,
  findConversation,
  goesOnIn,
  type Mark,
  type Marker,
  type MessageRow,
  placeIn,
  type Sender,
} from '../conversations/index.ts'
import type { Database } from '../db/transaction.ts'
import { ProblemError } from '../problems.ts'

const MOST_STEPS = 20

/**
 * Sends a message where the session's chat goes on, and answers it by the number it has in the session. What was stored
 * in the session before it was merged is found there.
 */
export async function sendOn(
  database: Database,
  sender: Pick<Sender, 'send'>,
  draft: Draft,
): Promise<Pick<MessageRow, 'id' | 'seq' | 'sentAt'>> {
  const session = draft.conversationId.toLowerCase()
  let to = session
  for (let step = 1; ; step++) {
    try {
      const through = to === session ? undefined : session
      const sent = await sender.send({ ...draft, conversationId: to, through })
      const { shift } = placeIn(sent.conversation, session)
      return { ...sent.message, seq: sent.message.position + shift }
    } catch (error) {
      if (draft.author.type !== 'customer' || !isClosed(error) || step === MOST_STEPS) throw error
      const next = await nextFrom(database, to, session)
      if (next === undefined) throw error
      to = next
    }
  }
}

/** Where to try next; nowhere where the chat is closed. What was undone meanwhile is back in its own session. */
async function nextFrom(database: Database, at: string, session: string) {
  const row = await findConversation(database.sql, at)
  if (!row) return undefined
  if (row.continuesIn !== null && row.continuesHow !== 'unsplit') return row.continuesIn
  if (at !== session && !goesOnIn(row, session)) return session
  // Between the refusal and this look it may have been opened again.
  return row.status === 'closed' ? undefined : at
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
