import type { Selectable } from 'kysely'
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
        .where('files.conversationId', '=', conversationId)
        .where((where) =>
          where.or([
            where('files.uploadedBy', '=', 'customer'),
            where('messages.visibility', '=', 'public'),
          ]),
        )
        .executeTakeFirst()
    : undefined

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
        .select(['id', 'channel', 'status'])
        .where('id', '=', conversationId)
        .where('channel', '!=', 'ticket')
        .executeTakeFirst()
    : undefined

export const viewAttachment = (row: FileRow): Attachment => ({
  id: row.id,
  name: row.name,
  type: row.type,
  size: row.size,
  width: row.width,
  height: row.height,
})
