import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { takeFile } from '../../tests/support/imports.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'
import { insertRows } from '../db/bulk.ts'
import { newId } from '../ids.ts'

const WAIT = { timeout: 20_000, interval: 100 }
// More than an answer waits for.
const MANY = 1_200
const CUSTOMERS = {
  table: 'customers',
  columns: ['id', 'name', 'company', 'searchText', 'fields', 'createdAt', 'updatedAt'],
}

interface Pair {
  survivor: { id: string; email: string | null }
  other: { id: string; email: string | null }
  reasons: string[]
}

onBothDatabases('customers who may be one', (create) => {
  let on: TestDatabase
  let server: TestServer
  let agent: Account
  beforeAll(async () => {
    on = await create()
    server = await startServer(on)
    agent = await server.signIn('agent', 'Linh')
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  let made = 0
  const customer = async (more: object = {}) => {
    const body = { name: `Somebody ${++made}`, email: `${crypto.randomUUID()}@x.test`, ...more }
    return (await agent.api.post('/api/customers', body)).body.data
  }
  const pairs = async (): Promise<Pair[]> =>
    (await agent.api.get('/api/duplicates?limit=100')).body.data
  const pair = async (one: { id: string }, other: { id: string }) => {
    const ids = new Set([one.id, other.id])
    return (await pairs()).find((each) => ids.has(each.survivor.id) && ids.has(each.other.id))
  }

  /** What a server does at its start is over: nothing comes round again for an hour. */
  const sweptOnce = () =>
    vi.waitFor(async () => {
      const progress = server.database.sql.selectFrom('duplicateProgress').select('sweptAt')
      expect((await progress.executeTakeFirstOrThrow()).sweptAt).not.toBeNull()
    }, WAIT)
  /** Takes in a file of addresses and phones. */
  async function imported(text: string): Promise<string> {
    const mapping = { targets: ['email', 'phone'], key: 'email' }
    return (await takeFile(server, text, mapping)).id
  }

  it.each([
    ['phone', { phone: '+84 901 234 567' }, { phone: '0901-234-567' }],
    ['email', { email: 'mai.phan+shop@gmail.com' }, { email: 'maiphan@googlemail.com' }],
    ['email', { email: 'lan+1@corp.test' }, { email: 'lan@corp.test' }],
    ['nameCompany', { name: 'Đỗ Hà', company: 'Đèn' }, { name: 'do ha', company: 'den' }],
  ])('are suggested by the same %s, the older one first', async (reason, first, second) => {
    const [one, other] = [await customer(first), await customer(second)]
    expect(await pair(one, other)).toMatchObject({
      survivor: { id: one.id },
      other: { id: other.id },
      reasons: [reason],
    })
  })

  it('say every reason, and are no more once they changed, are merged or dismissed', async () => {
    const same = { phone: '0911222333', company: 'Lamps', name: 'Same Person' }
    const [one, other, third] = [await customer(same), await customer(same), await customer(same)]
    expect((await pair(one, other))?.reasons).toEqual(['phone', 'nameCompany'])
    await agent.api.put(`/api/customers/${other.id}`, { phone: '0944555666', name: 'Another' })
    expect(await pair(one, other)).toBeUndefined()
    const dismissed = { survivorId: one.id, otherId: third.id }
    const answered = { status: 200, body: { success: true, data: dismissed } }
    expect(await agent.api.post('/api/duplicates/dismiss', dismissed)).toMatchObject(answered)
    expect(await pair(one, third)).toBeUndefined()
    expect(await agent.api.post('/api/duplicates/restore', dismissed)).toMatchObject(answered)
    expect(await pair(one, third)).toBeDefined()
    const last = await customer({ phone: '0944555666' })
    expect(await pair(other, last)).toBeDefined()
    await agent.api.post(`/api/customers/${other.id}/merge`, { customerId: last.id })
    expect(await pair(other, last)).toBeUndefined()
  })

  it('are not suggested by what says nothing', async () => {
    const [one, other] = [await customer({ phone: '12' }), await customer({ phone: '12' })]
    expect(await pair(one, other)).toBeUndefined()
    const many = []
    for (let index = 0; index < 6; index++) many.push(await customer({ phone: '0800 100 200' }))
    const ids = new Set(many.map(({ id }) => id))
    expect((await pairs()).filter((each) => ids.has(each.survivor.id))).toEqual([])
  })

  it('are looked for by many at once', async () => {
    for (let round = 0; round < 5; round++) {
      const [one, other] = [await customer(), await customer()]
      const phone = `0987 000 00${round}`
      for (const { id } of [one, other]) await agent.api.put(`/api/customers/${id}`, { phone })
      const answers = await Promise.all(
        Array.from({ length: 6 }, () => agent.api.get('/api/duplicates?limit=100')),
      )
      expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200))
      expect(await pair(one, other)).toMatchObject({ reasons: ['phone'] })
    }
  })

  it('that are not there cannot be dismissed', async () => {
    const { id } = await customer()
    const body = { survivorId: id, otherId: crypto.randomUUID() }
    expect((await agent.api.post('/api/duplicates/dismiss', body)).status).toBe(404)
  })

  it('are compared when an import has ended, whatever its commits say when they were', async () => {
    const { sql } = server.database
    const progress = sql.selectFrom('duplicateProgress').select(['at', 'sweptAt'])
    await sweptOnce()
    const { at } = await progress.executeTakeFirstOrThrow()
    // Others were quicker: all that the import makes seems to have been compared.
    await sql.updateTable('duplicateProgress').set({ at: '2999-01-01T00:00:00.000Z' }).execute()
    const phone = '0933 111 222'
    const [one, other] = [`${crypto.randomUUID()}@x.test`, `${crypto.randomUUID()}@x.test`]
    const id = await imported(`email,phone\n${one},${phone}\n${other},${phone}\n`)
    await vi.waitFor(async () => {
      const shown = (await pairs()).find(({ survivor }) => survivor.email === one)
      expect(shown).toMatchObject({ other: { email: other }, reasons: ['phone'] })
    }, WAIT)
    // Nothing is compared behind the next test.
    const job = sql.selectFrom('jobs').select('id').where('dedupeKey', '=', `duplicates:${id}`)
    await vi.waitFor(async () => expect(await job.execute()).toEqual([]), WAIT)
    await sql.updateTable('duplicateProgress').set({ at }).execute()
  })

  // The last one, as it is from a little ahead of the clock.
  it('are compared in the background where very many changed at once, which the answer says', async () => {
    const { database } = server
    await sweptOnce()
    const from = Date.now()
    const word = crypto.randomUUID()
    const rows = Array.from({ length: MANY }, (_, index) => {
      const changed = new Date(from + index).toISOString()
      const times = { createdAt: changed, updatedAt: changed }
      const name = index < MANY - 2 ? `Somebody ${index}` : 'The last two'
      return { id: newId(), name, company: word, searchText: '', fields: {}, ...times }
    })
    await insertRows(database.sql, database.dialect, CUSTOMERS, rows)
    const [one, other] = [rows.at(-2), rows.at(-1)].map((row) => ({ id: row?.id ?? '' }))
    const first = (await agent.api.get('/api/duplicates?limit=1')).body
    expect(first.isWhole).toBe(false)
    await vi.waitFor(async () => {
      expect((await agent.api.get('/api/duplicates?limit=1')).body.isWhole).toBe(true)
    }, WAIT)
    expect(await pair(one ?? { id: '' }, other ?? { id: '' })).toMatchObject({
      reasons: ['nameCompany'],
    })
  })
})
