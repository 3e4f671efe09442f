import type { Selectable } from 'kysely'
import {
  type ConversationRow,
  dateMessage,
  dropMessage,
  removeMessage,
} from '../../conversations/index.ts'
import type { Tx } from '../../db/transaction.ts'
import { findItems, type ItemRow, type SessionKey } from '../queries.ts'
import type { CrispOutboxTable } from '../table.ts'

type OutboxRow = Selectable<CrispOutboxTable>

/**
 * Crisp has a message of ours under another number than the one we chose. What came under that number before its answer
 * is the same message. `conversation` must be held.
 */
export async function rename(
  tx: Tx,
  row: OutboxRow,
  { given, conversation }: { given: number; conversation: ConversationRow },
): Promise<void> {
  const [echo] = await findItems(tx, row, [given])
  if (echo) {
    await forgetItem(tx, row, row.fingerprint)
    await changeItem(tx, row, given, { messageId: row.messageId })
    await adopt(tx, row, { echo, conversation })
  } else await changeItem(tx, row, row.fingerprint, { fingerprint: given })
  await tx.sql
    .updateTable('crispOutbox')
    .set({ fingerprint: given })
    .where('id', '=', row.id)
    .execute()
}

/** The message of ours takes the place of the one that came, which had no other meaning. */
async function adopt(
  tx: Tx,
  { messageId }: OutboxRow,
  { echo, conversation }: { echo: ItemRow; conversation: ConversationRow },
): Promise<void> {
  if (echo.messageId !== null && echo.messageId !== messageId)
    await dropMessage(tx, conversation, echo.messageId)
  if (messageId === null) return
  if (echo.removedAt !== null) return removeMessage(tx, conversation, messageId)
  const place = { sentAt: new Date(echo.sentAt).toISOString(), rank: echo.fingerprint }
  await dateMessage(tx, conversation, messageId, place)
}

const changeItem = (
  tx: Tx,
  { websiteId, sessionId }: SessionKey,
  fingerprint: number | null,
  set: Partial<Pick<ItemRow, 'fingerprint' | 'messageId'>>,
) =>
  tx.sql
    .updateTable('crispItems')
    .set(set)
    .where('websiteId', '=', websiteId)
    .where('sessionId', '=', sessionId)
    .where('fingerprint', '=', fingerprint)
    .execute()

const forgetItem = (tx: Tx, { websiteId, sessionId }: SessionKey, fingerprint: number | null) =>
  tx.sql
    .deleteFrom('crispItems')
    .where('websiteId', '=', websiteId)
    .where('sessionId', '=', sessionId)
    .where('fingerprint', '=', fingerprint)
    .execute()
