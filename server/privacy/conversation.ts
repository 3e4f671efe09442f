import { amongIds } from '../db/bulk.ts'
import type { Database, Tx } from '../db/transaction.ts'
import type { FileStore } from '../files/index.ts'
import { forgetShownIn } from '../webchat/index.ts'

const BATCH = 200

/** Removes a conversation and everything that belongs to it, whatever its channel; one that is gone already is no fault. */
export async function eraseConversation(
  { database, store }: { database: Database; store: FileStore },
  id: string,
): Promise<void> {
  // SQLite commits without leaving this turn of the event loop: let the sockets be read before the next.
  const commit = async <T>(work: (tx: Tx) => Promise<T>) => {
    const done = await database.transaction(work)
    await new Promise(setImmediate)
    return done
  }
  await commit((tx) => eraseSaid(tx, id))
  while (await commit((tx) => eraseMessages(tx, id)));
  // A file may have come after the others were removed.
  for (const fileId of await commit((tx) => eraseAround(tx, id))) await store.remove(fileId)
}

// First what would say, or send, something of it again.
async function eraseSaid(tx: Tx, id: string): Promise<void> {
  await tx.sql.deleteFrom('scheduledMessages').where('conversationId', '=', id).execute()
  await tx.sql.deleteFrom('drafts').where('conversationId', '=', id).execute()
}

async function eraseMessages(tx: Tx, conversationId: string): Promise<boolean> {
  const rows = await tx.sql
    .selectFrom('messages')
    .select('id')
    .where('conversationId', '=', conversationId)
    .limit(BATCH)
    .execute()
  const ids = rows.map(({ id }) => id)
  await tx.sql
    .deleteFrom('messages')
    .where(amongIds(tx.database.dialect, 'id', ids))
    .execute()
  return ids.length === BATCH
}

/** Answers the ids of the files whose bytes are still to be removed. */
async function eraseAround(tx: Tx, id: string): Promise<string[]> {
  const files = await tx.sql
    .deleteFrom('files')
    .where('conversationId', '=', id)
    .returning('id')
    .execute()
  await tx.sql.deleteFrom('chatRatings').where('conversationId', '=', id).execute()
  for (const column of ['sourceId', 'targetId'] as const)
    await tx.sql.deleteFrom('conversationLinks').where(column, '=', id).execute()
  for (const column of ['chatSessionId', 'convertedFrom'] as const)
    await tx.sql.updateTable('tickets').set(column, null).where(column, '=', id).execute()
  await tx.sql
    .updateTable('conversations')
    .set({ continuesIn: null })
    .where('continuesIn', '=', id)
    .execute()
  const gone = await tx.sql
    .deleteFrom('conversations')
    .where('id', '=', id)
    .returning('visitorId')
    .executeTakeFirst()
  if (gone?.visitorId) await forgetBrowser(tx, gone.visitorId)
  return files.map((file) => file.id)
}

async function forgetBrowser(tx: Tx, visitorId: string): Promise<void> {
  await tx.sql
    .deleteFrom('visitorBlocks')
    .where('kind', '=', 'visitor')
    .where('value', '=', visitorId)
    .execute()
  await forgetShownIn(tx, visitorId)
}
