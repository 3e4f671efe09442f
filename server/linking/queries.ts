import type { Selectable } from 'kysely'
import type { Sql } from '../db/transaction.ts'
import type { ConversationLinkTable } from './table.ts'

export type LinkRow = Selectable<ConversationLinkTable>

/** How a conversation goes on elsewhere, if it does; its conversation must be held. */
export const standingLink = (sql: Sql, sourceId: string): Promise<LinkRow | undefined> =>
  sql
    .selectFrom('conversationLinks')
    .selectAll()
    .where('sourceId', '=', sourceId)
    .where('undoneAt', 'is', null)
    .executeTakeFirst()
