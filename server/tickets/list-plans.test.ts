import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { plansOf } from '../../tests/support/plans.ts'
import { countPeople } from '../companies/queries.ts'
import { companyItems, companyTotals } from '../companies/totals.ts'
import { notesOf } from '../customers/notes.ts'
import { isBeingErased, listCustomers } from '../customers/queries.ts'
import { insertRows } from '../db/bulk.ts'
import type { Database, Sql } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { chatTimes } from '../timeline/months.ts'
import { activitiesOf, customerStats, recentActivities } from '../timeline/queries.ts'
import {
  commentsOf,
  countTickets,
  findTicketByNumber,
  listTickets,
  numberConvertedFrom,
} from './queries.ts'

const ROWS = 4_000
const place = { at: '2026-06-01T00:00:00.000Z', id: newId() }
const someone = newId()

/** Fills the tables, so that reading a whole one is no bargain. */
async function fill({ sql: db, dialect }: Database): Promise<void> {
  const at = (index: number) => new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString()
  const times = (index: number) => ({ createdAt: at(index), updatedAt: at(index) })
  const indexes = Array.from({ length: ROWS }, (_, index) => index)
  const customers = indexes.map((index) => ({
    id: newId(),
    name: 'An',
    searchText: 'an',
    ...times(index),
  }))
  const customerOf = (index: number) => customers[index % 400]?.id
  const threads = indexes.map((index) => ({
    id: newId(),
    customerId: customerOf(index),
    channel: 'ticket',
    visitorName: 'An',
    status: 'open',
    headSeq: 0,
    noteCount: 0,
    agentReadSeq: 0,
    customerReadSeq: 0,
    lastActivityAt: at(index),
    startedAt: at(index),
  }))
  const agents = indexes.slice(0, 40).map((index) => ({
    id: newId(),
    email: `${index}@agent.test`,
    name: 'Linh',
    passwordHash: '',
    role: 'agent',
    isActive: 1,
    ...times(index),
  }))
  const tickets = indexes.map((index) => ({
    id: newId(),
    number: index + 1,
    customerId: customerOf(index),
    conversationId: threads[index]?.id,
    subject: 'Lamp',
    description: 'Broken',
    status: index % 400 === 0 ? 'open' : 'closed',
    priority: 'medium',
    assigneeId: agents[index % 40]?.id,
    ...times(index),
  }))
  const activities = indexes.map((index) => ({
    id: newId(),
    customerId: customerOf(index),
    type: 'chat',
    at: at(index),
    description: 'Chat',
    metadata: {},
  }))
  const messages = indexes.map((index) => ({
    id: newId(),
    conversationId: threads[index % 100]?.id,
    position: index,
    innerSeq: 0,
    authorType: 'agent',
    authorName: 'Linh',
    kind: 'note',
    visibility: 'internal',
    content: 'Hm',
    sentAt: at(index),
  }))
  const erasures = agents.map((agent, index) => ({
    id: newId(),
    customerId: newId(),
    askedBy: agent.id,
    askedAt: at(index),
    doneAt: index < 2 ? null : at(index),
    kept: {},
    eventCursor: 0,
  }))
  const subjects = indexes.map((index) => ({
    erasureId: erasures[index % 40]?.id,
    kind: index % 2 ? 'message' : 'customer',
    subjectId: newId(),
  }))
  const tables = {
    users: agents,
    customers,
    conversations: threads,
    tickets,
    activities,
    messages,
    erasures,
    erasure_subjects: subjects,
  }
  for (const [table, rows] of Object.entries(tables))
    await insertRows(db, dialect, { table, columns: Object.keys(rows[0] ?? {}) }, rows)
  if (dialect === 'postgres') await sql`analyze`.execute(db)
}

const lists: Array<[index: string | RegExp, name: string, read: (db: Sql) => Promise<unknown>]> = [
  ['customers_newest', 'customers', (db) => listCustomers(db, { q: undefined, limit: 10 })],
  [
    'customers_newest',
    'customers from a cursor',
    (db) => listCustomers(db, { q: undefined, from: place, limit: 10 }),
  ],
  [
    'customers_newest',
    'customers that match',
    (db) => listCustomers(db, { q: 'an', from: place, limit: 10 }),
  ],
  ['tickets_newest', 'tickets', (db) => listTickets(db, {}, { limit: 10 })],
  [
    'tickets_newest',
    'tickets from a cursor',
    (db) => listTickets(db, {}, { from: place, limit: 10 }),
  ],
  [
    'tickets_status',
    'tickets of a status',
    (db) => listTickets(db, { status: 'open' }, { from: place, limit: 10 }),
  ],
  [
    'tickets_customer',
    'tickets of a customer',
    (db) => listTickets(db, { customerId: someone }, { from: place, limit: 500 }),
  ],
  [
    'tickets_assignee',
    'tickets of an agent',
    (db) => listTickets(db, { assignedTo: someone }, { from: place, limit: 10 }),
  ],
  // The unique key orders a thread; SQLite gives it no better name.
  [
    /_messages_\d+ \(conversation_id=|messages_conversation_id_position/,
    'comments',
    (db) => commentsOf(db, someone, 5_000),
  ],
  [
    'activities_customer',
    'a timeline',
    (db) => activitiesOf(db, someone, undefined, { limit: 50 }),
  ],
  [
    'activities_customer',
    'a timeline from a cursor',
    (db) => activitiesOf(db, someone, place, { limit: 50 }),
  ],
  [
    'activities_customer',
    'a timeline’s notes',
    (db) => activitiesOf(db, someone, place, { limit: 50, group: 'notes' }),
  ],
  [
    /customers_company/,
    'the people of a company',
    (db) => listCustomers(db, { q: undefined, companyId: someone, from: place, limit: 10 }),
  ],
  [
    'erasure_subjects_subject',
    'whether somebody is being erased',
    (db) => isBeingErased({ sql: db }, someone),
  ],
  ['activities_newest', 'recent activities', (db) => recentActivities(db, 50)],
]
const lookUps: Array<[name: string, read: (db: Sql) => Promise<unknown>]> = [
  ['a ticket by number', (db) => findTicketByNumber(db, 7)],
  ['the ticket of a chat', (db) => numberConvertedFrom(db, someone)],
  ['a customer’s count of tickets', (db) => countTickets(db, { customerId: someone })],
  ['a customer’s statistics', (db) => customerStats(db, someone)],
  ['what a company adds up to', (db) => companyTotals(db, someone)],
  ['the newest of a company', (db) => companyItems(db, someone)],
  ['a customer’s notes', (db) => notesOf(db, someone)],
  ['the customer’s chats of a year', (db) => chatTimes(db, someone, place.at)],
]

onBothDatabases('the plans of lists', (create) => {
  let on: TestDatabase
  let database: Database
  beforeAll(async () => {
    on = await create()
    database = await on.open()
    await fill(database)
  })
  afterAll(async () => {
    await database.close()
    await on.drop()
  })

  const READS_ALL = /Seq Scan|SCAN \w+(?! USING| \w+ USING)(?:$|\n)/

  it.each(lists)('read by %s, in order: %s', async (index, _name, read) => {
    for (const plan of await plansOf(database, read)) {
      expect(plan).toMatch(index)
      expect(plan).not.toMatch(/\bSort\b|TEMP B-TREE/)
    }
  })

  it('count the people of companies in an index alone', async () => {
    const count = (db: Sql) => countPeople(db, database.dialect, [someone, place.id])
    for (const plan of await plansOf(database, count))
      expect(plan).toMatch(/(COVERING INDEX|Index Only Scan using) customers_company_people/)
  })

  it.each(lookUps)('read no whole table: %s', async (_name, read) => {
    for (const plan of await plansOf(database, read)) expect(plan).not.toMatch(READS_ALL)
  })
})
