import { beforeAll, describe, expect, it } from 'vitest'
import type { UpdateDealBody } from '../contract/deals.ts'
import type { StreamEvent } from '../contract/events.ts'
import {
  appendMessages,
  type Draft,
  lockConversation,
  Marker,
  tagConversations,
} from '../conversations/index.ts'
import { createCustomer } from '../customers/actions.ts'
import { storeEvent } from '../customers/custom-events.ts'
import { lockCustomer, tagCustomer } from '../customers/index.ts'
import { addNote } from '../customers/notes.ts'
import { openDatabase } from '../db/open.ts'
import type { Database } from '../db/transaction.ts'
import { createDeal, updateDeal } from '../deals/actions.ts'
import { listStages } from '../deals/stage-queries.ts'
import { createSealer } from '../http/seal.ts'
import { createFirstAdmin } from '../identity/index.ts'
import { newId } from '../ids.ts'
import { createTask, updateTask } from '../tasks/actions.ts'
import { addComment } from '../tickets/comments.ts'
import { createTicket, updateTicket } from '../tickets/actions.ts'
import { convertChat } from '../tickets/convert.ts'
import { assignSession, closeSession, joinSession } from '../webchat/actions.ts'
import { startChat } from '../webchat/start.ts'
import { rateSession } from '../webchat/rate.ts'
import { saveContext } from '../webchat/visit.ts'
import { onPage, readContext } from '../webchat/visitor.ts'
import { fieldRows } from './catalog.ts'
import { SMALL_COMPANY } from './plan.ts'
import { seedDemo } from './seed.ts'

const company = { ...SMALL_COMPANY, customers: 30, conversations: 200, tickets: 40 }
const keys = { secret: Buffer.alloc(48) }
const sealer = createSealer(keys.secret)
const seen = { language: 'en', userAgent: null } as const

/** The events of a database, those of one moment and customer together. */
async function eventsOf({ sql }: Database): Promise<StreamEvent[][]> {
  const rows = await sql.selectFrom('events').selectAll().orderBy('seq').execute()
  const events = rows.map(
    ({ refs, body, ...row }) =>
      ({ ...row, refs: JSON.parse(refs), body: JSON.parse(body) }) as StreamEvent,
  )
  return [...Map.groupBy(events, ({ at, refs }) => `${at} ${refs.customerId}`).values()]
}

/** What kind of event it is, as closely as its content depends on it. */
function nameOf({ kind, body }: StreamEvent): string {
  if (kind === 'activity.added') return `${kind} ${body.activity.type}`
  if (kind === 'conversation.changed') return `${kind} ${body.change}`
  if (kind === 'conversation.started') return `${kind} ${body.conversation.channel}`
  if (kind === 'message.added') return `${kind} ${body.message.kind}`
  return kind
}

const pathsOf = (value: unknown, path: string): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, `${path}.${key}`))
    : [path]

/** For each kind of event every field that any of them has. */
function fieldsOf(events: StreamEvent[]): Record<string, string[]> {
  const groups = Map.groupBy(events, nameOf)
  return Object.fromEntries(
    [...groups].map(([name, group]) => [
      name,
      [...new Set(group.flatMap(({ refs, body }) => pathsOf({ refs, body }, '')))].toSorted(),
    ]),
  )
}

const orderOf = (events: StreamEvent[]) => events.map(nameOf).join(', ')

/** The fields of the shop, which are there before anything is told. */
const keepFields = ({ sql }: Database) =>
  sql
    .insertInto('customerFields')
    .values(fieldRows({ now: () => '2026-11-22T09:00:00.000Z', id: newId }))
    .execute()

/** One of everything the demo tells, done by the server itself, each at its own time. */
async function live(database: Database): Promise<void> {
  await createFirstAdmin(database, { email: 'linh@demo.test', password: 'a password' })
  const agent = await database.sql.selectFrom('users').selectAll().executeTakeFirstOrThrow()
  const by = { type: 'agent' as const, id: agent.id, name: agent.name }
  const page = { url: 'https://shop.example/', title: 'Shop' }
  const chat = async (told: object = { page }, customerEmail = 'mai@mail.example') => {
    const visitor = { customerEmail, customerName: 'Mai', ...told }
    const { sessionId, customer } = await startChat({ database, keys, sealer }, visitor, seen)
    const author = { type: 'customer' as const, id: customer.id, name: 'Mai' }
    await say(sessionId, { author })
    return { id: sessionId, customerId: customer.id }
  }
  const say = (conversationId: string, words: Pick<Draft, 'author'> & Partial<Draft>) =>
    database.transaction((tx) => {
      const kind = words.visibility === 'internal' ? 'note' : 'text'
      const draft = { visibility: 'public', content: 'Xin chào', clientMessageId: null } as const
      return appendMessages(tx, [{ ...draft, kind, conversationId, ...words }])
    })

  await keepFields(database)
  const fields = { plan: 'gold', cups_per_day: 20, birthday: '1990-01-31', newsletter: true }
  const lan = await createCustomer(database, { email: 'lan@mail.example', name: 'Lan', fields })
  const first = await chat()
  await goTo(database, first.id, 'https://shop.example/tea')
  await joinSession(database, first.id, agent)
  await new Marker(database).mark({
    conversationId: first.id,
    by: 'agent',
    what: 'read',
    seq: 1,
  })
  await tagWith(database, first.id, by)
  await say(first.id, { author: by })
  const marker = new Marker(database)
  await marker.mark({ conversationId: first.id, by: 'customer', what: 'read', seq: 2 })
  await say(first.id, { author: by, visibility: 'internal' })
  const converted = { subject: 'A subject', priority: 'low' } as const
  const { id } = await convertChat(database, first.id, converted, agent)
  const second = await chat()
  // By a chat that tells nothing of where they are, as somebody new and again.
  for (const _ of [1, 2]) await chat({}, 'hoa@mail.example')
  await assignSession(database, second.id, agent.id, by)
  await closeSession(database, second.id, by)
  await rateSession(database, second.id, { score: 5, comment: null })
  const { customerId } = first
  const wanted = {
    customerId,
    subject: 'Another',
    description: 'It broke',
    priority: 'low',
  } as const
  const another = await createTicket(database, wanted, agent)
  const taken = { status: 'in_progress', assignedTo: agent.id } as const
  await updateTicket(database, another.id, taken, agent)
  await addComment(database, id, { comment: 'Done', isInternal: false }, agent)
  await addComment(database, id, { comment: 'Done', isInternal: true }, agent)
  for (const status of ['in_progress', 'resolved', 'closed'] as const)
    await updateTicket(database, id, { status }, agent)
  await addNote(database, lan.id, 'Call after five.', agent)
  const dueAt = '2099-01-01T00:00:00.000Z'
  const body = { customerId, title: 'Call back', note: '', dueAt, conversationId: first.id }
  const task = await createTask(database, body, agent)
  await updateTask(database, task.id, { state: 'done' }, agent)
  const offer = { customerId, title: 'Beans', amount: 100, expectedOn: '2099-01-01' }
  const stages = await listStages(database.sql)
  const [, moved, , won, lost] = stages.map(({ id: stageId }) => ({ stageId }))
  const offered = async (end: UpdateDealBody = {}) => {
    const deal = await createDeal(database, offer, agent)
    for (const change of [moved, end]) await updateDeal(database, deal.id, change ?? {}, agent)
  }
  await offered(won)
  await belongs(database, customerId)
  await offered({ ...lost, lostReason: 'Too dear' })
  await database.transaction(async (tx) => {
    const [tag] = await tx.sql.selectFrom('tags').select('id').execute()
    const row = await lockCustomer(tx, lan.id)
    if (row && tag) await tagCustomer(tx, row, { add: [tag.id], remove: [] }, agent.id)
  })
  const properties = { order: 'PK-20100', total: 20, currency: 'USD' }
  await storeEvent(database, { id: lan.id }, { id: 'one', name: 'Order placed', properties })
}

/** Somebody belongs to a company, as if their domain had told. */
async function belongs({ sql }: Database, customerId: string): Promise<void> {
  const at = '2026-11-22T09:00:00.000Z'
  const [companyId, name] = [newId(), 'Highland']
  const names = { name, nameKey: 'highland', searchText: 'highland' }
  const row = { id: companyId, ...names, version: 1, createdAt: at, updatedAt: at }
  await sql.insertInto('companies').values(row).execute()
  const is = { companyId, company: name }
  await sql.updateTable('customers').set(is).where('id', '=', customerId).execute()
}

const goTo = (database: Database, sessionId: string, url: string) =>
  database.transaction(async (tx) => {
    const row = await lockConversation(tx, sessionId)
    if (row) await saveContext(tx, row, onPage(readContext(row.data), { url, title: '' }, tx.now))
  })

async function tagWith(
  database: Database,
  conversationId: string,
  by: Parameters<typeof tagConversations>[3],
): Promise<void> {
  const id = newId()
  await database.transaction(async (tx) => {
    const tag = {
      id,
      name: 'refund',
      nameKey: 'refund',
      color: 'orange',
      createdAt: tx.now,
    } as const
    await tx.sql.insertInto('tags').values(tag).execute()
    const row = await lockConversation(tx, conversationId)
    if (row) await tagConversations(tx, [row], { add: [id], remove: [] }, by)
  })
}

describe('what the demo tells', () => {
  let demo: StreamEvent[][]
  let server: StreamEvent[][]
  beforeAll(async () => {
    let time = Date.parse('2026-11-22T09:00:00.000Z')
    const clock = { now: () => new Date((time += 1_000)) }
    const tellings = [
      (database: Database) => seedDemo(database, { now: clock.now(), company }).then(() => {}),
      live,
    ].map(async (tellTo) => {
      const database = await openDatabase({ dialect: 'sqlite', path: ':memory:' }, clock)
      await tellTo(database)
      const events = await eventsOf(database)
      await database.close()
      return events
    })
    ;[demo = [], server = []] = await Promise.all(tellings)
  })

  it('is the same kinds of events, with the same fields, as the server tells', () => {
    expect(fieldsOf(demo.flat())).toEqual(fieldsOf(server.flat()))
  })

  it('comes in the same order as the server tells it', () => {
    const told = new Set(server.map(orderOf))
    expect(new Set(demo.map(orderOf))).toEqual(told)
  })
})
