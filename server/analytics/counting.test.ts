import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { GroupKind, type Scope } from '../contract/analytics.ts'
import type { StreamEvent } from '../contract/events.ts'
import {
  appendMessages,
  assignConversation,
  bringMessages,
  type Brought,
  closeConversation,
  closePast,
  openConversation,
  reopenConversation,
  tagConversations,
  takeConversation,
  tellRewritten,
  transferConversation,
} from '../conversations/index.ts'
import { customerForEmail } from '../customers/index.ts'
import type { Database } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { mergeConversations } from '../linking/index.ts'
import { writeSettings } from '../settings/index.ts'
import { append } from '../stream/index.ts'
import { createCounter } from './counter.ts'
import { csvOf } from './csv.ts'
import { packDays } from './pack.ts'
import { busiestIn, courseOf, groupsOf, summarize } from './reports.ts'
import { listingOf, pageOf } from './rows.ts'
import {
  COUNTED,
  count,
  dayIn,
  figureOf,
  type Found,
  HOURS,
  hourIn,
  lengthsOf,
  MEASURED_LENGTHS,
  readConversation,
} from './slow-reading.fixture.ts'

const MINUTE = 60_000
const ZONES = ['Europe/Berlin', 'America/New_York', 'Asia/Ho_Chi_Minh'] as const
// Around the days on which Berlin and New York change their clocks.
const STARTS = ['2026-03-07', '2026-03-28', '2026-10-24', '2026-10-31'].map((day) =>
  Date.parse(`${day}T18:00:00Z`),
)
const step = fc.record({
  of: fc.nat(2),
  does: fc.constantFrom(
    'ask',
    'ask',
    'reply',
    'reply',
    'note',
    'give',
    'pass',
    'tag',
    'close',
    'reopen',
    'was over',
  ),
  by: fc.nat(1),
  after: fc.integer({ min: 1, max: 150 }),
})
const history = fc.record({
  start: fc.constantFrom(...STARTS),
  steps: fc.array(step, { minLength: 8, maxLength: 30 }),
})
type Step = { of: number; does: string; by: number; after: number }

/** Given to somebody after midnight, and over before, as is said later. */
const OVER_BEFORE_GIVEN = {
  start: Date.parse('2026-03-07T18:00:00Z'),
  steps: [
    { of: 1, does: 'ask', by: 0, after: 150 },
    { of: 0, does: 'ask', by: 0, after: 140 },
    { of: 0, does: 'give', by: 0, after: 30 },
    { of: 0, does: 'was over', by: 0, after: 30 },
  ],
}

onBothDatabases('counting for reports', (create) => {
  let on: TestDatabase
  let here: Database
  let now = 0
  const clock = { now: () => new Date(now) }
  const agents = [
    { id: newId(), name: 'Linh' },
    { id: newId(), name: 'Nam' },
  ]
  const tagId = newId()
  const team = { id: newId(), name: 'Billing' }
  const passTo = (agent: { id: string; name: string } | null) => ({
    agent,
    team,
    note: '',
    clientMessageId: newId(),
  })

  beforeAll(async () => {
    on = await create()
    now = Date.parse('2026-01-01T00:00:00Z')
    here = await on.open(clock)
    const at = clock.now().toISOString()
    for (const { id, name } of agents)
      await here.sql
        .insertInto('users')
        .values({
          id,
          email: `${name}@x.test`,
          name,
          passwordHash: '',
          role: 'agent',
          isActive: 1,
          language: null,
          availability: 'online',
          isPresent: 0,
          isIdle: 0,
          capacity: null,
          lastAssignedAt: null,
          createdAt: at,
          updatedAt: at,
        })
        .execute()
    await here.transaction((tx) => writeSettings(tx, { 'chat.hours': HOURS }))
    await here.sql
      .insertInto('teams')
      .values({ ...team, createdAt: at })
      .execute()
    await here.sql
      .insertInto('tags')
      .values({ id: tagId, name: 'Refund', nameKey: '' as never, color: 'blue', createdAt: at })
      .execute()
  })
  afterAll(async () => {
    await here.close()
    await on.drop()
  })

  const counter = () =>
    createCounter({
      database: here,
      onError: (error) => {
        throw error
      },
    })

  const begin = (
    email = `${newId()}@x.test`,
    visitor?: Parameters<typeof openConversation>[1]['visitor'],
  ) =>
    here.transaction(async (tx) => {
      const { customer } = await customerForEmail(tx, { email, name: '=Mai' })
      return openConversation(tx, {
        channel: 'webchat',
        customer,
        visitorName: '=Mai',
        ...(visitor && { visitor }),
      })
    })

  async function take(id: string, { does, by, after }: Step): Promise<void> {
    const agent = agents[by] ?? { id: '', name: '' }
    const actor = { type: 'agent' as const, ...agent }
    const say = (type: 'customer' | 'agent', visibility: 'public' | 'internal') => ({
      conversationId: id,
      author: type === 'agent' ? actor : { type, id: null, name: 'Mai' },
      kind: visibility === 'internal' ? ('note' as const) : ('text' as const),
      visibility,
      content: 'Xin chào',
      clientMessageId: null,
    })
    await here.transaction(async (tx) => {
      if (does === 'ask') return void (await appendMessages(tx, [say('customer', 'public')]))
      if (does === 'reply') return void (await appendMessages(tx, [say('agent', 'public')]))
      if (does === 'note') return void (await appendMessages(tx, [say('agent', 'internal')]))
      const row = await takeConversation(tx, id)
      if (does === 'give') await assignConversation(tx, row, by === 0 ? agent : null, actor)
      if (does === 'pass' && row.status === 'open')
        await transferConversation(tx, row, passTo(by === 0 ? agent : null), actor)
      if (does === 'close') await closeConversation(tx, row, actor)
      if (does === 'reopen') await reopenConversation(tx, row, actor)
      // As another system says late: perhaps before what became of it here.
      if (does === 'was over') {
        await closePast(tx, row, new Date(now - 2 * after * MINUTE).toISOString())
        await tellRewritten(tx, row)
      }
      if (does === 'tag') {
        const change = { add: by === 0 ? [tagId] : [], remove: by === 0 ? [] : [tagId] }
        await tagConversations(tx, [row], change, actor)
      }
    })
  }

  async function play({ start, steps }: { start: number; steps: Step[] }): Promise<void> {
    now = start
    const ids: string[] = []
    for (let made = 0; made < 3; made++) ids.push((await begin()).id)
    for (const each of steps) {
      now += each.after * MINUTE
      await take(ids[each.of] ?? '', each)
    }
  }

  async function slowly(): Promise<Found[]> {
    const rows = await here.sql.selectFrom('events').selectAll().orderBy('seq').execute()
    const events = rows.map(
      ({ refs, body, ...row }) =>
        ({ ...row, refs: JSON.parse(refs), body: JSON.parse(body) }) as StreamEvent,
    )
    const found: Found[] = []
    for (const each of Map.groupBy(events, ({ refs }) => refs.conversationId).values())
      found.push(...readConversation(each))
    return found
  }

  const scopeOf = (zone: string, more: Partial<Scope> = {}): Scope => ({
    from: '2026-03-01',
    to: '2026-12-31',
    zone,
    time: 'wall',
    ...more,
  })

  it('agrees with a slow reading of all events, whatever happens, over days on which clocks change', async () => {
    await fc.assert(
      fc.asyncProperty(history, async (played) => {
        await play(played)
        // Two at once: neither doubles what the other counts.
        await Promise.all([counter().run(), counter().run()])
        await counter().run()
        // Whatever is packed, and loosened again by what comes later, adds up to the same.
        await packDays(here, 0)
        const found = await slowly()
        for (const agentId of [undefined, ...agents.map(({ id }) => id)])
          await agrees(found, agentId)
        await agreesByDay(found)
        for (const time of ['wall', 'business'] as const) await agreesByGroup(found, time)
        await agreesBefore(found)
        for (const agentId of [undefined, ...agents.map(({ id }) => id)])
          await agreesOnBacklog(found, agentId)
        expect(found).not.toEqual([])
      }),
      { numRuns: 4, examples: [[OVER_BEFORE_GIVEN]] },
    )
  }, 60_000)

  async function agrees(found: Found[], agentId: string | undefined): Promise<void> {
    const scope = scopeOf('UTC', { agentId })
    const { figures } = await summarize(here, scope)
    const of = found.filter((each) => agentId === undefined || each.of.agent === agentId)
    for (const measure of ['begun', 'received', 'replied', 'resolved', 'reopened'] as const)
      expect([measure, figures[measure].count]).toEqual([measure, count(of, measure)])
    expect(figures.backlog.count).toBe(count(of, 'open'))
    for (const measure of ['firstResponse', 'waiting', 'resolution'] as const) {
      const lengths = lengthsOf(of, measure, 'wall')
      expect([measure, figures[measure]]).toEqual([measure, figureOf(lengths)])
    }
    for (const measure of ['waiting', 'resolved', 'backlog', 'received'] as const) {
      const listing = await listingOf(here, { ...scope, measure })
      const page = await pageOf(here, listing, { cursor: undefined, limit: 3 })
      expect(page.total).toBe(figures[measure].count)
      const lines = await textOf(csvOf(here, { ...scope, measure, report: 'rows' }))
      expect(lines.trimEnd().split('\r\n').length - 1).toBe(figures[measure].count)
    }
  }

  async function agreesByDay(found: Found[]): Promise<void> {
    for (const zone of ZONES) {
      const { points } = await courseOf(here, scopeOf(zone), { measure: 'received', by: 'day' })
      const byDay = new Map(points.map((point) => [dayIn(zone, point.startsAt), point.count]))
      expect(byDay.size).toBe(306)
      const received = found.filter(({ measure }) => measure === 'received')
      for (const [day, of] of Map.groupBy(received, ({ at }) => dayIn(zone, at)))
        expect([zone, day, byDay.get(day)]).toEqual([zone, day, of.length])
      const busiest = await busiestIn(here, scopeOf(zone), 'received')
      expect(busiest.total).toBe(received.length)
      const monday = received.filter(({ at }) => hourIn(zone, at) === 'Sun 02')
      expect(busiest.cells[6]?.[2]).toBe(monday.length)
    }
  }

  async function agreesByGroup(found: Found[], time: Scope['time']): Promise<void> {
    for (const by of GroupKind.options) {
      const { groups } = await groupsOf(here, scopeOf('UTC', { time }), by)
      const keysOf = ({ of }: Found) => {
        const key = of[by]
        if (!Array.isArray(key)) return [key ?? 'none']
        return key.length === 0 ? ['none'] : key
      }
      const keys = new Set(found.flatMap(keysOf))
      expect(new Set(groups.map(({ key }) => key))).toEqual(keys)
      for (const { key, figures } of groups) {
        const of = found.filter((each) => keysOf(each).includes(key))
        for (const measure of COUNTED)
          expect([by, key, measure, figures[measure].count]).toEqual([
            by,
            key,
            measure,
            count(of, measure),
          ])
        expect(figures.backlog.count).toBe(count(of, 'open'))
        for (const measure of MEASURED_LENGTHS)
          expect([by, key, measure, figures[measure]]).toEqual([
            by,
            key,
            measure,
            figureOf(lengthsOf(of, measure, time)),
          ])
      }
    }
  }

  // From different days on: what was open before them is counted another way than what came after.
  async function agreesOnBacklog(found: Found[], agentId: string | undefined): Promise<void> {
    const of = found.filter((each) => agentId === undefined || each.of.agent === agentId)
    const openAt = (at: string) => {
      const before = of.filter((each) => each.at < at)
      return count(before, 'opens') - count(before, 'ends')
    }
    for (const from of ['2026-03-08', '2026-03-09', '2026-03-29', '2026-10-25', '2026-11-01']) {
      const scope = scopeOf('Europe/Berlin', { from, to: '2026-11-30', agentId })
      const { points } = await courseOf(here, scope, { measure: 'backlog', by: 'day' })
      expect(points.map((point) => point.count)).toEqual(points.map(({ endsAt }) => openAt(endsAt)))
    }
  }

  // The range before ends on a day on which Berlin changes its clocks.
  async function agreesBefore(found: Found[]): Promise<void> {
    const zone = 'Europe/Berlin'
    const scope = scopeOf(zone, { from: '2026-03-30', to: '2026-04-28' })
    const { before, figuresBefore } = await summarize(here, scope)
    expect([before.from, before.to]).toEqual(['2026-02-28', '2026-03-29'])
    const of = found.filter(({ at }) => {
      const day = dayIn(zone, at)
      return day >= before.from && day <= before.to
    })
    for (const measure of COUNTED)
      expect([measure, figuresBefore[measure].count]).toEqual([measure, count(of, measure)])
    for (const measure of MEASURED_LENGTHS)
      expect([measure, figuresBefore[measure]]).toEqual([
        measure,
        figureOf(lengthsOf(of, measure, 'wall')),
      ])
  }

  it('does not change what was when a conversation is somebody else’s later, or has other tags', async () => {
    now = Date.parse('2027-02-01T08:00:00Z')
    const { id } = await begin()
    const at = async (does: string, by = 0) => {
      now += MINUTE
      await take(id, { of: 0, does, by, after: 1 })
    }
    for (const does of ['give', 'tag', 'ask', 'reply', 'close']) await at(does)
    await counter().run()
    const february = scopeOf('UTC', { from: '2027-02-01', to: '2027-02-28' })
    const figures = async () => {
      const [agent, tag] = [
        await groupsOf(here, february, 'agent'),
        await groupsOf(here, february, 'tag'),
      ]
      return [agent.groups, tag.groups]
    }
    const before = await figures()
    expect(JSON.stringify(before)).toContain('"median":60000')
    now = Date.parse('2027-03-05T08:00:00Z')
    for (const [does, by] of [
      ['reopen', 1],
      ['tag', 1],
      ['give', 1],
      ['close', 1],
    ] as const)
      await at(does, by)
    await counter().run()
    expect(await figures()).toEqual(before)
  })

  it('holds nothing open that is erased', async () => {
    now = Date.parse('2027-04-01T08:00:00Z')
    const april = scopeOf('UTC', { from: '2027-04-01', to: '2027-04-30' })
    const backlog = async () => {
      await counter().run()
      return (await summarize(here, april)).figures.backlog.count
    }
    const before = await backlog()
    const { id } = await begin()
    await take(id, { of: 0, does: 'give', by: 0, after: 1 })
    expect(await backlog()).toBe(before + 1)
    now += MINUTE
    const body = { ids: [newId()], conversationIds: [id, newId()], ticketIds: [] }
    await here.transaction(async (tx) => append(tx, { kind: 'customer.erased', refs: {}, body }))
    expect(await backlog()).toBe(before)
  })

  it('counts nothing twice and loses nothing when a process dies while it counts', async () => {
    now = Date.parse('2027-05-01T08:00:00Z')
    const { id } = await begin()
    for (const does of ['ask', 'reply', 'ask']) await take(id, { of: 0, does, by: 0, after: 1 })
    const dying: Database = {
      ...here,
      transaction: (work) =>
        here.transaction(async (tx) => {
          await work(tx)
          throw new Error('the process dies')
        }),
    }
    const errors: unknown[] = []
    await createCounter({ database: dying, onError: (error) => errors.push(error) }).run()
    expect(errors).toHaveLength(1)
    await counter().run()
    await counter().run()
    const { figures } = await summarize(
      here,
      scopeOf('UTC', { from: '2027-05-01', to: '2027-05-31' }),
    )
    expect([figures.begun.count, figures.received.count, figures.replied.count]).toEqual([1, 2, 1])
  })

  it('counts the wait for an answer to what a reply had not seen from when that was written', async () => {
    now = Date.parse('2027-09-01T08:00:00Z')
    const { id } = await begin()
    const ask = { of: 0, does: 'ask', by: 0, after: 1 }
    await take(id, ask)
    now += MINUTE
    await take(id, ask)
    now += MINUTE
    const author = { type: 'agent', id: agents[0]?.id ?? '', name: 'Linh' } as const
    const letter = { author, kind: 'text', visibility: 'public', content: 'Xin chào' } as const
    await here.transaction((tx) =>
      appendMessages(tx, [{ ...letter, conversationId: id, clientMessageId: null, seenSeq: 1 }]),
    )
    now += 3 * MINUTE
    await take(id, { of: 0, does: 'reply', by: 0, after: 1 })
    await counter().run()
    const september = scopeOf('UTC', { from: '2027-09-01', to: '2027-09-30' })
    // The first reply after two minutes, the answer to the second question after four.
    expect((await summarize(here, september)).figures.waiting).toMatchObject({
      count: 2,
      mean: 3 * MINUTE,
    })
  })

  it('resolves nothing by a merge, and holds open what it goes on in', async () => {
    now = Date.parse('2027-06-01T08:00:00Z')
    const email = `${newId()}@x.test`
    const context = {
      pages: [],
      referrer: null,
      zone: null,
      language: null,
      userAgent: null,
      fields: [],
    }
    const visitor = { id: newId(), context }
    const [source, target] = [await begin(email, visitor), await begin(email, visitor)]
    for (const { id } of [source, target]) await take(id, { of: 0, does: 'ask', by: 0, after: 1 })
    await counter().run()
    const june = scopeOf('UTC', { from: '2027-06-01', to: '2027-06-30' })
    const before = (await summarize(here, june)).figures
    now += MINUTE
    const by = { type: 'agent' as const, id: agents[0]?.id ?? '', name: 'Linh' }
    await here.transaction((tx) => mergeConversations(tx, source.id, target.id, by))
    await counter().run()
    const { figures } = await summarize(here, june)
    expect([figures.resolved.count, figures.received.count]).toEqual([0, 2])
    expect(figures.backlog.count).toBe(before.backlog.count - 1)
    const listing = await listingOf(here, { ...june, measure: 'backlog' })
    const { rows } = await pageOf(here, listing, { cursor: undefined, limit: 1 })
    expect(rows).toMatchObject([{ subjectId: target.id }])
  })

  it('counts what Crisp tells of the past when it was said, once however often it is brought, also after its days were packed', async () => {
    now = Date.parse('2027-07-20T08:00:00Z')
    const { id } = await here.transaction(async (tx) => {
      const { customer } = await customerForEmail(tx, { email: `${newId()}@x.test`, name: 'Lena' })
      const external = { source: 'site', id: newId(), startedAt: '2027-07-05T09:00:00.000Z' }
      const row = await openConversation(tx, {
        channel: 'crisp',
        customer,
        visitorName: 'Lena',
        external,
      })
      await tellRewritten(tx, row)
      return row
    })
    const bring = (...messages: Brought[]) =>
      here.transaction(async (tx) => {
        const row = await takeConversation(tx, id)
        await bringMessages(tx, row, { messages, isPast: true })
        await tellRewritten(tx, row)
      })
    const july = scopeOf('Europe/Berlin', {
      from: '2027-07-01',
      to: '2027-07-31',
      channel: 'crisp',
    })
    const told = async () => {
      await counter().run()
      const loose = (await summarize(here, july)).figures
      await packDays(here, 0)
      expect((await summarize(here, july)).figures).toEqual(loose)
      return [loose.begun.count, loose.received.count, loose.waiting.count, loose.waiting.median]
    }
    await bring(brought('09:10', 'customer'), brought('09:30', 'agent'))
    expect(await told()).toEqual([1, 1, 1, 20 * MINUTE])
    // In the middle of what is counted and packed already.
    await bring(brought('09:20', 'agent'), brought('09:25', 'customer'))
    expect(await told()).toEqual([1, 2, 2, 7.5 * MINUTE])
  })

  it('writes no cell that a spreadsheet would run', async () => {
    const scope = scopeOf('Asia/Ho_Chi_Minh', { from: '2027-02-01', to: '2027-02-28' })
    const text = await textOf(csvOf(here, { ...scope, measure: 'begun', report: 'rows' }))
    expect(text).toContain(",'=Mai,")
    expect(text).toContain('2027-02-01T15:00:00.000+07:00')
  })
})

/** A message that Crisp dates. */
const brought = (clock: string, who: 'customer' | 'agent'): Brought => ({
  author: { type: who, id: null, name: who },
  kind: 'text',
  visibility: 'public',
  content: clock,
  clientMessageId: `crisp:${clock}`,
  sentAt: `2027-07-05T${clock}:00.000Z`,
  rank: 0,
  remoteFile: null,
  editedAt: null,
})

async function textOf(lines: Promise<AsyncIterable<string>>): Promise<string> {
  let text = ''
  for await (const line of await lines) text += line
  return text
}
