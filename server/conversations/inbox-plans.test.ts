import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { plansOf } from '../../tests/support/plans.ts'
import type { InboxFilter } from '../contract/inbox.ts'
import { insertRows } from '../db/bulk.ts'
import type { Database } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { countInbox, countMatching, inboxIds, inboxRows } from './inbox.ts'

const ROWS = 6_000
const at = (index: number) => new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString()
const AGENTS = Array.from({ length: 40 }, newId)
const TEAMS = Array.from({ length: 10 }, newId)
const TAGS = Array.from({ length: 30 }, newId)
const [agentId = '', teamId = '', tag = ''] = [AGENTS[3], TEAMS[3], TAGS[3]]
const place = { at: at(3_000), id: newId() }
const now = new Date(Date.UTC(2027, 0, 1))

/** Fills the tables, so that reading a whole one is no bargain. */
async function fill({ sql: db, dialect }: Database): Promise<void> {
  const indexes = Array.from({ length: ROWS }, (_, index) => index)
  const times = { createdAt: at(0), updatedAt: at(0) }
  const users = AGENTS.map((id, index) => ({
    id,
    email: `${index}@agent.test`,
    name: 'Linh',
    passwordHash: '',
    role: 'agent',
    isActive: 1,
    ...times,
  }))
  const teams = TEAMS.map((id, index) => ({ id, name: `Team ${index}`, createdAt: at(0) }))
  const tags = TAGS.map((id) => ({ id, name: id, nameKey: id, color: 'grey', createdAt: at(0) }))
  const customers = indexes.slice(0, 500).map(() => ({
    id: newId(),
    name: 'An',
    searchText: 'an',
    ...times,
  }))
  const conversations = indexes.map((index) => ({
    id: newId(),
    channel: 'webchat',
    customerId: customers[index % 500]?.id,
    visitorName: 'An',
    visitorSearch: 'an',
    status: index % 10 === 0 ? 'open' : 'closed',
    snoozedUntil: index % 100 === 0 ? at(ROWS) : null,
    assigneeId: index % 7 === 0 ? null : AGENTS[index % 40],
    teamId: index % 3 === 0 ? TEAMS[index % 10] : null,
    waitingSince: index % 4 === 0 ? at(index) : null,
    tagIds: '',
    headSeq: 0,
    noteCount: 0,
    agentReadSeq: 0,
    customerReadSeq: 0,
    lastActivityAt: at(index),
    startedAt: at(index),
  }))
  const tagged = conversations.map(({ id }, index) => ({
    tagId: TAGS[index % 30],
    conversationId: id,
  }))
  const tables = { users, teams, tags, customers, conversations, conversation_tags: tagged }
  for (const [table, rows] of Object.entries(tables))
    await insertRows(db, dialect, { table, columns: Object.keys(rows[0] ?? {}) }, rows)
  if (dialect === 'postgres') await sql`analyze`.execute(db)
}

const asked = (filter: InboxFilter) => ({ filter, agentId, now })
const activity = { status: 'open', sort: 'activity' } as const

/** Those that are asked for all day: read in order by an index, as far as the page goes. */
const frequent: Array<[index: string | RegExp, name: string, filter: InboxFilter]> = [
  ['conversations_shown', 'open', activity],
  ['conversations_shown', 'closed', { ...activity, status: 'closed' }],
  ['conversations_held', 'mine', { ...activity, assignee: 'me' }],
  // With many unassigned ones either index is a good way.
  [/conversations_(held|shown|queue)/, 'unassigned', { ...activity, assignee: 'none' }],
  ['conversations_team', 'of a team', { ...activity, teamId }],
  ['conversations_snoozed', 'snoozed', { ...activity, status: 'snoozed' }],
  ['conversations_waiting', 'longest waiting', { status: 'open', sort: 'waiting' }],
  ['conversations_shown', 'of a channel', { ...activity, channel: 'mail' }],
  ['conversations_shown', 'by name', { ...activity, q: 'an' }],
  [
    'conversations_waiting',
    'waiting for long',
    { status: 'open', waitingMinutes: 30, sort: 'waiting' },
  ],
]

/** Those that are narrow already: what is sorted is one agent's or one tag's, not everybody's. */
const narrow: Array<[name: string, filter: InboxFilter]> = [
  ['of a tag', { ...activity, tags: [tag] }],
  ['of a tag and an agent', { ...activity, tags: [tag], assignee: 'me' }],
  ['mine, longest waiting', { status: 'open', assignee: 'me', sort: 'waiting' }],
]

onBothDatabases('the plans of the inbox', (create) => {
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

  // The few tickets of one chat are sorted, further in.
  const SORTS = /\bSort\b|^\d+ 0 \d+ USE TEMP B-TREE/m
  const READS_ALL = /Seq Scan|SCAN conversations(?! USING| \w+ USING)(?:$|\n)/

  describe.each(frequent)('by %s: %s', (index, _name, filter) => {
    it('reads a page in order', async () => {
      for (const from of [undefined, place])
        for (const plan of await plansOf(database, (db) =>
          inboxRows(db, asked(filter), { from, limit: 51 }),
        )) {
          expect(plan).toMatch(index)
          expect(plan).not.toMatch(SORTS)
        }
    })

    it('counts without reading a whole table', async () => {
      for (const plan of await plansOf(database, (db) => countMatching(db, asked(filter), 99)))
        expect(plan).not.toMatch(READS_ALL)
    })
  })

  it.each(narrow)('reads no whole table: %s', async (_name, filter) => {
    for (const plan of await plansOf(database, (db) =>
      inboxRows(db, asked(filter), { from: place, limit: 51 }),
    ))
      expect(plan).not.toMatch(READS_ALL)
    for (const plan of await plansOf(database, (db) => inboxIds(db, asked(filter), 10_001)))
      expect(plan).not.toMatch(READS_ALL)
  })

  it('counts the views by an index', async () => {
    for (const plan of await plansOf(database, (db) => countInbox(db, agentId)))
      expect(plan).not.toMatch(READS_ALL)
  })
})
