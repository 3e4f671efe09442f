import { sql as expression } from 'kysely'
import { domainsOf } from '../companies/index.ts'
import { findDocuments, numbersIn, type Wanted } from '../db/full-text.ts'
import type { Database } from '../db/transaction.ts'
import { furtherIdentities } from './documents.ts'
import { conditionsOf, type Filter, looksBeside } from './filter.ts'
import type { Query } from './query.ts'
import { TABLES } from './store.ts'
import type { Kind } from './table.ts'

/** The rows that are put in order of worth together: the newest that match, so that a common word costs no more than a rare one. */
const WINDOW: Record<Kind, number> = {
  messages: 60,
  customers: 60,
  tickets: 40,
  notes: 40,
  companies: 40,
}
// Where the filter looks beside the words, so many documents are looked at for one answer; the next goes on from there.
// Few at first, as most filters let many through; then as many as what was let through lets expect.
const LOOKED_AT = 4_000
const FIRST_LOOK = 200

/** The newest documents that match below a number, and where what is older begins; null when there is nothing older. */
export interface Candidates<Row> {
  rows: Row[]
  end: number | null
}

export interface Asked {
  query: Query
  filter: Filter
  below: number
}

/** Finds the candidates of a kind, newest first; `read` gives the rows of these documents that the filter lets through. */
export async function findCandidates<Row extends { number: number }>(
  { searches, dialect }: Database,
  kind: Kind,
  { query, filter, below }: Asked,
  read: (numbers: readonly number[], limit: number) => Promise<Row[]>,
): Promise<Candidates<Row>> {
  const size = WINDOW[kind]
  const rows: Row[] = []
  let end = Math.min(below, filter.below, Number.MAX_SAFE_INTEGER)
  let limit = looksBeside(filter) ? FIRST_LOOK : size
  for (let left = looksBeside(filter) ? LOOKED_AT : size; left > 0;) {
    const numbers = await findDocuments(searches, dialect, TABLES[kind].name, {
      wanted: wantedOf(query, filter),
      below: end,
      from: Math.max(filter.from, Number.MIN_SAFE_INTEGER),
      limit,
    })
    const found = numbers.length === 0 ? [] : await read(numbers, size - rows.length)
    rows.push(...found)
    if (rows.length === size) return { rows, end: rows.at(-1)?.number ?? end }
    if (numbers.length < limit) return { rows, end: null }
    end = numbers.at(-1) ?? end
    left -= limit
    limit = Math.min(left, nextLook((size - rows.length) * (limit / found.length)))
  }
  return { rows, end }
}

// Somewhat more than enough, so that one more look seldom follows.
const nextLook = (enough: number) => Math.max(FIRST_LOOK, Math.min(LOOKED_AT / 2, enough * 1.3) | 0)

const wantedOf = ({ words, without }: Query, { facets }: Filter): Wanted => ({
  all: [...words.map((phrase) => [phrase]), ...facets],
  none: without,
})

/** Messages of these documents, with the conversations they stand in. */
export const readMessages = (
  { searches, dialect }: Database,
  filter: Filter,
  numbers: readonly number[],
  limit: number,
) =>
  searches
    .selectFrom('searchMessages')
    .innerJoin('messages', 'messages.id', 'searchMessages.targetId')
    .innerJoin('conversations', 'conversations.id', 'messages.conversationId')
    .innerJoin('customers', 'customers.id', 'conversations.customerId')
    .leftJoin('tickets', 'tickets.conversationId', 'conversations.id')
    .select(['searchMessages.id as number', 'messages.id', 'messages.conversationId'])
    .select(['messages.seq', 'messages.position', 'messages.kind', 'messages.content'])
    .select(['messages.authorType', 'messages.authorId', 'messages.authorName', 'messages.sentAt'])
    .select(['messages.attachments', 'messages.remoteFile', 'conversations.channel'])
    .select(['conversations.status', 'conversations.visitorName', 'conversations.continuesIn'])
    .select(['customers.name as customerName', 'tickets.id as ticketId'])
    .select(['tickets.number as ticketNumber', 'tickets.subject as ticketSubject'])
    .where(expression<boolean>`search_messages.id in ${numbersIn(dialect, numbers)}`)
    // The words of what was taken back a moment ago may still be there.
    .where('messages.removedAt', 'is', null)
    .where((row) => row.and(conditionsOf(filter)))
    .orderBy('searchMessages.id', 'desc')
    .limit(limit)
    .execute()
export type FoundMessage = Awaited<ReturnType<typeof readMessages>>[number]

/** Customers of these documents, with how they are known besides. */
export async function readCustomers(
  { searches, dialect }: Database,
  numbers: readonly number[],
  limit: number,
) {
  const rows = await searches
    .selectFrom('searchCustomers')
    .innerJoin('customers', 'customers.id', 'searchCustomers.targetId')
    .select(['searchCustomers.id as number', 'customers.id', 'customers.name', 'customers.email'])
    .select(['customers.phone', 'customers.company', 'customers.createdAt'])
    .where(expression<boolean>`search_customers.id in ${numbersIn(dialect, numbers)}`)
    .where('customers.mergedInto', 'is', null)
    .orderBy('searchCustomers.id', 'desc')
    .limit(limit)
    .execute()
  const ids = rows.map(({ id }) => id)
  const further = Map.groupBy(
    await furtherIdentities(searches, dialect, ids),
    ({ customerId }) => customerId,
  )
  return rows.map((row) => ({
    ...row,
    identities: (further.get(row.id) ?? []).map(({ value }) => value),
  }))
}
export type FoundCustomer = Awaited<ReturnType<typeof readCustomers>>[number]

/** Tickets of these documents. */
export const readTickets = (
  { searches, dialect }: Database,
  filter: Filter,
  numbers: readonly number[],
  limit: number,
) =>
  searches
    .selectFrom('searchTickets')
    .innerJoin('tickets', 'tickets.id', 'searchTickets.targetId')
    .innerJoin('conversations', 'conversations.id', 'tickets.conversationId')
    .innerJoin('customers', 'customers.id', 'tickets.customerId')
    .select(['searchTickets.id as number', 'tickets.id', 'tickets.number as ticketNumber'])
    .select(['tickets.subject', 'tickets.description', 'tickets.status', 'tickets.priority'])
    .select(['tickets.createdAt', 'customers.name as customerName'])
    .where(expression<boolean>`search_tickets.id in ${numbersIn(dialect, numbers)}`)
    .where((row) => row.and(conditionsOf(filter)))
    .orderBy('searchTickets.id', 'desc')
    .limit(limit)
    .execute()
export type FoundTicket = Awaited<ReturnType<typeof readTickets>>[number]

/** Notes on customers of these documents. */
export const readNotes = (
  { searches, dialect }: Database,
  numbers: readonly number[],
  limit: number,
) =>
  searches
    .selectFrom('searchNotes')
    .innerJoin('customerNotes', 'customerNotes.id', 'searchNotes.targetId')
    .innerJoin('customers', 'customers.id', 'customerNotes.customerId')
    .innerJoin('users', 'users.id', 'customerNotes.authorId')
    .select(['searchNotes.id as number', 'customerNotes.id', 'customerNotes.content'])
    .select(['customerNotes.createdAt', 'customers.id as customerId'])
    .select(['customers.name as customerName', 'users.id as authorId', 'users.name as authorName'])
    .where(expression<boolean>`search_notes.id in ${numbersIn(dialect, numbers)}`)
    .orderBy('searchNotes.id', 'desc')
    .limit(limit)
    .execute()
export type FoundNote = Awaited<ReturnType<typeof readNotes>>[number]

/** Companies of these documents, with their domains. */
export async function readCompanies(
  { searches, dialect }: Database,
  numbers: readonly number[],
  limit: number,
) {
  const rows = await searches
    .selectFrom('searchCompanies')
    .innerJoin('companies', 'companies.id', 'searchCompanies.targetId')
    .select(['searchCompanies.id as number', 'companies.id', 'companies.name'])
    .select('companies.createdAt')
    .where(expression<boolean>`search_companies.id in ${numbersIn(dialect, numbers)}`)
    .orderBy('searchCompanies.id', 'desc')
    .limit(limit)
    .execute()
  const ids = rows.map(({ id }) => id)
  const domains = await domainsOf(searches, dialect, ids)
  return rows.map((row) => ({
    ...row,
    domains: domains.filter(({ companyId }) => companyId === row.id).map(({ domain }) => domain),
  }))
}
export type FoundCompany = Awaited<ReturnType<typeof readCompanies>>[number]
