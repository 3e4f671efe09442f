import { sql } from 'kysely'
import type { CompanyItem, CompanyTotals } from '../contract/companies.ts'
import { lastMessages } from '../conversations/index.ts'
import type { Database, Sql } from '../db/transaction.ts'
import { openDealsOf } from '../deals/index.ts'

const NEWEST = 20

/** What there is of a company's people, counted and added up. */
export async function companyTotals(db: Sql, companyId: string): Promise<CompanyTotals> {
  const { people } = await db
    .selectFrom('customers')
    .select(({ fn }) => fn.countAll<number>().as('people'))
    .where('companyId', '=', companyId)
    .where('mergedInto', 'is', null)
    .executeTakeFirstOrThrow()
  const chats = await db
    .selectFrom('customers')
    .innerJoin('conversations', 'conversations.customerId', 'customers.id')
    .select(({ fn }) => ['conversations.status', fn.countAll<number>().as('count')])
    .where('customers.companyId', '=', companyId)
    .where('conversations.channel', '!=', 'ticket')
    .groupBy('conversations.status')
    .execute()
  const tickets = await db
    .selectFrom('customers')
    .innerJoin('tickets', 'tickets.customerId', 'customers.id')
    .select(({ fn }) => ['tickets.status', fn.countAll<number>().as('count')])
    .where('customers.companyId', '=', companyId)
    .groupBy('tickets.status')
    .execute()
  return {
    people,
    conversations: sum(chats),
    openConversations: sum(chats.filter(({ status }) => status === 'open')),
    tickets: sum(tickets),
    openTickets: sum(tickets.filter(({ status }) => status === 'open' || status === 'in_progress')),
    openDeals: await openDealsOf(db, companyId),
  }
}

const sum = (rows: readonly { count: number }[]) =>
  rows.reduce((total, { count }) => total + count, 0)

/** Conversations and tickets of a company's people: the open ones first, then the newest. */
export async function companyItems(db: Sql, companyId: string): Promise<CompanyItem[]> {
  const items = [...(await newestChats(db, companyId)), ...(await newestTickets(db, companyId))]
  return items.toSorted(openFirst).slice(0, NEWEST)
}

/** The same, each conversation called by what was last said in it. */
export async function titled(
  { reads, dialect }: Pick<Database, 'reads' | 'dialect'>,
  items: readonly CompanyItem[],
): Promise<CompanyItem[]> {
  const chats = items.filter(({ kind }) => kind === 'conversation').map(({ id }) => id)
  const last = await lastMessages(reads, dialect, chats)
  const said = new Map(last.map((message) => [message.conversationId, message.content]))
  return items.map((item) => ({ ...item, title: said.get(item.id) ?? item.title }))
}

const openFirst = (a: CompanyItem, b: CompanyItem) =>
  Number(b.isOpen) - Number(a.isOpen) || (a.at < b.at ? 1 : -1)

async function newestChats(db: Sql, companyId: string): Promise<CompanyItem[]> {
  const rows = await db
    .selectFrom('customers')
    .innerJoin('conversations', 'conversations.customerId', 'customers.id')
    .select([
      'conversations.id',
      'conversations.status',
      'conversations.lastActivityAt as at',
      'customers.id as customerId',
      'customers.name',
    ])
    .where('customers.companyId', '=', companyId)
    .where('conversations.channel', '!=', 'ticket')
    .orderBy(sql`case when conversations.status = 'open' then 0 else 1 end`)
    .orderBy('conversations.lastActivityAt', 'desc')
    .limit(NEWEST)
    .execute()
  return rows.map(({ id, status, at, customerId, name }) => ({
    kind: 'conversation',
    id,
    customer: { id: customerId, name },
    title: '',
    isOpen: status === 'open',
    at,
  }))
}

async function newestTickets(db: Sql, companyId: string): Promise<CompanyItem[]> {
  const rows = await db
    .selectFrom('customers')
    .innerJoin('tickets', 'tickets.customerId', 'customers.id')
    .select([
      'tickets.id',
      'tickets.status',
      'tickets.subject',
      'tickets.createdAt as at',
      'customers.id as customerId',
      'customers.name',
    ])
    .where('customers.companyId', '=', companyId)
    .orderBy(sql`case when tickets.status in ('open', 'in_progress') then 0 else 1 end`)
    .orderBy('tickets.createdAt', 'desc')
    .limit(NEWEST)
    .execute()
  return rows.map(({ id, status, subject, at, customerId, name }) => ({
    kind: 'ticket',
    id,
    customer: { id: customerId, name },
    title: subject,
    isOpen: status === 'open' || status === 'in_progress',
    at,
  }))
}
