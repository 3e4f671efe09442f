import { type Selectable, sql as raw } from 'kysely'
import { amongIds } from '../db/bulk.ts'
import type { Dialect } from '../db/dialect.ts'
import type { Sql, Tx } from '../db/transaction.ts'
import { isId } from '../ids.ts'
import type { ConversationTable, MessageTable } from './table.ts'

export type ConversationRow = Selectable<ConversationTable> & { assigneeName: string | null }
export type MessageRow = Selectable<MessageTable>

const withAssignee = (sql: Sql) =>
  sql
    .selectFrom('conversations')
    .leftJoin('users as assignee', 'assignee.id', 'conversations.assigneeId')
    .selectAll('conversations')
    .select('assignee.name as assigneeName')

/** The conversation with this id, or undefined. */
export const findConversation = async (
  sql: Sql,
  id: string,
): Promise<ConversationRow | undefined> =>
  isId(id) ? withAssignee(sql).where('conversations.id', '=', id).executeTakeFirst() : undefined

/** Takes conversations for this transaction, always in the order of their ids so that two takers never deadlock. */
export const lockConversations = (tx: Tx, ids: readonly string[]): Promise<ConversationRow[]> =>
  withAssignee(tx.sql)
    .where(amongIds(tx.database.dialect, 'conversations.id', ids))
    .orderBy('conversations.id')
    .$if(tx.database.dialect === 'postgres', (query) => query.forUpdate('conversations'))
    .execute()

/** The same of a conversation and those its customer goes on in, in one statement. */
export const lockOnWay = (tx: Tx, id: string): Promise<ConversationRow[]> =>
  withAssignee(tx.sql)
    .where(
      raw<boolean>`conversations.id in (
        with recursive way (id, next) as (
          select id, continues_in from conversations where id = ${id}
          union select c.id, c.continues_in from way join conversations c on c.id = way.next)
        select id from way)`,
    )
    .orderBy('conversations.id')
    .$if(tx.database.dialect === 'postgres', (query) => query.forUpdate('conversations'))
    .execute()

/** Takes one conversation for this transaction; undefined when there is none. */
export const lockConversation = async (tx: Tx, id: string): Promise<ConversationRow | undefined> =>
  isId(id) ? (await lockConversations(tx, [id]))[0] : undefined

/** Whether a message with this key is stored in a conversation. */
export async function hasMessage(
  sql: Sql,
  conversationId: string,
  clientMessageId: string,
): Promise<boolean> {
  const row = await sql
    .selectFrom('messages')
    .select('id')
    .where('conversationId', '=', conversationId)
    .where('clientMessageId', '=', clientMessageId)
    .executeTakeFirst()
  return row !== undefined
}

/** The message with this id, or undefined. */
export const findMessage = (sql: Sql, id: string): Promise<MessageRow | undefined> =>
  sql.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirst()

/** What of a message says where it stands. */
export type PlacedMessage = Pick<
  MessageRow,
  | 'id'
  | 'seq'
  | 'position'
  | 'innerSeq'
  | 'kind'
  | 'visibility'
  | 'authorType'
  | 'authorId'
  | 'sentAt'
  | 'rank'
>

/** Every message of a conversation, in thread order, without what it says. */
export const placedMessages = (sql: Sql, conversationId: string): Promise<PlacedMessage[]> =>
  sql
    .selectFrom('messages')
    .select(['id', 'seq', 'position', 'innerSeq', 'kind', 'visibility'])
    .select(['authorType', 'authorId', 'sentAt', 'rank'])
    .where('conversationId', '=', conversationId)
    .orderBy('position')
    .orderBy('innerSeq')
    .execute()

/** The last message or note of a thread; our own lines about the conversation do not count. */
export const lastInOrder = (
  sql: Sql,
  conversationId: string,
): Promise<Pick<MessageRow, 'sentAt' | 'rank'> | undefined> =>
  sql
    .selectFrom('messages')
    .select(['sentAt', 'rank'])
    .where('conversationId', '=', conversationId)
    .where((row) => row.or([row('kind', '!=', 'event'), row('rank', '!=', 0)]))
    .orderBy('position', 'desc')
    .orderBy('innerSeq', 'desc')
    .limit(1)
    .executeTakeFirst()

/** Which of these keys messages of a conversation have. */
export async function keysIn(
  sql: Sql,
  conversationId: string,
  keys: readonly string[],
): Promise<Set<string | null>> {
  if (keys.length === 0) return new Set()
  const rows = await sql
    .selectFrom('messages')
    .select('clientMessageId')
    .where('conversationId', '=', conversationId)
    .where('clientMessageId', 'in', keys)
    .execute()
  return new Set(rows.map(({ clientMessageId }) => clientMessageId))
}

/** Public messages after a number, ascending. */
export const publicMessagesAfter = (
  sql: Sql,
  conversationId: string,
  after: number,
  limit: number,
): Promise<MessageRow[]> =>
  sql
    .selectFrom('messages')
    .selectAll()
    .where('conversationId', '=', conversationId)
    .where('position', '>', after)
    .where('innerSeq', '=', 0)
    .orderBy('position')
    .limit(limit)
    .execute()

/** The newest public message of each of these conversations. */
export const lastMessages = (
  sql: Sql,
  dialect: Dialect,
  conversationIds: readonly string[],
): Promise<MessageRow[]> =>
  sql
    .selectFrom('conversations')
    .innerJoin('messages', (join) =>
      join
        .onRef('messages.conversationId', '=', 'conversations.id')
        .onRef('messages.position', '=', 'conversations.headSeq')
        .on('messages.innerSeq', '=', 0),
    )
    .selectAll('messages')
    .where(amongIds(dialect, 'conversations.id', conversationIds))
    .execute()

/** The whole thread before a place, newest first: public messages, notes and system lines. */
export const threadBefore = (
  sql: Sql,
  conversationId: string,
  before: { position: number; innerSeq: number } | undefined,
  limit: number,
): Promise<MessageRow[]> =>
  sql
    .selectFrom('messages')
    .selectAll()
    .where('conversationId', '=', conversationId)
    .$if(before !== undefined, (query) =>
      query.where((row) =>
        row(
          row.refTuple('position', 'innerSeq'),
          '<',
          row.tuple(before?.position ?? 0, before?.innerSeq ?? 0),
        ),
      ),
    )
    .orderBy('position', 'desc')
    .orderBy('innerSeq', 'desc')
    .limit(limit)
    .execute()

/** The ticket whose own thread a conversation is. */
export const ticketsOfThreads = (sql: Sql, dialect: Dialect, conversationIds: readonly string[]) =>
  sql
    .selectFrom('tickets')
    .select(['id', 'conversationId'])
    .where(amongIds(dialect, 'conversationId', conversationIds))
    .execute()
