import { type Selectable, sql as raw } from 'kysely'
import type { Attachment } from '../contract/files.ts'
import { amongIds } from '../db/bulk.ts'
import type { Sql, Tx } from '../db/transaction.ts'
import { isId } from '../ids.ts'
import type { FileTable } from './table.ts'

export type FileRow = Selectable<FileTable>

/** The file with this id, or undefined. */
export const findFile = async (sql: Sql, id: string): Promise<FileRow | undefined> =>
  isId(id) ? sql.selectFrom('files').selectAll().where('id', '=', id).executeTakeFirst() : undefined

/**
 * The file with this id, if the customer of a conversation may see it: they sent it, or it stands in a public message.
 */
export const findFileForCustomer = async (
  sql: Sql,
  id: string,
  conversationId: string,
): Promise<FileRow | undefined> =>
  isId(id) && isId(conversationId)
    ? sql
        .selectFrom('files')
        .leftJoin('messages', 'messages.id', 'files.messageId')
        .selectAll('files')
        .where('files.id', '=', id)
        .where((where) =>
          where.or([
            where.and([
              where('files.conversationId', '=', conversationId),
              where.or([
                where('files.uploadedBy', '=', 'customer'),
                where('messages.visibility', '=', 'public'),
              ]),
            ]),
            where.and([where('messages.visibility', '=', 'public'), saidSince(conversationId)]),
          ]),
        )
        .executeTakeFirst()
    : undefined

// In what the conversation went on in, from then on and, where that was undone, until then.
const saidSince = (conversationId: string) => raw<boolean>`exists (
  select 1 from conversation_links l
  where l.source_id = ${conversationId} and l.target_id = files.conversation_id
    and messages.position > l.target_head and (l.undone_at is null or messages.sent_at <= l.undone_at))`

/** Takes files that no message has yet for this transaction. */
export const lockUnattached = (tx: Tx, ids: readonly string[]): Promise<FileRow[]> =>
  tx.sql
    .selectFrom('files')
    .selectAll()
    .where(amongIds(tx.database.dialect, 'id', ids))
    .where('attachedAt', 'is', null)
    .orderBy('id')
    .$if(tx.database.dialect === 'postgres', (query) => query.forUpdate())
    .execute()

/** What a file may be sent to: the conversation, where people write to each other. */
export const findRecipient = async (sql: Sql, conversationId: string) =>
  isId(conversationId)
    ? sql
        .selectFrom('conversations')
        .select(['id', 'channel', 'status', 'continuesIn'])
        .where('id', '=', conversationId)
        .where('channel', '!=', 'ticket')
        .executeTakeFirst()
    : undefined

/** Where a file of a conversation's customer goes: to it, or to what it goes on in. */
export async function findRecipientOn(
  sql: Sql,
  conversationId: string,
): ReturnType<typeof findRecipient> {
  const found = await findRecipient(sql, conversationId)
  return found?.continuesIn ? findRecipientOn(sql, found.continuesIn) : found
}

export const viewAttachment = (row: FileRow): Attachment => ({
  id: row.id,
  name: row.name,
  type: row.type,
  size: row.size,
  width: row.width,
  height: row.height,
})
