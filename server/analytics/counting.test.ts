import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import type { Scope } from '../contract/analytics.ts'
import type { StreamEvent } from '../contract/events.ts'
import {
  appendMessages,
  assignConversation,
  closeConversation,
  openConversation,
  reopenConversation,
  tagConversations,
  takeConversation,
} from '../conversations/index.ts'
import { customerForEmail } from '../customers/index.ts'
import type { Database } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { append } from '../stream/index.ts'
import { createCounter } from './counter.ts'
import { csvOf } from './csv.ts'
import { packDays } from './pack.ts'
import { busiestIn, courseOf, groupsOf, summarize } from './reports.ts'
import { listingOf, pageOf } from './rows.ts'

const MINUTE = 60_000
const ZONES = ['Europe/Berlin', 'America/New_York', 'Asia/Ho_Chi_Minh'] as const
// Around the days on which Berlin and New York change their clocks.
const STARTS = ['2026-03-07', '2026-03-28', '2026-10-24', '2026-10-31'].map((day) =>
  Date.parse(`${day}T18:00:00Z`),
)
const step = fc.record({
  of: fc.nat(2),
  does: fc.constantFrom('ask', 'ask', 'reply', 'reply', 'note', 'give', 'tag', 'close', 'reopen'),
  by: fc.nat(1),
  after: fc.integer({ min: 1, max: 150 }),
})
const history = fc.record({
  start: fc.constantFrom(...STARTS),
  steps: fc.array(step, { minLength: 8, maxLength: 30 }),
})
type Step = { of: number; does: string; by: number; after: number }

/** What a slow reading of all events says happened. */
interface Found {
  measure: string
  at: string
  agentId: string | null
  length: number | null
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

  const begin = () =>
    here.transaction(async (tx) => {
      const { customer } = await customerForEmail(tx, {
        email: `${newId()}@x.test`,
        name: '=Mai',
      })
      return openConversation(tx, { channel: 'webchat', customer, visitorName: '=Mai' })
    })

  async function take(id: string, { does, by }: Step): Promise<void> {
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
      if (does === 'close') await closeConversation(tx, row, actor)
      if (does === 'reopen') await reopenConversation(tx, row, actor)
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
        expect(found).not.toEqual([])
      }),
      { numRuns: 4 },
    )
  }, 60_000)

  async function agrees(found: Found[], agentId: string | undefined): Promise<void> {
    const scope = scopeOf('UTC', { agentId })
    const { figures } = await summarize(here, scope)
    const of = found.filter((each) => agentId === undefined || each.agentId === agentId)
    for (const measure of ['begun', 'received', 'replied', 'resolved', 'reopened'] as const)
      expect([measure, figures[measure].count]).toEqual([measure, count(of, measure)])
    for (const measure of ['firstResponse', 'waiting', 'resolution'] as const) {
      const lengths = of.flatMap((each) => (each.measure === measure ? (each.length ?? []) : []))
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

  it('writes no cell that a spreadsheet would run', async () => {
    const scope = scopeOf('Asia/Ho_Chi_Minh', { from: '2027-02-01', to: '2027-02-28' })
    const text = await textOf(csvOf(here, { ...scope, measure: 'begun', report: 'rows' }))
    expect(text).toContain(",'=Mai,")
    expect(text).toContain('2027-02-01T15:00:00.000+07:00')
  })
})

function readConversation(events: StreamEvent[]): Found[] {
  const found: Found[] = []
  let since = ''
  let waits: string | null = null
  let asked: string | null = null
  let isAnswered = false
  for (const event of events) {
    const add = (measure: string, at: string, agentId: string | null, from: string | null = null) =>
      found.push({
        measure,
        at,
        agentId,
        length: from === null ? null : Date.parse(at) - Date.parse(from),
      })
    if (event.kind === 'conversation.started') {
      since = event.body.conversation.startedAt
      add('begun', since, event.body.conversation.assignee?.id ?? null)
    } else if (event.kind === 'message.added') {
      const { author, visibility, sentAt, kind } = event.body.message
      if (visibility !== 'public' || kind === 'event') continue
      if (author.type === 'customer') {
        add('received', sentAt, event.body.conversation.assignee?.id ?? null)
        waits ??= sentAt
        asked ??= sentAt
        continue
      }
      add('replied', sentAt, author.id)
      if (waits !== null) add('waiting', sentAt, author.id, waits)
      waits = null
      if (asked !== null && !isAnswered) add('firstResponse', sentAt, author.id, asked)
      isAnswered ||= asked !== null
    } else if (event.kind === 'conversation.changed') {
      const holder = event.body.conversation.assignee?.id ?? null
      if (event.body.change === 'closed') {
        add('resolved', event.at, holder)
        add('resolution', event.at, holder, since)
        waits = null
      }
      if (event.body.change === 'reopened') {
        add('reopened', event.at, holder)
        since = event.at
      }
    }
  }
  return found
}

const count = (found: Found[], measure: string) =>
  found.filter((each) => each.measure === measure).length

function figureOf(lengths: number[]) {
  const sorted = lengths.toSorted((a, b) => a - b)
  if (sorted.length === 0) return { count: 0, mean: null, median: null, p90: null }
  const between = (share: number) => {
    const place = share * (sorted.length - 1)
    const [low = 0, high = low] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]]
    return Math.round(low + (high - low) * (place - Math.floor(place)))
  }
  const mean = Math.round(sorted.reduce((sum, each) => sum + each, 0) / sorted.length)
  return { count: sorted.length, mean, median: between(0.5), p90: between(0.9) }
}

const dayIn = (zone: string, at: string) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(at))
const hourIn = (zone: string, at: string) =>
  new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    hourCycle: 'h23',
  })
    .format(new Date(at))
    .replace(', ', ' ')

async function textOf(lines: Promise<AsyncIterable<string>>): Promise<string> {
  let text = ''
  for await (const line of await lines) text += line
  return text
}
