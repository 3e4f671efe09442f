import type { Found, SearchQuery } from '../contract/search.ts'
import type { Database, Sql } from '../db/transaction.ts'
import { headOf } from '../stream/index.ts'
import { namesOf } from './documents.ts'
import { type Asking, type Filter, fits, resolveFilter } from './filter.ts'
import {
  type Candidates,
  findCandidates,
  type FoundMessage,
  readCustomers,
  readMessages,
  readTickets,
} from './find.ts'
import { cursorOf, type Place, placeOf } from './place.ts'
import { progressOf } from './progress.ts'
import { asksForSomething, parseQuery, type Query } from './query.ts'
import { freshnessOf, relevanceOf } from './rank.ts'
import type { Kind } from './table.ts'
import { viewCustomer, viewMessage, viewTicket } from './view.ts'

const NOTHING = { hits: [], next: null }

interface Search {
  database: Database
  query: Query
  filter: Filter
  place: Place
  limit: number
  now: Date
}

/** Finds what somebody typed, kind by kind: the best of the newest first. */
export async function search(
  database: Database,
  { q, kind, cursor, limit, zone }: SearchQuery,
  asking: Pick<Asking, 'userId' | 'now'>,
): Promise<Found> {
  const query = parseQuery(q)
  const place = placeOf(cursor)
  const filter = await resolveFilter(database.reads, query, { ...asking, zone })
  const shown = (each: Kind) =>
    asksForSomething(query) &&
    (kind === undefined || kind === each) &&
    (query.kinds.size === 0 || query.kinds.has(each)) &&
    fits(each, filter)
  const wanted = { database, query, filter, place, limit, now: asking.now }
  const [customers, tickets, messages, index] = await Promise.all([
    shown('customers') ? findCustomers(wanted) : NOTHING,
    shown('tickets') ? findTickets(wanted) : NOTHING,
    shown('messages') ? findMessages(wanted) : NOTHING,
    indexState(database.reads, asking.now),
  ])
  return { customers, tickets, messages, unknown: filter.unknown, index }
}

async function findMessages({ database, query, filter, ...ask }: Search) {
  const found = await findCandidates(
    database,
    'messages',
    { query, filter, below: ask.place.below },
    (numbers, limit) => readMessages(database, filter, numbers, limit),
  )
  const page = pageOf({ ...found, rows: withoutCopies(found.rows) }, ask, (row) => ({
    relevance: relevanceOf([row.content, ...namesOf(row)].join('\n'), query.words),
    at: row.sentAt,
  }))
  return { ...page, hits: page.hits.map((row) => viewMessage(row, query.words)) }
}

async function findCustomers({ database, query, filter, ...ask }: Search) {
  const found = await findCandidates(
    database,
    'customers',
    { query, filter, below: ask.place.below },
    (numbers, limit) => readCustomers(database, numbers, limit),
  )
  const page = pageOf(found, ask, (row) => ({
    // A name says more about who is meant than a company.
    relevance:
      relevanceOf(row.name, query.words) * 2 +
      relevanceOf([row.email, row.company, row.phone].join('\n'), query.words),
    at: row.createdAt,
  }))
  return { ...page, hits: page.hits.map((row) => viewCustomer(row, query.words)) }
}

async function findTickets({ database, query, filter, ...ask }: Search) {
  const found = await findCandidates(
    database,
    'tickets',
    { query, filter, below: ask.place.below },
    (numbers, limit) => readTickets(database, filter, numbers, limit),
  )
  const page = pageOf(found, ask, (row) => ({
    relevance:
      relevanceOf(row.subject, query.words) * 2 +
      relevanceOf(row.description.slice(0, 2_000), query.words) +
      (namesNumber(query, row.ticketNumber) ? 10 : 0),
    at: row.createdAt,
  }))
  return { ...page, hits: page.hits.map((row) => viewTicket(row, query.words)) }
}

const namesNumber = ({ words }: Query, number: number) =>
  words.some(({ text }) => Number(/^(?:tk-?)?0*(\d+)$/i.exec(text)?.[1]) === number)

interface Ask {
  place: Place
  limit: number
  now: Date
}

/** Puts the candidates in order of worth and cuts the page that was asked for. */
function pageOf<Row extends { number: number }>(
  { rows, end }: Candidates<Row>,
  { place, limit, now }: Ask,
  worth: (row: Row) => { relevance: number; at: string },
): { hits: Row[]; next: string | null } {
  const scored = rows.map((row) => {
    const { relevance, at } = worth(row)
    return { row, score: relevance + freshnessOf(at, now) }
  })
  const ordered = scored.toSorted((a, b) => b.score - a.score || b.row.number - a.row.number)
  const last = place.skip + limit
  const hits = ordered.slice(place.skip, last).map(({ row }) => row)
  // What is written meanwhile must not move the window.
  const below = (rows[0]?.number ?? 0) + 1
  if (last < ordered.length) return { hits, next: cursorOf({ below, skip: last }) }
  return { hits, next: end === null ? null : cursorOf({ below: end, skip: 0 }) }
}

/** A conversation that was split has what went on in the new one too. */
function withoutCopies(rows: readonly FoundMessage[]): FoundMessage[] {
  const kept = new Map<string, FoundMessage>()
  for (const row of rows) {
    const key = `${row.sentAt} ${row.authorId} ${row.content}`
    const known = kept.get(key)
    const isCopy = known && (known.continuesIn !== null) !== (row.continuesIn !== null)
    if (!known) kept.set(key, row)
    else if (!isCopy) kept.set(`${key} ${row.id}`, row)
    else if (known.continuesIn !== null) kept.set(key, row)
  }
  return [...kept.values()]
}

async function indexState(sql: Sql, now: Date): Promise<Found['index']> {
  const { seq, filling } = await progressOf(sql)
  const isComplete = seq !== null && filling === null
  const head = await headOf(sql)
  if (seq === null || head <= seq) return { isComplete, lagMs: 0 }
  const next = await sql
    .selectFrom('events')
    .select('at')
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst()
  const lagMs = next ? Math.max(0, now.getTime() - Date.parse(next.at)) : 0
  return { isComplete, lagMs }
}
