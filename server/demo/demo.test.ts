import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { startServer, type TestServer } from '../../tests/support/server.ts'
import { systemClock } from '../clock.ts'
import { Fact, Refs } from '../contract/events.ts'
import { openDatabase } from '../db/open.ts'
import type { Database } from '../db/transaction.ts'
import { DEMO_PASSWORD, demoSignIns, seedDemo } from './seed.ts'

const now = new Date('2026-11-22T09:00:00.000Z')
const SMALL = { customers: 30, conversations: 200, tickets: 40 }
const TABLES = [
  'activities',
  'conversations',
  'counters',
  'customerIdentities',
  'customers',
  'events',
  'messages',
  'tickets',
  'users',
] as const

const inMemory = () => openDatabase({ dialect: 'sqlite', path: ':memory:' }, systemClock)

async function everything({ sql }: Database) {
  const tables = await Promise.all(
    TABLES.map(async (table) => [table, await sql.selectFrom(table).selectAll().execute()]),
  )
  const { users, ...rest } = Object.fromEntries(tables)
  return {
    ...rest,
    // The salt of a password is drawn anew each time.
    users: users.map((user: object) => ({ ...user, passwordHash: null })),
  }
}

describe('the demo', () => {
  it('is the same each time it is made for the same moment', async () => {
    const [one, two] = [await inMemory(), await inMemory()]
    await seedDemo(one, { now, size: SMALL })
    await seedDemo(two, { now, size: SMALL })
    expect(await everything(one)).toEqual(await everything(two))
    await Promise.all([one.close(), two.close()])
  })

  it('ends at the moment it is made for, whatever the day and hour', async () => {
    for (const moment of ['2026-02-28T19:30:00.000Z', '2027-01-01T00:00:00.000Z']) {
      const database = await inMemory()
      await seedDemo(database, { now: new Date(moment), size: SMALL })
      const { latest } = await database.sql
        .selectFrom('events')
        .select(({ fn }) => fn.max('at').as('latest'))
        .executeTakeFirstOrThrow()
      expect(latest <= moment).toBe(true)
      expect(Date.parse(moment) - Date.parse(latest)).toBeLessThan(3_600_000)
      await database.close()
    }
  })

  it('refuses a database in which something has happened', async () => {
    const database = await inMemory()
    await seedDemo(database, { now, size: SMALL })
    await expect(seedDemo(database, { now, size: SMALL })).rejects.toThrow('not empty')
    await database.close()
  })
})

onBothDatabases('the small company', (create) => {
  let on: TestDatabase
  let database: Database
  let seeded: Awaited<ReturnType<typeof seedDemo>>
  beforeAll(async () => {
    on = await create()
    database = await on.open()
    seeded = await seedDemo(database, { now })
  })
  afterAll(async () => {
    await database.close()
    await on.drop()
  })

  it('has as much of everything as it promises, the same on both databases', async () => {
    expect(seeded).toMatchObject({ customers: 300, conversations: 2_000, tickets: 400 })
    const elsewhere = await inMemory()
    expect(await seedDemo(elsewhere, { now })).toEqual(seeded)
    await elsewhere.close()
    for (const [table, count] of [
      ['customers', seeded.customers],
      ['conversations', seeded.conversations + seeded.tickets],
      ['tickets', seeded.tickets],
      ['messages', seeded.messages],
      ['events', seeded.events],
    ] as const) {
      const rows = await database.sql
        .selectFrom(table)
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
      expect([table, rows.count]).toEqual([table, count])
    }
  })

  it('numbers its events without a gap, in the order of time, up to the counter', async () => {
    const events = await database.sql
      .selectFrom('events')
      .select(['seq', 'at'])
      .orderBy('seq')
      .execute()
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1))
    expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).toSorted())
    const counters = await database.sql.selectFrom('counters').selectAll().execute()
    expect(Object.fromEntries(counters.map(({ name, value }) => [name, value]))).toEqual({
      event: seeded.events,
      ticket: seeded.tickets,
    })
  })

  it('tells every event as the contract has it, with nothing more', async () => {
    const events = await database.sql.selectFrom('events').selectAll().execute()
    for (const { kind, refs, body } of events.filter(({ seq }) => seq % 7 === 0)) {
      const fact = { kind, body: JSON.parse(body) }
      expect(Fact.parse(fact)).toEqual(fact)
      expect(Refs.parse(JSON.parse(refs))).toEqual(JSON.parse(refs))
    }
  })

  it('leaves each conversation as its last event says', async () => {
    const last = new Map<string, object>()
    const events = await database.sql.selectFrom('events').selectAll().orderBy('seq').execute()
    for (const { body } of events) {
      const { conversation } = JSON.parse(body)
      if (conversation) last.set(conversation.id, conversation)
    }
    const rows = await database.sql
      .selectFrom('conversations')
      .leftJoin('users', 'users.id', 'assigneeId')
      .selectAll('conversations')
      .select('users.name as assigneeName')
      .execute()
    expect(last.size).toBe(rows.length)
    for (const row of rows)
      expect(last.get(row.id)).toMatchObject({
        status: row.status,
        assignee: row.assigneeId === null ? null : { id: row.assigneeId, name: row.assigneeName },
        headSeq: row.headSeq,
        agentReadSeq: row.agentReadSeq,
        customerReadSeq: row.customerReadSeq,
        waitingSince: row.waitingSince,
        lastActivityAt: row.lastActivityAt,
        closedAt: row.closedAt,
      })
  })

  it('numbers the messages of each conversation 1…n, and counts its notes', async () => {
    const messages = await database.sql
      .selectFrom('messages')
      .selectAll()
      .orderBy('conversationId')
      .orderBy('position')
      .orderBy('innerSeq')
      .execute()
    const threads = Map.groupBy(messages, ({ conversationId }) => conversationId)
    for (const row of await database.sql.selectFrom('conversations').selectAll().execute()) {
      const thread = threads.get(row.id) ?? []
      const numbers = thread.flatMap(({ seq }) => (seq === null ? [] : [seq]))
      expect(numbers).toEqual(Array.from({ length: row.headSeq }, (_, index) => index + 1))
      expect(thread.filter(({ kind }) => kind === 'note')).toHaveLength(row.noteCount)
      expect(thread.filter(({ seq }) => seq === null)).toHaveLength(row.innerCount)
      const times = thread.map(({ sentAt }) => sentAt)
      expect(times).toEqual(times.toSorted())
    }
  })

  it('has chats nobody has answered, and something unread for every agent', async () => {
    const open = await database.sql
      .selectFrom('conversations')
      .selectAll()
      .where('status', '=', 'open')
      .where('channel', '=', 'webchat')
      .execute()
    const waiting = open.filter(({ assigneeId }) => assigneeId === null)
    expect(waiting.length).toBeGreaterThanOrEqual(5)
    for (const { waitingSince, agentReadSeq } of waiting) {
      expect(waitingSince).not.toBeNull()
      expect(agentReadSeq).toBe(0)
    }
    const agents = await database.sql
      .selectFrom('users')
      .select(['id', 'name'])
      .where('role', '=', 'agent')
      .execute()
    expect(agents).toHaveLength(6)
    for (const { id, name } of agents) {
      const own = open.filter(({ assigneeId }) => assigneeId === id)
      const unread = own.filter(({ headSeq, agentReadSeq }) => headSeq > agentReadSeq)
      expect([name, unread.length > 0]).toEqual([name, true])
    }
  })

  it('has tickets of every status and priority, from chats and without one', async () => {
    const tickets = await database.sql.selectFrom('tickets').selectAll().execute()
    for (const status of ['open', 'in_progress', 'resolved', 'closed'])
      expect(tickets.filter((ticket) => ticket.status === status).length).toBeGreaterThan(9)
    for (const priority of ['low', 'medium', 'high', 'urgent'])
      expect(tickets.filter((ticket) => ticket.priority === priority).length).toBeGreaterThan(9)
    expect(tickets.filter(({ convertedFrom }) => convertedFrom !== null)).toHaveLength(180)
    for (const { status, resolvedAt, closedAt } of tickets) {
      expect(resolvedAt === null).toBe(status === 'open' || status === 'in_progress')
      expect(closedAt === null).toBe(status !== 'closed')
    }
  })
})

onBothDatabases('a server on the demo', (create) => {
  let on: TestDatabase
  let server: TestServer
  beforeAll(async () => {
    on = await create()
    const database = await on.open()
    await seedDemo(database, { now, size: SMALL })
    await database.close()
    server = await startServer(on)
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  it('signs in everybody it names', async () => {
    for (const { email, role, name } of demoSignIns()) {
      const { status, body } = await server.anonymous.post('/api/auth/login', {
        email,
        password: DEMO_PASSWORD,
      })
      expect(status).toBe(200)
      expect(body.data.user).toMatchObject({ email, role, name })
    }
  })

  it('goes on where the demo ends', async () => {
    const { email } = demoSignIns()[0] ?? {}
    const { body } = await server.anonymous.post('/api/auth/login', {
      email,
      password: DEMO_PASSWORD,
    })
    const headers = { authorization: `Bearer ${body.data.accessToken}` }
    const { body: customers } = await server.anonymous.get('/api/customers?limit=1', headers)
    expect(customers.meta.total).toBe(SMALL.customers)
    const created = await server.anonymous.post(
      '/api/tickets',
      {
        customerId: customers.data[0].id,
        subject: 'One more',
        description: 'Written after the demo.',
      },
      headers,
    )
    expect(created.body.data.ticketNumber).toBe('TK-00041')
    const head = await server.database.sql
      .selectFrom('counters')
      .select('value')
      .where('name', '=', 'event')
      .executeTakeFirstOrThrow()
    const { count } = await server.database.sql
      .selectFrom('events')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    expect(count).toBe(head.value)
  })
})
