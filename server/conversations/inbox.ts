import type { ExpressionBuilder } from 'kysely'
import type { Conversation, InboxCounts, InboxView } from '../contract/conversations.ts'
import type { Place } from '../db/keyset.ts'
import type { Schema } from '../db/schema.ts'
import type { Database, Sql } from '../db/transaction.ts'
import { isId } from '../ids.ts'
import { problem } from '../problems.ts'
import { type ConversationRow, lastMessages } from './queries.ts'
import { newestRatings, viewRating } from './ratings.ts'
import { viewConversation, viewMessage } from './view.ts'

type InboxRow = ConversationRow & {
  customerName: string
  customerEmail: string | null
  ticketId: string | null
}

// Made from the conversation or beside it.
const firstTicket = (row: ExpressionBuilder<Schema, 'conversations'>) =>
  row
    .selectFrom('tickets')
    .select('tickets.id')
    .whereRef('tickets.chatSessionId', '=', 'conversations.id')
    .orderBy('tickets.number')
    .limit(1)
    .as('ticketId')

// The inbox shows conversations with people; the threads of tickets are shown with their tickets.
const rows = (sql: Sql) =>
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
    .select(firstTicket)

/** Where in a list to begin, and how much of it to read. */
interface Part {
  from: Place | undefined
  limit: number
}

/** Conversations of a view, newest activity first, from a place on. */
export const inboxRows = async (
  sql: Sql,
  ask: { view: InboxView; agentId: string; teamId?: string | undefined } & Part,
): Promise<InboxRow[]> => {
  if (ask.teamId !== undefined && !isId(ask.teamId)) return []
  return newestActivity(
    rows(sql)
      .where('conversations.status', '=', ask.view === 'closed' ? 'closed' : 'open')
      .$if(ask.view === 'unassigned', (query) =>
        query.where('conversations.assigneeId', 'is', null),
      )
      .$if(ask.view === 'mine', (query) =>
        query.where('conversations.assigneeId', '=', ask.agentId),
      )
      .$if(ask.teamId !== undefined, (query) =>
        query.where('conversations.teamId', '=', ask.teamId ?? null),
      ),
    ask,
  )
}

/** A customer's conversations, open and closed, newest activity first, from a place on. */
export const rowsOfCustomer = async (
  sql: Sql,
  customerId: string,
  part: Part,
): Promise<InboxRow[]> =>
  isId(customerId)
    ? newestActivity(rows(sql).where('conversations.customerId', '=', customerId), part)
    : []

const newestActivity = (list: ReturnType<typeof rows>, part: Part): Promise<InboxRow[]> =>
  list
    .where('conversations.channel', '!=', 'ticket')
    .$if(part.from !== undefined, (query) =>
      query.where((row) =>
        row(
          row.refTuple('conversations.lastActivityAt', 'conversations.id'),
          '<',
          row.tuple(part.from?.at ?? '', part.from?.id ?? ''),
        ),
      ),
    )
    .orderBy('conversations.lastActivityAt', 'desc')
    .orderBy('conversations.id', 'desc')
    .limit(part.limit)
    .execute()

/** Rows as the contract shows them, each with its newest message. */
export async function describeConversations(
  database: Database,
  found: InboxRow[],
): Promise<Conversation[]> {
  const { sql, dialect } = database
  const ids = found.map((row) => row.id)
  const newest = await lastMessages(sql, dialect, ids)
  const ratings = await newestRatings(sql, dialect, ids)
  const byConversation = new Map(newest.map((row) => [row.conversationId, viewMessage(row)]))
  return found.map((row) => {
    const rating = ratings.get(row.id)
    return viewConversation(row, {
      customer: { id: row.customerId, email: row.customerEmail, name: row.customerName },
      lastMessage: byConversation.get(row.id) ?? null,
      ticketId: row.ticketId,
      rating: rating ? viewRating(rating) : null,
    })
  })
}

/** One conversation as the contract shows it; throws `conversation_not_found`. */
export async function describeConversation(database: Database, id: string): Promise<Conversation> {
  const row = isId(id)
    ? await rows(database.sql).where('conversations.id', '=', id).executeTakeFirst()
    : undefined
  const [conversation] = row ? await describeConversations(database, [row]) : []
  if (!conversation) throw problem('conversation_not_found')
  return conversation
}

/** How many open conversations each view holds. */
export async function countInbox(sql: Sql, agentId: string): Promise<InboxCounts> {
  const counts = await sql
    .selectFrom('conversations')
    .select((row) => [
      row.fn.countAll<number>().as('all'),
      row.fn.countAll<number>().filterWhere('assigneeId', 'is', null).as('unassigned'),
      row.fn.countAll<number>().filterWhere('assigneeId', '=', agentId).as('mine'),
    ])
    .where('status', '=', 'open')
    .where('channel', '!=', 'ticket')
    .executeTakeFirstOrThrow()
  return { all: counts.all, unassigned: counts.unassigned, mine: counts.mine }
}
