import { type Selectable, sql as raw } from 'kysely'
import { amongIds } from '../db/bulk.ts'
import type { Database, Sql, Tx } from '../db/transaction.ts'
import { isId } from '../ids.ts'
import type { ScheduledMessageTable } from './table.ts'

export type ScheduledRow = Selectable<ScheduledMessageTable>

// Written out: SQLite uses a partial index only for a condition it can read.
const WAITING = raw.lit('waiting' as const)
const PENDING = [WAITING, raw.lit('held' as const)]

/** The scheduled reply with this id, or undefined. */
export const findScheduled = async (sql: Sql, id: string): Promise<ScheduledRow | undefined> =>
  isId(id)
    ? sql.selectFrom('scheduledMessages').selectAll().where('id', '=', id).executeTakeFirst()
    : undefined

/** The one with this key in a conversation, or undefined. */
export const scheduledUnder = (sql: Sql, conversationId: string, clientMessageId: string) =>
  sql
    .selectFrom('scheduledMessages')
    .selectAll()
    .where('conversationId', '=', conversationId)
    .where('clientMessageId', '=', clientMessageId)
    .executeTakeFirst()

/** What waits or is held in a conversation, next first. */
export const pendingIn = (sql: Sql, conversationId: string): Promise<ScheduledRow[]> =>
  sql
    .selectFrom('scheduledMessages')
    .selectAll()
    .where('conversationId', '=', conversationId)
    .where('state', 'in', PENDING)
    .orderBy('dueAt')
    .orderBy('id')
    .execute()

/** Whether anything waits or is held in a conversation. */
export const hasScheduled = async (sql: Sql, conversationId: string): Promise<boolean> =>
  (await pendingIn(sql, conversationId)).length > 0

/** Whatever should have been sent by now. */
export async function overdueAt(sql: Sql, now: string): Promise<string[]> {
  const rows = await sql
    .selectFrom('scheduledMessages')
    .select('id')
    .where('state', '=', WAITING)
    .where('dueAt', '<=', now)
    .orderBy('dueAt')
    .execute()
  return rows.map(({ id }) => id)
}

/** Of these conversations, those in which something waits that stops when the customer writes. */
export async function stoppable(
  { sql, dialect }: Database,
  conversationIds: readonly string[],
): Promise<string[]> {
  const rows = await sql
    .selectFrom('scheduledMessages')
    .select('conversationId')
    .distinct()
    .where(amongIds(dialect, 'conversationId', conversationIds))
    .where('state', '=', WAITING)
    .where('stopsOnReply', '=', raw.lit(1))
    .execute()
  return rows.map(({ conversationId }) => conversationId)
}

/** Whether a conversation's customer has written after a message. */
export async function hasWrittenAfter(
  sql: Sql,
  conversationId: string,
  afterSeq: number,
): Promise<boolean> {
  const row = await sql
    .selectFrom('messages')
    .select('id')
    .where('conversationId', '=', conversationId)
    .where('position', '>', afterSeq)
    .where('innerSeq', '=', 0)
    .where('authorType', '=', 'customer')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Takes a scheduled reply for this transaction. Its conversation is taken before it, by everybody. */
export const lockScheduled = (tx: Tx, id: string): Promise<ScheduledRow> =>
  tx.sql
    .selectFrom('scheduledMessages')
    .selectAll()
    .where('id', '=', id)
    .$if(tx.database.dialect === 'postgres', (query) => query.forUpdate())
    .executeTakeFirstOrThrow()
