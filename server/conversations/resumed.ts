import type { Tx } from '../db/transaction.ts'
import { recordActivity } from '../timeline/index.ts'
import type { ConversationRow, MessageRow } from './queries.ts'

// By a pause and not by the date: nobody's midnight cuts a talk in two, and no time zone is needed to store a message.
const PAUSE_MS = 6 * 3_600_000

/** Whether so long was nothing between two moments that what follows is another talk. */
export const isPause = (since: string, at: string): boolean =>
  Date.parse(at) - Date.parse(since) >= PAUSE_MS

type Said = Pick<MessageRow, 'id' | 'authorType' | 'authorId' | 'visibility' | 'sentAt'>

/** Whether a message takes its conversation up again, after what was `since`. Tickets tell of their comments themselves. */
export const resumes = (
  { channel }: ConversationRow,
  { authorType, visibility, sentAt }: Said,
  since: string | undefined,
): boolean =>
  since !== undefined &&
  channel !== 'ticket' &&
  visibility === 'public' &&
  authorType !== 'system' &&
  isPause(since, sentAt)

/** Tells on the customer's timeline that a conversation goes on, and with which message if with one. */
export async function recordResumed(
  tx: Tx,
  { id, customerId }: ConversationRow,
  { messageId, byId, timestamp }: { messageId?: string; byId?: string | null; timestamp: string },
): Promise<void> {
  await recordActivity(tx, {
    customerId,
    type: 'chat_resumed',
    description: 'Chat went on',
    metadata: { sessionId: id, ...(messageId && { messageId }), ...(byId && { byId }) },
    timestamp,
  })
}

/** The same with each of these messages. */
export async function recordTalks(
  tx: Tx,
  talks: ReadonlyArray<{ conversation: ConversationRow; message: Said }>,
): Promise<void> {
  for (const { conversation, message } of talks) {
    const byId = message.authorType === 'agent' ? message.authorId : null
    const at = { messageId: message.id, byId, timestamp: message.sentAt }
    await recordResumed(tx, conversation, at)
  }
}
