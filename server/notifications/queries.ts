import { sql as raw } from 'kysely'
import type { NotificationKind, NotificationStep } from '../contract/notifications.ts'
import { amongIds } from '../db/bulk.ts'
import type { Dialect } from '../db/dialect.ts'
import { olderThan, type Place } from '../db/keyset.ts'
import type { Sql, Tx } from '../db/transaction.ts'
import { isId } from '../ids.ts'
import type { NotificationRow } from './view.ts'

/** An agent's notifications, newest first, from a place on. */
export const listNotifications = (
  sql: Sql,
  ask: { agentId: string; isUnread: boolean; from: Place | undefined; limit: number },
): Promise<NotificationRow[]> =>
  sql
    .selectFrom('notifications')
    .selectAll()
    .where('agentId', '=', ask.agentId)
    .$if(ask.isUnread, (query) => query.where('readAt', 'is', null))
    .where(olderThan(ask.from, 'createdAt', 'id'))
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(ask.limit)
    .execute()

/** What changed of an agent's notifications after a number, in the order of the changes. */
export const changesAfter = (
  sql: Sql,
  agentId: string,
  after: number,
  limit: number,
): Promise<NotificationRow[]> =>
  sql
    .selectFrom('notifications')
    .selectAll()
    .where('agentId', '=', agentId)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)
    .execute()

/** How many an agent has not read, and the number of the newest change. */
export async function standingOf(
  sql: Sql,
  agentId: string,
): Promise<{ unread: number; head: number }> {
  const row = await sql
    .selectFrom('notificationDesks')
    .select(['unread', 'head'])
    .where('agentId', '=', agentId)
    .executeTakeFirst()
  return row ?? { unread: 0, head: 0 }
}

/** Which unread notifications: everybody's about something or one agent's. */
export interface Unread {
  agentId?: string
  id?: string
  aboutId?: string
  kinds?: readonly NotificationKind[] | null
}

/** Unread notifications, the oldest first. */
export const findUnread = (
  sql: Sql,
  { agentId, id, aboutId, kinds }: Unread,
  limit: number,
): Promise<NotificationRow[]> =>
  sql
    .selectFrom('notifications')
    .selectAll()
    .where('readAt', 'is', null)
    .$if(agentId !== undefined, (query) => query.where('agentId', '=', agentId ?? ''))
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
    .$if(aboutId !== undefined, (query) => query.where('aboutId', '=', aboutId ?? ''))
    .$if(kinds != null, (query) => query.where('kind', 'in', kinds ?? []))
    .orderBy('createdAt')
    .orderBy('id')
    .limit(limit)
    .execute()

/** One notification of an agent, or undefined. */
export const findNotification = async (
  sql: Sql,
  agentId: string,
  id: string,
): Promise<NotificationRow | undefined> =>
  isId(id)
    ? sql
        .selectFrom('notifications')
        .selectAll()
        .where('id', '=', id)
        .where('agentId', '=', agentId)
        .executeTakeFirst()
    : undefined

/** What is stored of a notification's log, in order: to which sockets it went, and what they said became of it. */
export const stepsOf = (sql: Sql, notificationId: string): Promise<NotificationStep[]> =>
  sql
    .selectFrom('notificationSteps')
    .select(['step', 'channel', 'connection', 'reason', 'at'])
    .where('notificationId', '=', notificationId)
    .orderBy('at')
    .orderBy('id')
    .execute()

/** Everybody on the staff who may sign in. */
export const activeStaff = (sql: Sql) =>
  sql
    .selectFrom('users')
    .select(['id', 'role'])
    .where('role', '!=', 'customer')
    .where('isActive', '=', 1)
    .orderBy('id')
    .execute()

/** The members of a team. */
export async function membersOf(sql: Sql, teamId: string): Promise<Set<string>> {
  const rows = await sql
    .selectFrom('teamMembers')
    .select('userId')
    .where('teamId', '=', teamId)
    .execute()
  return new Set(rows.map((row) => row.userId))
}

/** Who has muted which of these conversations, as `agent conversation`. */
export async function mutesAmong(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.sql
    .selectFrom('mutedConversations')
    .select(['agentId', 'conversationId'])
    .where(amongIds(tx.database.dialect, 'conversationId', ids))
    .execute()
  return new Set(rows.map((row) => `${row.agentId} ${row.conversationId}`))
}

/** The conversations an agent has muted, the latest first. */
export async function mutedBy(sql: Sql, agentId: string): Promise<string[]> {
  const rows = await sql
    .selectFrom('mutedConversations')
    .select('conversationId')
    .where('agentId', '=', agentId)
    .orderBy('createdAt', 'desc')
    .limit(1_000)
    .execute()
  return rows.map((row) => row.conversationId)
}

/** Who was told by which of these causes, as `cause agent`. */
export async function toldBy(
  sql: Sql,
  dialect: Dialect,
  causes: readonly string[],
): Promise<Set<string>> {
  // Postgres guesses that so many causes are most of the table and would read all of it: a limit has it look up each.
  const wanted =
    dialect === 'sqlite'
      ? raw`notifications where cause in (select value from json_each(${JSON.stringify(causes)}))`
      : raw`unnest(${causes}::text[]) as wanted(key) cross join lateral (
          select cause, agent_id from notifications where cause = wanted.key limit 1000000) told`
  const { rows } = await raw<{ cause: string; agentId: string }>`
    select cause, agent_id from ${wanted}`.execute(sql)
  return new Set(rows.map((row) => `${row.cause} ${row.agentId}`))
}
