import type { Block } from '../contract/visitors.ts'
import { amongIds } from '../db/bulk.ts'
import type { Dialect } from '../db/dialect.ts'
import type { Place } from '../db/keyset.ts'
import type { Database, Sql } from '../db/transaction.ts'
import type { ChatSession } from '../contract/webchat.ts'
import {
  type ConversationRow,
  lastMessages,
  viewChatRow,
  viewChatSession,
} from '../conversations/index.ts'
import { isId } from '../ids.ts'
import type { Blockable } from './blocked.ts'

const sessions = (sql: Sql) =>
  sql
    .selectFrom('conversations')
    .innerJoin('customers', 'customers.id', 'conversations.customerId')
    .leftJoin('users as assignee', 'assignee.id', 'conversations.assigneeId')
    .selectAll('conversations')
    .select([
      'assignee.name as assigneeName',
      'customers.name as customerName',
      'customers.email as customerEmail',
    ])
    .where('conversations.channel', '=', 'webchat')

type SessionRow = ConversationRow & { customerName: string; customerEmail: string | null }

/** Active sessions, newest first, from a place on. */
export const activeSessions = (
  sql: Sql,
  from: Place | undefined,
  limit: number,
): Promise<SessionRow[]> =>
  sessions(sql)
    .where('conversations.status', '=', 'open')
    .$if(from !== undefined, (query) =>
      query.where((row) =>
        row(
          row.refTuple('conversations.startedAt', 'conversations.id'),
          '<',
          row.tuple(from?.at ?? '', from?.id ?? ''),
        ),
      ),
    )
    .orderBy('conversations.startedAt', 'desc')
    .orderBy('conversations.id', 'desc')
    .limit(limit)
    .execute()

/** How many sessions are active. */
export async function countActive(sql: Sql): Promise<number> {
  const row = await sql
    .selectFrom('conversations')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('channel', '=', 'webchat')
    .where('status', '=', 'open')
    .executeTakeFirstOrThrow()
  return row.count
}

/** The web chat session with this id, or undefined. */
export const findSession = async (sql: Sql, id: string): Promise<SessionRow | undefined> =>
  isId(id) ? sessions(sql).where('conversations.id', '=', id).executeTakeFirst() : undefined

/** Sessions as the contract shows them, each with its newest message. */
export async function describeSessions(
  database: Database,
  rows: SessionRow[],
): Promise<ChatSession[]> {
  const newest = await lastMessages(
    database.sql,
    database.dialect,
    rows.map((row) => row.id),
  )
  const bySession = new Map(newest.map((message) => [message.conversationId, viewChatRow(message)]))
  return rows.map((row) =>
    viewChatSession(
      row,
      { id: row.customerId, email: row.customerEmail, name: row.customerName },
      bySession.get(row.id) ?? null,
    ),
  )
}

const MOST_BLOCKS = 1_000

const blocks = (sql: Sql, now: string) =>
  sql
    .selectFrom('visitorBlocks')
    .leftJoin('users', 'users.id', 'visitorBlocks.blockedBy')
    .selectAll('visitorBlocks')
    .select('users.name as agentName')
    .where((row) => row.or([row('until', 'is', null), row('until', '>', now)]))
    .orderBy('visitorBlocks.createdAt', 'desc')
    .orderBy('visitorBlocks.id', 'desc')
    .limit(MOST_BLOCKS)

/** Who may not chat at this moment, or which of the two a visitor is, the latest block first. */
export async function listBlocks(
  sql: Sql,
  dialect: Dialect,
  now: string,
  visitor?: Blockable,
): Promise<Block[]> {
  const values = visitor && [visitor.customerId, visitor.visitorId ?? '']
  const rows = await blocks(sql, now)
    .$if(values !== undefined, (query) => query.where('value', 'in', values ?? []))
    .execute()
  const customerIds = rows.filter(({ kind }) => kind === 'customer').map(({ value }) => value)
  const customers = await sql
    .selectFrom('customers')
    .select(['id', 'name'])
    .where(amongIds(dialect, 'id', customerIds))
    .execute()
  const names = new Map(customers.map(({ id, name }) => [id, name]))
  return rows.map(({ id, kind, value, agentName, createdAt, until }) => ({
    id,
    kind,
    value,
    name: names.get(value) ?? null,
    blockedBy: agentName,
    createdAt,
    until,
  }))
}
