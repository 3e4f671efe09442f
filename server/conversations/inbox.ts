import { type ExpressionBuilder, sql as expression } from 'kysely'
import type { Conversation } from '../contract/conversations.ts'
import type { BoundedCount, InboxCounts } from '../contract/inbox.ts'
import { amongIds } from '../db/bulk.ts'
import { olderThan, type Place } from '../db/keyset.ts'
import type { Schema } from '../db/schema.ts'
import type { Database, Sql } from '../db/transaction.ts'
import { isId } from '../ids.ts'
import { problem } from '../problems.ts'
import { type Asked, matching, orderOf } from './filter.ts'
import { type ConversationRow, lastMessages } from './queries.ts'
import { newestRatings, viewRating } from './ratings.ts'
import { viewConversation, viewMessage } from './view.ts'

type InboxRow = ConversationRow & {
  customerName: string
  customerEmail: string | null
  customerPhone: string | null
  customerCompany: string | null
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
      'customers.phone as customerPhone',
      'customers.company as customerCompany',
    ])
    .select(firstTicket)

/** Where in a list to begin, and how much of it to read. */
interface Part {
  from: Place | undefined
  limit: number
}

/** Conversations that match, in the filter's order, from a place on. */
export async function inboxRows(
  sql: Sql,
  asked: Asked,
  { from, limit }: Part,
): Promise<InboxRow[]> {
  const { at, way } = orderOf(asked.filter)
  return rows(sql)
    .where(matching(asked))
    .$if(from !== undefined, (query) => query.where(after(asked, from)))
    .orderBy(at, way)
    .orderBy('conversations.id', way)
    .limit(limit)
    .execute()
}

function after({ filter }: Asked, from: Place | undefined) {
  const { at, way } = orderOf(filter)
  const place = expression`(${from?.at ?? ''}, ${from?.id ?? ''})`
  const isAfter = expression.raw(way === 'asc' ? '>' : '<')
  return expression<boolean>`(${at}, ${expression.ref('conversations.id')}) ${isAfter} ${place}`
}

const matches = (sql: Sql, asked: Asked) =>
  sql
    .selectFrom('conversations')
    .innerJoin('customers', 'customers.id', 'conversations.customerId')
    .where(matching(asked))

/** The ids of all that match, in order, up to `limit`. */
export async function inboxIds(sql: Sql, asked: Asked, limit: number): Promise<string[]> {
  const { at, way } = orderOf(asked.filter)
  const found = await matches(sql, asked)
    .select('conversations.id')
    .orderBy(at, way)
    .orderBy('conversations.id', way)
    .limit(limit)
    .execute()
  return found.map((row) => row.id)
}

/** How many match, counted up to `most`. */
export async function countMatching(sql: Sql, asked: Asked, most: number): Promise<BoundedCount> {
  const some = matches(sql, asked)
    .select('conversations.id')
    .limit(most + 1)
  const { found } = await sql
    .selectFrom(some.as('some'))
    .select((row) => row.fn.countAll<number>().as('found'))
    .executeTakeFirstOrThrow()
  return { count: Math.min(found, most), hasMore: found > most }
}

// Not in the words of the indexes over everybody's conversations: SQLite, which knows no sizes, would take one of those.
const isWithPeople = expression<boolean>`not (conversations.channel = 'ticket')`

/** A customer's conversations, open and closed or only those that are open, newest activity first, from a place on. */
export const rowsOfCustomer = async (
  sql: Sql,
  customerId: string,
  { from, limit, only }: Part & { only?: 'open' | undefined },
): Promise<InboxRow[]> =>
  isId(customerId)
    ? rows(sql)
        .where('conversations.customerId', '=', customerId)
        .where(isWithPeople)
        .$if(only !== undefined, (query) => query.where('conversations.status', '=', 'open'))
        .where(olderThan(from, 'conversations.lastActivityAt', 'conversations.id'))
        .orderBy('conversations.lastActivityAt', 'desc')
        .orderBy('conversations.id', 'desc')
        .limit(limit)
        .execute()
    : []

/** Those of these conversations that there are, of any channel, newest activity first. */
export const rowsNamed = (
  { reads, dialect }: Pick<Database, 'reads' | 'dialect'>,
  ids: readonly string[],
): Promise<InboxRow[]> =>
  rows(reads)
    .where(amongIds(dialect, 'conversations.id', ids.filter(isId)))
    .orderBy('conversations.lastActivityAt', 'desc')
    .orderBy('conversations.id', 'desc')
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
      customer: {
        id: row.customerId,
        email: row.customerEmail,
        name: row.customerName,
        phone: row.customerPhone,
        company: row.customerCompany,
      },
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

// In so many words as the index says it that holds nothing else.
const isOpen = expression<boolean>`status = 'open' and channel <> 'ticket'`

/** How many conversations each view holds. */
export async function countInbox(sql: Sql, agentId: string): Promise<InboxCounts> {
  const counts = await sql
    .selectFrom('conversations')
    .select((row) => {
      const count = row.fn.countAll<number>()
      const shown = count.filterWhere('snoozedUntil', 'is', null)
      return [
        shown.as('all'),
        shown.filterWhere('assigneeId', 'is', null).as('unassigned'),
        shown.filterWhere('assigneeId', '=', agentId).as('mine'),
        count.filterWhere('snoozedUntil', 'is not', null).as('snoozed'),
      ]
    })
    .where(isOpen)
    .executeTakeFirstOrThrow()
  const { all, unassigned, mine, snoozed } = counts
  return { all, unassigned, mine, snoozed }
}
