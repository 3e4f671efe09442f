import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { isMatch, placeIn } from '../../renderer/console/inbox/filter.ts'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'
import { type Conversation, UNTIL_REPLY } from '../contract/conversations.ts'
import type { InboxFilter } from '../contract/inbox.ts'
import { folded } from '../contract/text.ts'
import { insertRows } from '../db/bulk.ts'
import { newId } from '../ids.ts'

const NOW = '2026-06-15T12:00:00.000Z'
const MINUTE_MS = 60_000
const ago = (minutes: number) => new Date(Date.parse(NOW) - minutes * MINUTE_MS).toISOString()

const TEAMS = [newId(), newId()]
const TAGS = [newId(), newId(), newId()]
const NAMES = ['Nguyễn Đức Mai', 'MAI', 'Zoë 100%', 'An_Bình', 'Đặng', 'Ruth\\Cole']

const person = fc.record({
  name: fc.constantFrom(...NAMES),
  phone: fc.constantFrom(null, '+84 90 123', '555_1'),
  company: fc.constantFrom(null, 'Công ty Đèn', '100% Lamps'),
})
const conversation = fc.record({
  customer: fc.nat(9),
  visitorName: fc.constantFrom(...NAMES),
  channel: fc.constantFrom('webchat', 'crisp', 'mail', 'ticket'),
  standing: fc.constantFrom('open', 'open', 'snoozed', 'closed'),
  assignee: fc.constantFrom(null, 'myself', 'colleague'),
  teamId: fc.constantFrom(null, ...TEAMS),
  tags: fc.subarray(TAGS),
  waited: fc.option(fc.nat(90)),
  active: fc.nat(30),
})
const optional = <T>(...values: T[]) => fc.option(fc.constantFrom(...values), { nil: undefined })
const filter: fc.Arbitrary<InboxFilter> = fc
  .record({
    status: fc.constantFrom('open', 'snoozed', 'closed'),
    assignee: optional('me', 'none', 'myself', 'colleague', 'nobody’s id'),
    teamId: optional('none', ...TEAMS),
    channel: optional('webchat', 'crisp', 'mail'),
    tags: fc.option(fc.subarray([...TAGS, newId()], { minLength: 1, maxLength: 2 }), {
      nil: undefined,
    }),
    waitingMinutes: optional(1, 15, 60),
    q: optional('mai', 'duc', 'ĐẶNG', '100%', '_', '\\', '90 123', 'den', 'zoe 1'),
    sort: fc.constantFrom('activity', 'waiting'),
  })
  .map((made) =>
    Object.fromEntries(Object.entries(made).filter(([, value]) => value !== undefined)),
  ) as unknown as fc.Arbitrary<InboxFilter>

type Made = typeof conversation extends fc.Arbitrary<infer T> ? T : never
type Person = typeof person extends fc.Arbitrary<infer T> ? T : never

onBothDatabases('a filter of the inbox', (create) => {
  let on: TestDatabase
  let server: TestServer
  let me: Account
  let idOf: Record<string, string>
  beforeAll(async () => {
    on = await create()
    server = await startServer(on, { clock: { now: () => new Date(NOW) } })
    me = await server.signIn('agent')
    idOf = { myself: me.id, colleague: (await server.signIn('agent')).id }
    const { sql } = server.database
    for (const id of TEAMS)
      await sql.insertInto('teams').values({ id, name: id, createdAt: NOW }).execute()
    for (const id of TAGS)
      await sql
        .insertInto('tags')
        .values({ id, name: id, nameKey: id, color: 'grey', createdAt: NOW })
        .execute()
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  const insert = (table: string, rows: object[]) =>
    insertRows(
      server.database.sql,
      server.database.dialect,
      {
        table,
        columns: Object.keys(rows[0] ?? {}),
      },
      rows,
    )

  /** Makes the conversations, and nothing else, be there. */
  async function fill(people: readonly Person[], wanted: readonly Made[]): Promise<void> {
    const { sql } = server.database
    for (const table of ['conversationTags', 'conversations', 'customers'] as const)
      await sql.deleteFrom(table).execute()
    const customers = people.map((one, index) => ({
      id: newId(),
      ...one,
      email: `${index}.mai@x.test`,
      searchText: folded(
        [one.name, `${index}.mai@x.test`, one.phone, one.company]
          .filter((field) => field !== null)
          .join('\n'),
      ),
      createdAt: NOW,
      updatedAt: NOW,
    }))
    await insert('customers', customers)
    const rows = wanted.map((made) => rowOf(made, customers[made.customer % customers.length]?.id))
    await insert('conversations', rows)
    const tagged = rows.flatMap(({ id, tagIds }) =>
      tagIds.split(',').flatMap((tagId) => (tagId ? [{ tagId, conversationId: id }] : [])),
    )
    if (tagged.length > 0) await insert('conversation_tags', tagged)
  }

  const rowOf = (made: Made, customerId: string | undefined) => ({
    id: newId(),
    customerId,
    channel: made.channel,
    visitorName: made.visitorName,
    visitorSearch: folded(made.visitorName),
    status: made.standing === 'closed' ? 'closed' : 'open',
    snoozedUntil: made.standing === 'snoozed' ? UNTIL_REPLY : null,
    assigneeId: made.assignee === null ? null : idOf[made.assignee],
    teamId: made.teamId,
    tagIds: made.tags.toSorted().join(','),
    waitingSince: made.waited === null ? null : ago(made.waited),
    lastActivityAt: ago(made.active),
    startedAt: ago(100),
    headSeq: 0,
    noteCount: 0,
    agentReadSeq: 0,
    customerReadSeq: 0,
  })

  async function askAll(wanted: InboxFilter): Promise<string[]> {
    const query = new URLSearchParams(
      Object.entries(wanted).map(([key, value]): [string, string] => [key, String(value)]),
    ).toString()
    const ids: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const { status, body } = await me.api.get(
        `/api/inbox?${query}&limit=7&cursor=${encodeURIComponent(cursor)}`,
      )
      expect(status).toBe(200)
      ids.push(...body.data.map((row: Conversation) => row.id))
      cursor = body.meta.next
    }
    const counted = await me.api.get(`/api/inbox/count?${query}`)
    expect(counted.body.data).toEqual({ count: ids.length, hasMore: false })
    expect((await me.api.get(`/api/inbox/ids?${query}`)).body.data.ids).toEqual(ids)
    return ids
  }

  async function everyOne(): Promise<Conversation[]> {
    const { sql } = server.database
    const ids = await sql.selectFrom('conversations').select('id').execute()
    const shown = ids.map(async ({ id }) => (await me.api.get(`/api/inbox/${id}`)).body.data)
    return Promise.all(shown)
  }

  it('means the same on the server, page by page, and in the console', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(person, { minLength: 1, maxLength: 10 }),
        fc.array(conversation, { minLength: 1, maxLength: 40 }),
        fc.array(filter, { minLength: 6, maxLength: 12 }),
        async (people, wanted, filters) => {
          await fill(people, wanted)
          const all = await everyOne()
          for (const { assignee, ...rest } of filters) {
            const one = {
              ...rest,
              ...(assignee !== undefined && { assignee: idOf[assignee] ?? assignee }),
            }
            const beholder = { agentId: me.id, now: Date.parse(NOW) }
            const expected = all
              .filter((row) => isMatch(one, row, row.customer, beholder))
              .map((row) => placeIn(one, row))
              .toSorted((a, b) =>
                `${a.at} ${a.id}` < `${b.at} ${b.id}` === (one.sort === 'waiting') ? -1 : 1,
              )
            expect(await askAll(one)).toEqual(expected.map(({ id }) => id))
          }
        },
      ),
      { numRuns: 25 },
    )
  }, 120_000)
})
