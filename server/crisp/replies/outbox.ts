import { type ConversationRow, removeMessage, setDelivery } from '../../conversations/index.ts'
import type { Tx } from '../../db/transaction.ts'
import { newId } from '../../ids.ts'
import type { SessionKey, SessionRow } from '../queries.ts'

/** Something to be said to Crisp. */
export interface Saying {
  session: SessionRow
  kind: 'message' | 'state' | 'assign' | 'read'
  body: object
  messageId?: string
  fingerprint?: number
}

/** Puts what is to be said on the list, in the transaction that causes it; of what only the last counts, the last stays. */
export async function put(tx: Tx, saying: Saying): Promise<void> {
  const { session, kind, body, messageId, fingerprint } = saying
  const { websiteId, sessionId, conversationId } = session
  if (kind !== 'message')
    await tx.sql
      .deleteFrom('crispOutbox')
      .where('websiteId', '=', websiteId)
      .where('sessionId', '=', sessionId)
      .where('kind', '=', kind)
      .execute()
  await tx.sql
    .insertInto('crispOutbox')
    .values({
      id: newId(),
      websiteId,
      sessionId,
      conversationId,
      messageId: messageId ?? null,
      kind,
      body: JSON.stringify(body),
      fingerprint: fingerprint ?? null,
      attempts: 0,
      isUncertain: 0,
      runAt: tx.now,
      lastError: null,
      failedAt: null,
      createdAt: tx.now,
    })
    .execute()
}

/** Crisp has a message of ours: it is off the list, and the thread shows it once all of it is there. */
export async function arrived(
  tx: Tx,
  { session, conversation }: { session: SessionKey; conversation: ConversationRow },
  fingerprint: number,
): Promise<void> {
  const said = await tx.sql
    .deleteFrom('crispOutbox')
    .where('websiteId', '=', session.websiteId)
    .where('sessionId', '=', session.sessionId)
    .where('fingerprint', '=', fingerprint)
    .returning('messageId')
    .executeTakeFirst()
  if (!said?.messageId) return
  const rest = await tx.sql
    .selectFrom('crispOutbox')
    .select('id')
    .where('messageId', '=', said.messageId)
    .executeTakeFirst()
  if (rest) return
  await setDelivery(tx, conversation, said.messageId, { state: 'sent', reason: null })
}

/** Says a failed message again; answers whether there was one. */
export async function sayAgain(tx: Tx, row: ConversationRow, messageId: string): Promise<boolean> {
  const again = await tx.sql
    .updateTable('crispOutbox')
    .set({ failedAt: null, attempts: 0, runAt: tx.now, lastError: null })
    .where('messageId', '=', messageId)
    .where('conversationId', '=', row.id)
    .where('failedAt', 'is not', null)
    .returning('id')
    .execute()
  if (again.length === 0) return false
  await setDelivery(tx, row, messageId, { state: 'pending', reason: null })
  return true
}

/**
 * Gives up a failed message; answers whether there was one. What of it Crisp has not taken is forgotten: without the
 * rest the message is taken back.
 */
export async function discard(tx: Tx, row: ConversationRow, messageId: string): Promise<boolean> {
  const unsaid = await tx.sql
    .selectFrom('crispOutbox')
    .select(['websiteId', 'sessionId', 'fingerprint', 'failedAt'])
    .where('messageId', '=', messageId)
    .where('conversationId', '=', row.id)
    .execute()
  if (unsaid.every(({ failedAt }) => failedAt === null)) return false
  await tx.sql.deleteFrom('crispOutbox').where('messageId', '=', messageId).execute()
  for (const { websiteId, sessionId, fingerprint } of unsaid)
    await tx.sql
      .deleteFrom('crispItems')
      .where('websiteId', '=', websiteId)
      .where('sessionId', '=', sessionId)
      .where('fingerprint', '=', fingerprint)
      .execute()
  const rest = await tx.sql
    .selectFrom('crispItems')
    .select('fingerprint')
    .where('messageId', '=', messageId)
    .executeTakeFirst()
  if (rest) await setDelivery(tx, row, messageId, { state: 'sent', reason: null })
  else await removeMessage(tx, row, messageId)
  return true
}
