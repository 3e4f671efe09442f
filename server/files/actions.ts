import type { Attachment, UploadRules } from '../contract/files.ts'
import type { Database } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import type { JobHandler } from '../jobs/index.ts'
import { problem } from '../problems.ts'
import { contentType, isAmong } from './content-type.ts'
import { imageSize } from './image-size.ts'
import { fileName } from './names.ts'
import { viewAttachment } from './queries.ts'
import type { FileStore } from './store.ts'
import type { FileTable } from './table.ts'

/** An upload whose bytes have been received as a draft. */
export interface Upload {
  conversationId: string
  by: FileTable['uploadedBy']
  draft: string
  name: string
  size: number
  rules: UploadRules
}

/**
 * Makes a file of an upload: what it is comes from its content. Answers once its bytes are on disk under its id; it
 * belongs to no message yet.
 */
export async function keepUpload(
  database: Database,
  store: FileStore,
  { conversationId, by, draft, name, size, rules }: Upload,
): Promise<Attachment> {
  if (size === 0) throw problem('file_empty')
  const path = store.draftPath(draft)
  const type = await contentType(path)
  if (!isAmong(rules.types, type)) throw problem('file_type_refused')
  const pixels = await imageSize(path, type)
  // The row first: what is never answered then leaves no bytes that no row knows of.
  const row = await database.transaction((tx) =>
    tx.sql
      .insertInto('files')
      .values({
        id: newId(),
        conversationId,
        uploadedBy: by,
        name: fileName(name),
        type,
        size,
        width: pixels?.width ?? null,
        height: pixels?.height ?? null,
        attachedAt: null,
        messageId: null,
        createdAt: tx.now,
      })
      .returningAll()
      .executeTakeFirstOrThrow(),
  )
  await store.keep(draft, row.id)
  return viewAttachment(row)
}

const DAY_MS = 86_400_000
const BATCH = 100

/** Removes what was uploaded a day ago and went into no message, and what never arrived whole. */
export const removeUnused =
  (database: Database, store: FileStore): JobHandler =>
  async () => {
    const time = database.clock.now().getTime() - DAY_MS
    while ((await removeBatch(database, store, new Date(time).toISOString())) === BATCH);
    await store.removeDraftsBefore(time)
  }

const removeBatch = (database: Database, store: FileStore, before: string): Promise<number> =>
  database.transaction(async (tx) => {
    const unused = tx.sql
      .selectFrom('files')
      .select('id')
      .where('attachedAt', 'is', null)
      .where('createdAt', '<', before)
      .limit(BATCH)
    const rows = await tx.sql
      .deleteFrom('files')
      .where('id', 'in', unused)
      .where('attachedAt', 'is', null)
      .returning('id')
      .execute()
    // Bytes before the commit: a row that comes back is removed again, bytes without one never would be.
    for (const { id } of rows) await store.remove(id)
    return rows.length
  })
