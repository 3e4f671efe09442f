import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { startServer, type TestServer } from '../../tests/support/server.ts'
import { systemClock } from '../clock.ts'
import { CannedReplyBody } from '../contract/canned-replies.ts'
import { TagBody } from '../contract/tags.ts'
import { ACTIVITY_GROUPS } from '../contract/timeline.ts'
import { openDatabase } from '../db/open.ts'
import type { Database } from '../db/transaction.ts'
import { itHoldsEveryInvariant } from './invariants.fixture.ts'
import { companyOf, SMALL_COMPANY } from './plan.ts'
import { DEMO_PASSWORD, demoSignIns, seedDemo } from './seed.ts'

const now = new Date('2026-11-22T09:00:00.000Z')
const SMALL = { ...SMALL_COMPANY, customers: 30, conversations: 200, tickets: 40 }
const TABLES = [
  'activities',
  'cannedReplies',
  'conversations',
  'conversationTags',
  'counters',
  'customerIdentities',
  'customers',
  'events',
  'messages',
  'tags',
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
    await seedDemo(one, { now, company: SMALL })
    await seedDemo(two, { now, company: SMALL })
    expect(await everything(one)).toEqual(await everything(two))
    await Promise.all([one.close(), two.close()])
  })

  it('ends at the moment it is made for, whatever the day and hour', async () => {
    for (const moment of ['2026-02-28T19:30:00.000Z', '2027-01-01T00:00:00.000Z']) {
      const database = await inMemory()
      await seedDemo(database, { now: new Date(moment), company: SMALL })
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
    await seedDemo(database, { now, company: SMALL })
    await expect(seedDemo(database, { now, company: SMALL })).rejects.toThrow('not empty')
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

  itHoldsEveryInvariant(
    () => database,
    () => seeded,
  )

  it('has tags and canned replies in both languages to try at once, such as the server would take', async () => {
    const tags = await database.sql.selectFrom('tags').select(['name', 'color']).execute()
    expect(tags.length).toBeGreaterThan(2)
    for (const tag of tags) expect(TagBody.parse(tag)).toEqual(tag)
    const replies = await database.sql
      .selectFrom('cannedReplies')
      .select(['shortcut', 'title', 'text', 'language'])
      .where('ownerId', 'is', null)
      .execute()
    expect(new Set(replies.map(({ language }) => language))).toEqual(new Set(['en', 'vi']))
    for (const reply of replies) expect(CannedReplyBody.parse(reply)).toMatchObject(reply)
  })

  it('has something in every part of the page of a customer', async () => {
    const { sql } = database
    const told = await sql.selectFrom('activities').select('type').distinct().execute()
    const types = new Set<string>(told.map(({ type }) => type))
    for (const [group, ones] of Object.entries(ACTIVITY_GROUPS))
      expect([group, ones.some((type) => types.has(type))]).toEqual([group, true])
    for (const table of ['customerNotes', 'customerTags', 'customerValues', 'companies'] as const) {
      const { count } = await sql
        .selectFrom(table)
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
      expect([table, count > 20]).toEqual([table, true])
    }
    const marked = await sql
      .selectFrom('customerTags')
      .innerJoin('customers', 'customers.id', 'customerTags.customerId')
      .select(['tagId', 'tagIds'])
      .execute()
    for (const { tagId, tagIds } of marked) expect(tagIds).toBe(tagId)
  })

  it('has conversations marked with every tag, the open ones too', async () => {
    const marked = await database.sql
      .selectFrom('conversationTags')
      .innerJoin('conversations', 'conversations.id', 'conversationTags.conversationId')
      .select(['tagId', 'tagIds', 'status'])
      .execute()
    const tags = await database.sql.selectFrom('tags').select('id').execute()
    expect(new Set(marked.map(({ tagId }) => tagId))).toEqual(new Set(tags.map(({ id }) => id)))
    expect(marked.filter(({ status }) => status === 'open').length).toBeGreaterThan(5)
    for (const { tagId, tagIds } of marked) expect(tagIds.split(',')).toContain(tagId)
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

onBothDatabases('the large company', (create) => {
  const company = companyOf('large', 0.004)
  let on: TestDatabase
  let database: Database
  let seeded: Awaited<ReturnType<typeof seedDemo>>
  beforeAll(async () => {
    on = await create()
    database = await on.open()
    seeded = await seedDemo(database, { now, company })
  })
  afterAll(async () => {
    await database.close()
    await on.drop()
  })

  itHoldsEveryInvariant(
    () => database,
    () => seeded,
  )

  it('has chats that go on for the whole history, and a timeline as long as a ticket', async () => {
    const { sql } = database
    const heads = sql.selectFrom('conversations').where('channel', '=', 'webchat')
    const longest = await heads.select(['id', 'headSeq']).orderBy('headSeq', 'desc').execute()
    expect(longest.slice(0, 2).map(({ headSeq }) => headSeq)).toEqual(company.longChats.slice(0, 2))
    expect(longest[0]).toEqual(seeded.longestChat)
    const busiest = await sql
      .selectFrom('activities')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .groupBy('customerId')
      .orderBy('count', 'desc')
      .executeTakeFirstOrThrow()
    expect(busiest.count).toBeGreaterThan(company.longTickets[0] ?? 0)
  })

  it('reaches two years back, has its share of open chats, and ratings', async () => {
    const { first, open } = await database.sql
      .selectFrom('conversations')
      .select(({ fn }) => [
        fn.min('startedAt').as('first'),
        fn.countAll<number>().filterWhere('status', '=', 'open').as('open'),
      ])
      .where('channel', '=', 'webchat')
      .executeTakeFirstOrThrow()
    expect(first < '2024-12-01').toBe(true)
    expect(open).toBeGreaterThanOrEqual(company.conversations * company.open.share)
    const { rated } = await database.sql
      .selectFrom('chatRatings')
      .select(({ fn }) => fn.countAll<number>().as('rated'))
      .executeTakeFirstOrThrow()
    expect(rated).toBeGreaterThan(company.conversations * 0.15)
  })
})

onBothDatabases('a server on the demo', (create) => {
  let on: TestDatabase
  let server: TestServer
  beforeAll(async () => {
    on = await create()
    const database = await on.open()
    await seedDemo(database, { now, company: SMALL })
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
