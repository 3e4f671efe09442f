import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { heldMegabytes } from '../../tests/support/held.ts'
import { plansOf } from '../../tests/support/plans.ts'
import { insertRows } from '../db/bulk.ts'
import type { Database, Sql } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { everySession, listItems, listSessions } from './public/lists.ts'
import { sessionOfConversation } from './queries.ts'

const SITE = 'site'
const SESSIONS = 20_000
const someone = newId()

// Where all of them are of one website, either index has them in order.
const OF_WEBSITE = /crisp_sessions_(?:website|newest)/

/** A website with many conversations, and one of them with many messages. */
async function fill({ sql: db, dialect }: Database): Promise<void> {
  const startedAt = '2026-06-01T00:00:00.000Z'
  const customer = { id: newId(), name: 'An', searchText: 'an', createdAt: startedAt }
  const conversation = {
    id: newId(),
    customerId: customer.id,
    channel: 'crisp',
    visitorName: 'An',
    status: 'closed',
    headSeq: 0,
    noteCount: 0,
    agentReadSeq: 0,
    customerReadSeq: 0,
    lastActivityAt: startedAt,
    startedAt,
  }
  const indexes = Array.from({ length: SESSIONS }, (_, index) => index)
  const sessions = indexes.map((index) => ({
    websiteId: SITE,
    sessionId: `session_${index}`,
    conversationId: conversation.id,
    crispUpdatedAt: 1_700_000_000_000 + Math.floor(index / 3),
    state: 'resolved',
    raw: JSON.stringify({ filler: 'x'.repeat(2_000) }),
  }))
  const items = indexes.slice(0, 4_000).map((index) => ({
    websiteId: SITE,
    sessionId: `session_${index % 40}`,
    fingerprint: index + 1,
    type: 'text',
    author: 'visitor',
    content: 'hello',
    sentAt: index,
  }))
  const tables = {
    customers: [{ ...customer, updatedAt: startedAt }],
    conversations: [conversation],
    crisp_sessions: sessions,
    crisp_items: items,
  }
  for (const [table, rows] of Object.entries(tables))
    for (let at = 0; at < rows.length; at += 1_000)
      await insertRows(
        db,
        dialect,
        { table, columns: Object.keys(rows[0] ?? {}) },
        rows.slice(at, at + 1_000),
      )
  if (dialect === 'postgres') await sql`analyze`.execute(db)
}

const lists: Array<[index: string | RegExp, name: string, read: (db: Sql) => Promise<unknown>]> = [
  [
    'crisp_sessions_newest',
    'conversations',
    (db) => listSessions(db, { websiteId: undefined, offset: 0, limit: 10 }),
  ],
  [
    OF_WEBSITE,
    'conversations of a website',
    (db) => listSessions(db, { websiteId: SITE, offset: 100, limit: 10 }),
  ],
  [
    OF_WEBSITE,
    'every conversation of a website',
    (db) => everySession({ reads: db } as Database, SITE).next(),
  ],
  [
    OF_WEBSITE,
    'the conversations of a website that are here whole',
    (db) =>
      everySession({ reads: db } as Database, SITE, {
        after: { crispUpdatedAt: 1_700_000_006_000, sessionId: 'session_9' },
        until: 1_700_000_003_000,
      }).next(),
  ],
  [
    'crisp_items_session',
    'messages of a conversation',
    (db) => listItems(db, 'session_7', { offset: 0, limit: 10 }),
  ],
  [
    'crisp_sessions_conversation',
    'the conversation of ours',
    (db) => sessionOfConversation(db, someone),
  ],
]

onBothDatabases('the lists of Crisp', (create) => {
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

  it.each(lists)('read by %s, in order: %s', async (index, _name, read) => {
    for (const plan of await plansOf(database, read)) {
      expect(plan).toMatch(index)
      expect(plan).not.toMatch(/\bSort\b|TEMP B-TREE/)
    }
  })

  it('of 20,000 conversations are read in little memory', async () => {
    let [count, most] = [0, 0]
    const before = heldMegabytes()
    const seen = new Set<string>()
    for await (const piece of everySession(database, SITE)) {
      count += piece.length
      for (const { sessionId } of piece) seen.add(sessionId)
      most = Math.max(most, heldMegabytes() - before)
    }
    expect([count, seen.size]).toEqual([SESSIONS, SESSIONS])
    // What Crisp said of them alone is more than 40.
    expect(most).toBeLessThan(15)
  })
})
