import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'
import { amongIds } from '../db/bulk.ts'

const PEOPLE = 4
const SIDES = ['survivor', 'merged'] as const
const KINDS = [
  'conversations',
  'tickets',
  'tasks',
  'deals',
  'customerIdentities',
  'customerNotes',
  'activities',
  'proactiveShowings',
] as const

type Step =
  | { do: 'merge'; into: number; from: number; fields: object }
  | { do: 'undo'; which: number }

const side = fc.constantFrom(...SIDES)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: mergeStep() },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('undo' as const), which: fc.nat(9) }) },
)

function mergeStep() {
  return fc.record({
    do: fc.constant('merge' as const),
    into: fc.nat(PEOPLE - 1),
    from: fc.nat(PEOPLE - 1),
    fields: fc.record(
      { name: side, email: side, phone: side, company: side },
      { requiredKeys: [] },
    ),
  })
}

onBothDatabases('any sequence of merges and undos', (create) => {
  let on: TestDatabase
  let server: TestServer
  let agent: Account
  let tags: string[]
  const ruleId = crypto.randomUUID()
  const field = 'seats'
  beforeAll(async () => {
    on = await create()
    server = await startServer(on)
    agent = await server.signIn('agent', 'Linh')
    await server.admin.post('/api/customer-fields', { key: field, label: 'Seats', type: 'number' })
    const made = await Promise.all(
      ['VIP', 'Trial'].map((name) => server.admin.post('/api/tags', { name })),
    )
    tags = made.map(({ body }) => body.data.id)
    const rule = { id: ruleId, name: 'Prices', text: { en: 'Any questions?', vi: '' } }
    await server.admin.put('/api/settings/webchat', { proactive: [rule] })
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  async function person(index: number): Promise<string> {
    const seats = index < 2 ? { fields: { [field]: index } } : {}
    const body = {
      name: `Person ${index}`,
      email: `${crypto.randomUUID()}@x.test`,
      ...seats,
      ...(index % 2 === 0 ? { phone: `090${index}` } : { company: `Company ${index}` }),
    }
    const { id } = (await agent.api.post('/api/customers', body)).body.data
    if (index % 2 === 0) await answerShown(body)
    const ticket = { customerId: id, subject: 'A ticket', description: 'Something is broken' }
    await agent.api.post('/api/tickets', ticket)
    await agent.api.post('/api/tasks', { customerId: id, title: `Task ${index}` })
    await agent.api.post('/api/deals', { customerId: id, title: `Deal ${index}` })
    await agent.api.post(`/api/customers/${id}/notes`, { content: `Note ${index}` })
    const add = tags.filter((_, place) => (index + place) % 3 !== 0)
    await agent.api.put(`/api/customers/${id}/tags`, { add, remove: [] })
    return id
  }

  /** A chat that answers what the chat showed by itself. */
  async function answerShown({ name, email }: { name: string; email: string }) {
    const visitorId = crypto.randomUUID()
    const shown = await server.anonymous.post(
      '/api/chat/proactive',
      { ruleId, visitorId },
      { origin: 'https://shop.test' },
    )
    const proactiveId = shown.body.data.message.id
    const socket = await server.socket('/chat')
    const who = { customerEmail: email, customerName: name }
    await socket.ask('startChat', { ...who, visitorId, proactiveId })
    socket.close()
  }

  /** Every row of these people, with whose it is. */
  async function rowsOf(ids: readonly string[]) {
    const { sql, dialect } = server.database
    const among = amongIds(dialect, 'customerId', ids)
    const owned = async (table: Exclude<(typeof KINDS)[number], 'activities'>) =>
      sql.selectFrom(table).select(['id', 'customerId']).where(among).orderBy('id').execute()
    return {
      people: await sql
        .selectFrom('customers')
        .select(['id', 'name', 'email', 'phone', 'company', 'searchText', 'mergedInto'])
        .select(['fields', 'tagIds'])
        .where(amongIds(dialect, 'id', ids))
        .orderBy('id')
        .execute(),
      conversations: await owned('conversations'),
      tickets: await owned('tickets'),
      tasks: await owned('tasks'),
      deals: await owned('deals'),
      customerIdentities: await owned('customerIdentities'),
      customerNotes: await owned('customerNotes'),
      proactiveShowings: await owned('proactiveShowings'),
      activities: await sql
        .selectFrom('activities')
        .select(['id', 'customerId'])
        .where(among)
        .where('type', 'not in', ['customer_merged', 'customer_unmerged'])
        .orderBy('id')
        .execute(),
    }
  }

  async function expectNothingLost(
    ids: readonly string[],
    before: Awaited<ReturnType<typeof rowsOf>>,
  ) {
    const now = await rowsOf(ids)
    const merged = new Set(now.people.filter((one) => one.mergedInto).map(({ id }) => id))
    for (const kind of KINDS) {
      expect(before[kind]).not.toEqual([])
      expect(now[kind].map(({ id }) => id)).toEqual(before[kind].map(({ id }) => id))
      for (const { customerId } of now[kind]) expect(merged).not.toContain(customerId)
    }
  }

  it('gives back every row', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 9 }), async (steps) => {
        const ids: string[] = []
        for (let index = 0; index < PEOPLE; index++) ids.push(await person(index))
        const before = await rowsOf(ids)
        const standing: string[] = []
        const statuses: number[] = []
        for (const one of steps) {
          if (one.do === 'merge') {
            const body = { customerId: ids[one.from], fields: one.fields }
            const answer = await agent.api.post(`/api/customers/${ids[one.into]}/merge`, body)
            statuses.push(answer.status)
            if (answer.status === 201) standing.push(answer.body.data.id)
          } else if (standing.length > 0) {
            const [id] = standing.splice(one.which % standing.length, 1)
            const { status } = await agent.api.delete(`/api/customers/merges/${id}`)
            statuses.push(status)
            if (id && status === 409) standing.push(id)
          }
          await expectNothingLost(ids, before)
        }
        expect(statuses.filter((status) => ![201, 204, 409].includes(status))).toEqual([])
        standing.sort()
        for (const id of standing.toReversed())
          expect((await agent.api.delete(`/api/customers/merges/${id}`)).status).toBe(204)
        expect(await rowsOf(ids)).toEqual(before)
      }),
      { numRuns: 7 },
    )
  })
})
