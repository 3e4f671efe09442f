import type { Found, SearchQuery } from '../contract/search.ts'
import type { Database, Sql } from '../db/transaction.ts'
import { namesOf } from './documents.ts'
import { type Asking, type Filter, fits, resolveFilter } from './filter.ts'
import {
  type Candidates,
  findCandidates,
  type FoundMessage,
  readCompanies,
  readCustomers,
  readMessages,
  readNotes,
  readTickets,
} from './find.ts'
import { cursorOf, type Place, placeOf } from './place.ts'
import { asksForSomething, parseQuery, type Query } from './query.ts'
import { freshnessOf, relevanceOf } from './rank.ts'
import type { Kind } from './table.ts'
import { viewCompany, viewCustomer, viewMessage, viewNote, viewTicket } from './view.ts'

/** A page of what was found of a kind. */
interface Section<T> {
  hits: T[]
  next: string | null
}

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
  const filter = await resolveFilter(database.searches, query, { ...asking, zone })
  const shown = (each: Kind) =>
    asksForSomething(query) &&
    (kind === undefined || kind === each) &&
    (query.kinds.size === 0 || query.kinds.has(each)) &&
    fits(each, filter)
  const wanted = { database, query, filter, place, limit, now: asking.now }
  const best = async <T>(each: Kind, find: (ask: Search) => Promise<Section<T>>) =>
    shown(each) ? find(wanted) : { hits: [], next: null }
  const [customers, companies, tickets, notes, messages, index] = await Promise.all([
    best('customers', findCustomers),
    best('companies', findCompanies),
    best('tickets', findTickets),
    best('notes', findNotes),
    best('messages', findMessages),
    indexState(database.searches, asking.now),
  ])
  return { customers, companies, tickets, notes, messages, unknown: filter.unknown, index }
}

/** What a kind has to say for itself. */
interface Finding<Row> {
  read: (numbers: readonly number[], limit: number) => Promise<Row[]>
  relevance: (row: Row) => number
  at: (row: Row) => string
}

async function findBest<Row extends { number: number }>(
  { database, query, filter, ...ask }: Search,
  kind: Kind,
  { read, relevance, at }: Finding<Row>,
  choose: (rows: Row[]) => Row[] = (rows) => rows,
): Promise<Section<Row>> {
  const asked = { query, filter, below: ask.place.below }
  const found = await findCandidates(database, kind, asked, read)
  const worth = (row: Row) => ({ relevance: relevance(row), at: at(row) })
  return pageOf({ ...found, rows: choose(found.rows) }, ask, worth)
}

const viewed = <Row, Hit>({ hits, next }: Section<Row>, view: (row: Row) => Hit) => ({
  hits: hits.map(view),
  next,
})

async function findMessages(asked: Search) {
  const { database, filter, query } = asked
  const finding = {
    read: (numbers: readonly number[], limit: number) =>
      readMessages(database, filter, numbers, limit),
    relevance: (row: FoundMessage) =>
      relevanceOf([row.content, ...namesOf(row)].join('\n'), query.words),
    at: (row: FoundMessage) => row.sentAt,
  }
  const page = await findBest(asked, 'messages', finding, withoutCopies)
  return viewed(page, (row) => viewMessage(row, query.words))
}

async function findCustomers(asked: Search) {
  const { database, query } = asked
  const page = await findBest(asked, 'customers', {
    read: (numbers, limit) => readCustomers(database, numbers, limit),
    // A name says more about who is meant than a company.
    relevance: ({ name, email, company, phone, identities }) =>
      relevanceOf(name, query.words) * 2 +
      relevanceOf([email, company, phone, ...identities].join('\n'), query.words),
    at: ({ createdAt }) => createdAt,
  })
  return viewed(page, (row) => viewCustomer(row, query.words))
}

async function findCompanies(asked: Search) {
  const { database, query } = asked
  const page = await findBest(asked, 'companies', {
    read: (numbers, limit) => readCompanies(database, numbers, limit),
    relevance: ({ name, domains }) => relevanceOf([name, ...domains].join('\n'), query.words),
    at: ({ createdAt }) => createdAt,
  })
  return viewed(page, (row) => viewCompany(row, query.words))
}

async function findNotes(asked: Search) {
  const { database, query } = asked
  const page = await findBest(asked, 'notes', {
    read: (numbers, limit) => readNotes(database, numbers, limit),
    relevance: ({ content }) => relevanceOf(content, query.words),
    at: ({ createdAt }) => createdAt,
  })
  return viewed(page, (row) => viewNote(row, query.words))
}

async function findTickets(asked: Search) {
  const { database, filter, query } = asked
  const page = await findBest(asked, 'tickets', {
    read: (numbers, limit) => readTickets(database, filter, numbers, limit),
    relevance: ({ subject, description, ticketNumber }) =>
      relevanceOf(subject, query.words) * 2 +
      relevanceOf(description.slice(0, 2_000), query.words) +
      (namesNumber(query, ticketNumber) ? 10 : 0),
    at: ({ createdAt }) => createdAt,
  })
  return viewed(page, (row) => viewTicket(row, query.words))
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
): Section<Row> {
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
  const { seq, filling, head, nextAt } = await sql
    .selectFrom('searchProgress')
    .select((row) => [
      'seq',
      'filling',
      row.selectFrom('counters').select('value').where('name', '=', 'event').as('head'),
      row
        .selectFrom('events')
        .select('events.at')
        .whereRef('events.seq', '>', 'searchProgress.seq')
        .orderBy('events.seq')
        .limit(1)
        .as('nextAt'),
    ])
    .executeTakeFirstOrThrow()
  const isComplete = seq !== null && filling === null
  const isBehind = seq !== null && nextAt !== null && (head ?? 0) > seq
  return { isComplete, lagMs: isBehind ? Math.max(0, now.getTime() - Date.parse(nextAt)) : 0 }
}
