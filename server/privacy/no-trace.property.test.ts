import fc from 'fast-check'
import { SignJWT } from 'jose'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'
import type { TestSocket } from '../../tests/support/sockets.ts'
import { eraseAndWait, freshWord, placesOf } from '../../tests/support/traces.ts'
import type { DealStage } from '../contract/deals.ts'

const WAIT = { timeout: 15_000, interval: 50 }
const PEOPLE = 3
const FIELDS = ['name', 'email', 'phone', 'company'] as const
const RULES = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()]

type Edited = 'phone' | 'name' | 'company' | 'plan'

type Step =
  | { do: 'merge'; into: number; from: number; takes: Array<(typeof FIELDS)[number]> }
  | { do: 'undo'; which: number }
  | { do: 'edit'; who: number; field: Edited }
  | { do: 'note'; who: number }
  | { do: 'ticket'; who: number }
  | { do: 'task'; who: number }
  | { do: 'deal'; who: number }
  | { do: 'tick'; who: number }
  | { do: 'drop'; who: number }
  | { do: 'give'; who: number }
  | { do: 'visit'; who: number }
  | { do: 'show'; who: number; answers: boolean }

const who = fc.nat(PEOPLE - 1)
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('merge' as const),
      into: who,
      from: who,
      takes: fc.subarray([...FIELDS]),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('undo' as const), which: fc.nat(5) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('edit' as const),
      who,
      field: fc.constantFrom<Edited>('phone', 'name', 'company', 'plan'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('note' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('ticket' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('task' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('deal' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('tick' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('drop' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('give' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('visit' as const), who }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('show' as const), who, answers: fc.boolean() }),
  },
)

/** Shown as the other for a while, and changed meanwhile. */
const TOGETHER: Step[] = [
  { do: 'show', who: 0, answers: true },
  { do: 'show', who: 1, answers: true },
  { do: 'task', who: 0 },
  { do: 'task', who: 0 },
  { do: 'deal', who: 0 },
  { do: 'deal', who: 0 },
  { do: 'merge', into: 1, from: 0, takes: ['name', 'phone', 'company'] },
  { do: 'ticket', who: 1 },
  { do: 'deal', who: 1 },
  { do: 'tick', who: 0 },
  { do: 'drop', who: 0 },
  { do: 'edit', who: 0, field: 'phone' },
  { do: 'merge', into: 2, from: 1, takes: ['name'] },
  { do: 'undo', which: 1 },
  { do: 'undo', which: 0 },
  { do: 'visit', who: 0 },
  { do: 'show', who: 0, answers: false },
]

/** Something was to be done for the other meanwhile, of which its agent was told. */
const TOLD: Step[] = [
  { do: 'merge', into: 1, from: 0, takes: ['name'] },
  { do: 'task', who: 1 },
  { do: 'undo', which: 0 },
]

/** A third's task was given to another agent while it was shown as the other's; it is the third's again. */
const GIVEN: Step[] = [
  { do: 'task', who: 2 },
  { do: 'merge', into: 1, from: 0, takes: ['name'] },
  { do: 'merge', into: 1, from: 2, takes: [] },
  { do: 'give', who: 2 },
  { do: 'undo', which: 0 },
  { do: 'undo', which: 0 },
]

/** Parted from a third, which is told of it, while shown as the other. */
const PARTED: Step[] = [
  { do: 'merge', into: 1, from: 0, takes: ['name', 'email', 'company'] },
  { do: 'merge', into: 1, from: 2, takes: ['email', 'phone'] },
  { do: 'undo', which: 1 },
  { do: 'undo', which: 0 },
]

onBothDatabases('whatever happened to somebody before', (create) => {
  let on: TestDatabase
  let server: TestServer
  let agent: Account
  let colleague: Account
  let desk: TestSocket
  let won: string | undefined
  let lost: string | undefined
  beforeAll(async () => {
    on = await create()
    server = await startServer(on)
    agent = await server.signIn('agent', 'Linh')
    colleague = await server.signIn('agent', 'Hoa')
    desk = await server.socket('/chat', { token: agent.token })
    await server.admin.post('/api/customer-fields', { key: 'plan', label: 'Plan', type: 'text' })
    const stages: DealStage[] = (await agent.api.get('/api/deal-stages')).body.data
    won = stages.find(({ category }) => category === 'won')?.id
    lost = stages.find(({ category }) => category === 'lost')?.id
    const rules = RULES.map((id) => ({
      id,
      name: 'Prices',
      text: { en: 'Any questions?', vi: '' },
    }))
    await server.admin.put('/api/settings/webchat', { proactive: rules })
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  interface One {
    id: string
    word: string
    /** Their browser's. */
    visitorId: string
    /** What was to be done for them before they were one with anybody, or is for them now. */
    taskIds: string[]
    /** The same of what may be sold to them. */
    dealIds: string[]
  }

  async function person(): Promise<One> {
    const word = freshWord()
    const { body } = await agent.api.post('/api/customers', {
      name: `Mai ${word}`,
      email: `${word}@x.test`,
      phone: word.slice(0, 20),
      company: word,
      fields: { plan: word },
    })
    return {
      id: body.data.id,
      word,
      visitorId: crypto.randomUUID(),
      taskIds: [],
      dealIds: [],
    }
  }

  const ticket = ({ id, word }: One) =>
    agent.api.post('/api/tickets', {
      customerId: id,
      subject: `Ticket ${word}`,
      description: `It is broken ${word}`,
      assignedTo: agent.id,
    })

  async function task({ id, word, taskIds }: One) {
    const body = { customerId: id, title: `Call ${word}`, note: word, assignedTo: agent.id }
    taskIds.push((await server.admin.post('/api/tasks', body)).body.data.id)
  }

  async function deal({ id, word, dealIds }: One) {
    const body = { customerId: id, title: `Sell ${word}`, stageId: lost }
    const { data } = (await server.admin.post('/api/deals', body)).body
    dealIds.push(data.id)
    await agent.api.put(`/api/deals/${data.id}`, { lostReason: `Not ${word}` })
  }

  /** Done, or worth more and won, also while it is shown as another's. */
  async function tick({ taskIds, dealIds }: One) {
    for (const id of taskIds) {
      const dueAt = '2099-01-01T00:00:00.000Z'
      const done = await agent.api.put(`/api/tasks/${id}`, { state: 'done', dueAt })
      expect(done.status).toBe(200)
    }
    for (const id of dealIds) {
      const change = { amount: 1250, stageId: won }
      expect((await agent.api.put(`/api/deals/${id}`, change)).status).toBe(200)
    }
  }

  /** To one agent after the other. */
  async function give({ taskIds }: One) {
    const [id] = taskIds
    if (id === undefined) return
    const { assignedTo } = (await agent.api.get(`/api/tasks/${id}`)).body.data
    const next = assignedTo === agent.id ? colleague.id : agent.id
    const given = await server.admin.put(`/api/tasks/${id}`, { assignedTo: next })
    expect(given.status).toBe(200)
  }

  async function drop({ taskIds, dealIds }: One) {
    for (const id of taskIds.splice(-1)) {
      const gone = await agent.api.delete(`/api/tasks/${id}`)
      expect(gone.status).toBe(204)
    }
    for (const id of dealIds.splice(-1))
      expect((await agent.api.delete(`/api/deals/${id}`)).status).toBe(204)
  }

  async function edit({ id, word }: One, field: Edited) {
    const value = field === 'name' ? `May ${word}` : `1${word.slice(0, 19)}`
    const change = field === 'plan' ? { fields: { plan: value } } : { [field]: value }
    expect((await agent.api.put(`/api/customers/${id}`, change)).status).toBe(200)
  }

  const note = ({ id, word }: One) =>
    agent.api.post(`/api/customers/${id}/notes`, { content: `Likes ${word}` })

  /** They say something, and are answered. */
  async function visit({ word }: One) {
    const socket = await server.socket('/chat')
    const { sessionId } = await socket.ask('startChat', {
      customerEmail: `${word}@x.test`,
      customerName: `Mai ${word}`,
      page: { url: `https://x.test/${word}`, title: word },
    })
    const said = { sessionId, senderType: 'customer', content: `I am ${word}` }
    expect(await socket.ask('sendMessage', said)).toMatchObject({ success: true })
    socket.close()
    const answer = { sessionId, senderType: 'agent', senderId: agent.id, content: `Hello ${word}` }
    expect(await desk.ask('sendMessage', answer)).toMatchObject({ success: true })
  }

  /** Everything the chat has to say by itself, and then a chat, which answers the last of it or none. */
  async function show({ word, visitorId }: One, answers: boolean) {
    const headers = { origin: 'https://shop.test' }
    const said = []
    for (const ruleId of RULES) {
      const asked = { ruleId, visitorId }
      const { body } = await server.anonymous.post('/api/chat/proactive', asked, headers)
      if (body.data.message) said.push(body.data.message.id)
    }
    const socket = await server.socket('/chat')
    const visitor = { customerEmail: `${word}@x.test`, customerName: `Mai ${word}`, visitorId }
    const proactiveId = answers ? said.at(-1) : undefined
    const { sessionId } = await socket.ask('startChat', { ...visitor, proactiveId })
    await socket.ask('closeChat', { sessionId })
    socket.close()
  }

  /** Shown something by the site's word before anybody is known by it. */
  async function showSigned({ id, word, visitorId }: One) {
    const { data } = (await server.admin.post('/api/settings/webchat/identity-secret')).body
    const identityToken = await new SignJWT({ sub: word, name: 'Mai' })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(Buffer.from(data.secret))
    const asked = { ruleId: RULES[0], visitorId, identityToken }
    const headers = { origin: 'https://shop.test' }
    const { body } = await server.anonymous.post('/api/chat/proactive', asked, headers)
    expect(body.data.message).not.toBe(null)
    await agent.api.post(`/api/customers/${id}/identities`, { kind: 'external', value: word })
  }

  const showingsOf = async ({ id }: One) =>
    server.database.sql
      .selectFrom('proactiveShowings')
      .selectAll()
      .where('customerId', '=', id)
      .orderBy('id')
      .execute()

  const shown = async ({ id }: One) => (await server.admin.get(`/api/customers/${id}`)).body.data

  async function live(people: readonly One[], steps: readonly Step[]): Promise<void> {
    const standing: string[] = []
    const at = (index: number) => people[index]!
    for (const each of steps)
      if (each.do === 'merge') {
        const fields = Object.fromEntries(each.takes.map((field) => [field, 'merged']))
        const body = { customerId: at(each.from).id, fields }
        const answer = await agent.api.post(`/api/customers/${at(each.into).id}/merge`, body)
        if (answer.status === 201) standing.push(answer.body.data.id)
      } else if (each.do === 'undo') {
        const id = standing[each.which % standing.length]
        const answer = id && (await agent.api.delete(`/api/customers/merges/${id}`))
        if (answer && answer.status === 204) standing.splice(standing.indexOf(id), 1)
      } else if (each.do === 'tick') await tick(at(each.who))
      else if (each.do === 'drop') await drop(at(each.who))
      else if (each.do === 'give') await give(at(each.who))
      else {
        // What is said of two who are one is said of the survivor, and stays theirs.
        const { id } = await shown(at(each.who))
        await happen(
          people.find((one) => one.id === id)!,
          each,
        )
      }
  }

  async function happen(
    one: One,
    now: Exclude<Step, { do: 'merge' | 'undo' | 'tick' | 'drop' | 'give' }>,
  ): Promise<void> {
    if (now.do === 'ticket') await ticket(one)
    else if (now.do === 'task') await task(one)
    else if (now.do === 'deal') await deal(one)
    else if (now.do === 'visit') await visit(one)
    else if (now.do === 'note') await note(one)
    else if (now.do === 'show') await show(one, now.answers)
    else await edit(one, now.field)
  }

  /** Who is one with somebody now: their ids lead to the same customer. */
  async function oneWith(first: One, people: readonly One[]): Promise<One[]> {
    const own = await shown(first)
    const all = await Promise.all(people.map(async (each) => ({ each, now: await shown(each) })))
    return all.filter(({ now }) => now.id === own.id).map(({ each }) => each)
  }

  const isNowhere = ({ word, visitorId }: One) =>
    vi.waitFor(async () => {
      expect(await placesOf({ server, on }, word.slice(0, 19))).toEqual([])
      expect(await placesOf({ server, on }, visitorId)).toEqual([])
    }, WAIT)

  const stateOf = async (each: One) => ({
    now: await shown(each),
    showings: await showingsOf(each),
  })

  it('nothing of who is erased stays anywhere, and nobody else loses anything', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (steps) => {
        const people: One[] = []
        for (let index = 0; index < PEOPLE; index++) people.push(await person())
        await live(people, steps)
        const [first] = people
        const erased = await oneWith(first!, people)
        const others = people.filter((each) => !erased.includes(each))
        const before = await Promise.all(others.map(stateOf))
        const { id, name } = await shown(first!)
        await eraseAndWait(server, id, name)
        for (const each of erased) await isNowhere(each)
        expect(await Promise.all(others.map(stateOf))).toEqual(before)
      }),
      { numRuns: 7, endOnFailure: true, examples: [[TOGETHER], [PARTED], [TOLD], [GIVEN]] },
    )
  })

  it('nothing of who was deleted stays in the stream, on the timelines of others, among what was shown or in any file', async () => {
    const [kept, gone] = [await person(), await person()]
    await showSigned(gone)
    await task(gone)
    await task(gone)
    await deal(gone)
    await deal(gone)
    const takes = { name: 'merged', phone: 'merged' }
    const merge = { customerId: gone.id, fields: takes }
    const { body } = await agent.api.post(`/api/customers/${kept.id}/merge`, merge)
    await agent.api.put(`/api/customers/${kept.id}`, { phone: '0901 234 567' })
    await tick(gone)
    await drop(gone)
    await agent.api.delete(`/api/customers/merges/${body.data.id}`)
    expect((await server.admin.delete(`/api/customers/${gone.id}`)).status).toBe(204)
    const { sql } = server.database
    await vi.waitFor(
      async () =>
        expect(await sql.selectFrom('forgottenCustomers').selectAll().execute()).toEqual([]),
      WAIT,
    )
    const told = await sql.selectFrom('events').select(['kind', 'body']).orderBy('seq').execute()
    expect(told.filter((event) => event.body.includes(gone.word.slice(0, 19)))).toEqual([])
    const deleted = told.filter(({ kind }) => kind === 'customer.deleted')
    expect(deleted.map((event) => JSON.parse(event.body))).toContainEqual({ id: gone.id })
    // What is said of the one who stays, meanwhile too, goes on being said.
    const updated = told.filter(({ kind }) => kind === 'customer.updated')
    const about = updated.map((event) => JSON.parse(event.body).customer.id)
    expect(about).toContain(kept.id)
    await isNowhere(gone)
  })
})
