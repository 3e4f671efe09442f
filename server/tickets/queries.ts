import type { Selectable } from 'kysely'
import type { TicketPriority, TicketStatus } from '../contract/tickets.ts'
import type { MessageRow } from '../conversations/index.ts'
import { lockOwned } from '../customers/index.ts'
import { olderThan, type Place } from '../db/keyset.ts'
import type { Sql, Tx } from '../db/transaction.ts'
import { isId } from '../ids.ts'
import type { TicketTable } from './table.ts'

/** A ticket with the names it is shown with, and how many comments its thread has. */
export type TicketRow = Selectable<TicketTable> & {
  customerName: string
  customerEmail: string | null
  assigneeName: string | null
  headSeq: number
  noteCount: number
}

/** Which tickets a list holds. */
export interface TicketFilter {
  status?: TicketStatus | undefined
  priority?: TicketPriority | undefined
  customerId?: string | undefined
  assignedTo?: string | undefined
}

const tickets = (sql: Sql) =>
  sql
    .selectFrom('tickets')
    .innerJoin('customers', 'customers.id', 'tickets.customerId')
    .innerJoin('conversations as thread', 'thread.id', 'tickets.conversationId')
    .leftJoin('users as assignee', 'assignee.id', 'tickets.assigneeId')
    .selectAll('tickets')
    .select([
      'customers.name as customerName',
      'customers.email as customerEmail',
      'assignee.name as assigneeName',
      'thread.headSeq',
      'thread.noteCount',
    ])

/** The ticket with this id, or undefined. */
export const findTicket = async (sql: Sql, id: string): Promise<TicketRow | undefined> =>
  isId(id) ? tickets(sql).where('tickets.id', '=', id).executeTakeFirst() : undefined

/** The ticket with this number, or undefined. */
export const findTicketByNumber = (sql: Sql, number: number): Promise<TicketRow | undefined> =>
  tickets(sql).where('tickets.number', '=', number).executeTakeFirst()

/**
 * Takes a ticket for this transaction, and its customer before it, as a merge takes them; undefined when there is none,
 * or when its customer is being erased.
 */
export const lockTicket = (tx: Tx, id: string): Promise<TicketRow | undefined> =>
  lockOwned(tx, {
    find: () => findTicket(tx.sql, id),
    async lock() {
      await tx.sql
        .selectFrom('tickets')
        .select('id')
        .where('id', '=', id)
        .$if(tx.database.dialect === 'postgres', (query) => query.forUpdate())
        .execute()
    },
  })

/** The number of the ticket a chat was converted into, or undefined. */
export async function numberConvertedFrom(sql: Sql, chatId: string): Promise<number | undefined> {
  const row = await sql
    .selectFrom('tickets')
    .select('number')
    .where('convertedFrom', '=', chatId)
    .executeTakeFirst()
  return row?.number
}

/** The number of the first ticket of a chat, converted or not, or undefined. */
export async function numberOfChat(sql: Sql, chatId: string): Promise<number | undefined> {
  const row = await sql
    .selectFrom('tickets')
    .select('number')
    .where('chatSessionId', '=', chatId)
    .orderBy('number')
    .limit(1)
    .executeTakeFirst()
  return row?.number
}

type Conditions = Partial<
  Pick<Selectable<TicketTable>, 'status' | 'priority' | 'customerId' | 'assigneeId'>
>

// Undefined when nothing can match: an id that is none would not even reach a uuid column.
function conditionsOf(filter: TicketFilter): Conditions | undefined {
  const { status, priority, customerId, assignedTo: assigneeId } = filter
  if ([customerId, assigneeId].some((id) => id !== undefined && !isId(id))) return undefined
  return {
    ...(status !== undefined && { status }),
    ...(priority !== undefined && { priority }),
    ...(customerId !== undefined && { customerId }),
    ...(assigneeId !== undefined && { assigneeId }),
  }
}

const COLUMNS = {
  status: 'tickets.status',
  priority: 'tickets.priority',
  customerId: 'tickets.customerId',
  assigneeId: 'tickets.assigneeId',
} as const

/** Tickets, newest first: those the filter lets through, after a place or a number of rows. */
export async function listTickets(
  sql: Sql,
  filter: TicketFilter,
  ask: { from?: Place | undefined; offset?: number; limit: number },
): Promise<TicketRow[]> {
  const conditions = conditionsOf(filter)
  if (!conditions) return []
  return tickets(sql)
    .where((row) =>
      row.and(keysOf(conditions).map((key) => row(COLUMNS[key], '=', conditions[key] ?? null))),
    )
    .where(olderThan(ask.from, 'tickets.createdAt', 'tickets.id'))
    .orderBy('tickets.createdAt', 'desc')
    .orderBy('tickets.id', 'desc')
    .limit(ask.limit)
    .offset(ask.offset ?? 0)
    .execute()
}

const keysOf = (conditions: Conditions) => Object.keys(conditions) as Array<keyof Conditions>

/** How many tickets the filter lets through. */
export async function countTickets(sql: Sql, filter: TicketFilter): Promise<number> {
  const conditions = conditionsOf(filter)
  if (!conditions) return 0
  const { count } = await sql
    .selectFrom('tickets')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where((row) => row.and(conditions))
    .executeTakeFirstOrThrow()
  return count
}

/** The comments of a ticket's thread, oldest first: what people wrote, not the lines the system left. */
export const commentsOf = (
  sql: Sql,
  conversationId: string,
  limit: number,
): Promise<MessageRow[]> =>
  sql
    .selectFrom('messages')
    .selectAll()
    .where('conversationId', '=', conversationId)
    .where('kind', '!=', 'event')
    .orderBy('position')
    .orderBy('innerSeq')
    .limit(limit)
    .execute()
