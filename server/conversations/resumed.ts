import type { Tx } from '../db/transaction.ts'
import { recordActivity, removeOnce } from '../timeline/index.ts'
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

const ENTRY = { type: 'chat_resumed', description: 'Chat went on' } as const
const reopenedKey = (id: string, at: string) => `reopened:${id}:${at}`

/** Tells on the customer's timeline that an agent takes a conversation up again after a pause. */
export async function recordReopened(
  tx: Tx,
  { id, customerId, lastActivityAt }: ConversationRow,
  byId: string,
): Promise<void> {
  if (!isPause(lastActivityAt, tx.now)) return
  const metadata = { sessionId: id, byId }
  const onceKey = reopenedKey(id, tx.now)
  await recordActivity(tx, { ...ENTRY, customerId, metadata, onceKey })
}

/** Takes back what was told when a conversation was opened again at that time. */
export const forgetReopened = (
  tx: Tx,
  { id, customerId }: ConversationRow,
  at: string,
): Promise<void> => removeOnce(tx, customerId, reopenedKey(id, at))

/** Tells on the customer's timeline that a conversation goes on with each of these messages. */
export async function recordTalks(
  tx: Tx,
  talks: ReadonlyArray<{ conversation: ConversationRow; message: Said }>,
): Promise<void> {
  for (const { conversation, message } of talks) {
    const { id: sessionId, customerId } = conversation
    const byId = message.authorType === 'agent' ? message.authorId : null
    const metadata = { sessionId, messageId: message.id, ...(byId && { byId }) }
    await recordActivity(tx, { ...ENTRY, customerId, metadata, timestamp: message.sentAt })
  }
}
