import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'
import type { Deal, DealStage } from '../contract/deals.ts'

onBothDatabases('stages of deals', (create) => {
  let on: TestDatabase
  let server: TestServer
  let linh: Account
  beforeAll(async () => {
    on = await create()
    server = await startServer(on)
    linh = await server.signIn('agent', 'Linh')
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  const list = async (): Promise<DealStage[]> => (await linh.api.get('/api/deal-stages')).body.data
  const make = async (name: string, category: DealStage['category']): Promise<DealStage> =>
    (await server.admin.post('/api/deal-stages', { name, category })).body.data
  const remove = async (id: string, moveTo = '') => {
    const query = moveTo && `?moveTo=${moveTo}`
    const { status, body } = await server.admin.delete(`/api/deal-stages/${id}${query}`)
    return [status, body?.code]
  }
  async function deal(stageId: string): Promise<Deal> {
    const body = { name: 'Mai', email: `${crypto.randomUUID()}@x.test` }
    const customerId = (await linh.api.post('/api/customers', body)).body.data.id
    return (await linh.api.post('/api/deals', { customerId, title: 'Beans', stageId })).body.data
  }
  const find = async (id: string): Promise<Deal> =>
    (await linh.api.get(`/api/deals/${id}`)).body.data

  it('are five to begin with', async () => {
    expect(await list()).toMatchObject([
      { standard: 'new', category: 'open' },
      { standard: 'qualified', category: 'open' },
      { standard: 'proposal', category: 'open' },
      { standard: 'won', category: 'won' },
      { standard: 'lost', category: 'lost' },
    ])
  })

  it('are added, named and put in an order by admins, and every console is told', async () => {
    const console = await server.socket('/console', { token: linh.token })
    const { head: after } = await console.ask('catchUp', { after: 0 })
    const added = await make('Demo given', 'open')
    expect(added).toMatchObject({ name: 'Demo given', category: 'open', standard: null })
    expect((await list()).at(-1)).toEqual(added)
    const [first] = await list()
    const path = `/api/deal-stages/${first?.id}`
    const named = await server.admin.put(path, { name: 'Lead' })
    expect(named.body.data).toEqual({ ...first, name: 'Lead', standard: null })
    const order = await server.admin.put('/api/deal-stages/order', { ids: [added.id, 'unknown'] })
    expect(order.body.data.map(({ name }: DealStage) => name).slice(0, 2)).toEqual([
      'Demo given',
      'Lead',
    ])
    expect(await list()).toEqual(order.body.data)
    const { events } = await console.ask('catchUp', { after })
    const told = events.filter(({ kind }: { kind: string }) => kind === 'dealStages.changed')
    expect(told).toHaveLength(3)
    expect(told.at(-1).body.stages).toEqual(order.body.data)
    // A deal begins in whichever is the first open one now.
    expect((await deal(added.id)).stageId).toBe(added.id)
    expect((await linh.api.put(path, { name: 'Mine' })).status).toBe(403)
    const unknown = await server.admin.put(`/api/deal-stages/${crypto.randomUUID()}`, { name: 'x' })
    expect([unknown.status, unknown.body.code]).toEqual([404, 'deal_stage_not_found'])
  })

  it('are removed with where their deals go: won ones stay closed when they were, lost ones lose their reason', async () => {
    const won = (await list()).find(({ category }) => category === 'won')
    const [signed, declined] = [await make('Signed', 'won'), await make('Declined', 'lost')]
    const [one, other] = [await deal(signed.id), await deal(declined.id)]
    await linh.api.put(`/api/deals/${other.id}`, { lostReason: 'Too dear' })
    expect(await remove(signed.id)).toEqual([409, 'deal_stage_in_use'])
    expect(await remove(signed.id, signed.id)).toEqual([400, 'validation_failed'])
    expect(await remove(signed.id, crypto.randomUUID())).toEqual([400, 'validation_failed'])
    expect(await remove(signed.id, won?.id)).toEqual([204, undefined])
    expect(await find(one.id)).toMatchObject({
      stageId: won?.id,
      closedAt: one.closedAt,
      version: 2,
      history: [{ from: { name: 'Signed' } }, { from: null }],
    })
    expect(await remove(declined.id, won?.id)).toEqual([204, undefined])
    const moved = await find(other.id)
    expect(moved).toMatchObject({ category: 'won', lostReason: null, closedAt: moved.movedAt })
    expect(await remove(declined.id)).toEqual([404, 'deal_stage_not_found'])
  })

  it('of each category there is always one, also when two admins remove the last two at once', async () => {
    const lost = (await list()).filter(({ category }) => category === 'lost')
    expect(lost).toHaveLength(1)
    expect(await remove(lost[0]?.id ?? '')).toEqual([409, 'deal_stage_needed'])
    const another = await make('Gone', 'lost')
    const answers = await Promise.all([remove(another.id), remove(lost[0]?.id ?? '')])
    expect(new Set(answers.map(([status]) => status))).toEqual(new Set([204, 409]))
    expect((await list()).filter(({ category }) => category === 'lost')).toHaveLength(1)
  })

  it('that are removed while deals come to them lose none', async () => {
    const open = (await list()).find(({ category }) => category === 'open')
    for (let round = 0; round < 3; round += 1) {
      const leaving = await make('Leaving', 'open')
      const known = await deal(leaving.id)
      const [removed, ...made] = await Promise.all([
        remove(leaving.id, open?.id),
        ...[1, 2, 3].map(() => deal(leaving.id)),
      ])
      // Told that there are deals again, an admin tries once more; a stage that is gone stays so.
      const again = await remove(leaving.id, open?.id)
      expect([removed[0], again[0]]).toContain(204)
      expect((await find(known.id)).stageId).toBe(open?.id)
      // Whoever came too late was told so; whoever was let in is where the others went.
      for (const one of made.filter(Boolean)) expect((await find(one.id)).stageId).toBe(open?.id)
    }
  })

  it('have each a name of its own', async () => {
    const [first] = await list()
    const taken = await server.admin.post('/api/deal-stages', {
      name: first?.name.toUpperCase(),
      category: 'open',
    })
    expect([taken.status, taken.body.code]).toEqual([409, 'deal_stage_name_taken'])
    const added = await make('Contract sent', 'open')
    const path = `/api/deal-stages/${added.id}`
    const renamed = await server.admin.put(path, { name: first?.name })
    expect([renamed.status, renamed.body.code]).toEqual([409, 'deal_stage_name_taken'])
    // Written in another way it is still its own.
    expect((await server.admin.put(path, { name: 'contract sent' })).status).toBe(200)
  })

  it('added by several at once are all told, each in a place of its own', async () => {
    const console = await server.socket('/console', { token: linh.token })
    const { head: after } = await console.ask('catchUp', { after: 0 })
    const names = [1, 2, 3, 4].map((number) => `At once ${number}`)
    const made = await Promise.all(names.map((name) => make(name, 'open')))
    const { events } = await console.ask('catchUp', { after })
    const told = events.filter(({ kind }: { kind: string }) => kind === 'dealStages.changed')
    expect(told.at(-1).body.stages).toEqual(await list())
    expect(told.at(-1).body.stages).toEqual(expect.arrayContaining(made))
    const { sql } = server.database
    const rows = await sql.selectFrom('dealStages').select('position').execute()
    expect(new Set(rows.map(({ position }) => position)).size).toBe(rows.length)
  })

  it('are named, ordered and removed while deals go to and fro between them, and nobody is turned away', async () => {
    const [first, second, leaving] = [
      await make('Here', 'open'),
      await make('There', 'open'),
      await make('Nowhere', 'open'),
    ]
    const deals = await Promise.all([1, 2, 3, 4].map(() => deal(leaving.id)))
    const change = (method: 'put', path: string, body: object) => server.admin[method](path, body)
    const moves = async ({ id }: Deal) => {
      const statuses: number[] = []
      for (const { id: stageId } of [first, second, first, second, first])
        statuses.push((await linh.api.put(`/api/deals/${id}`, { stageId })).status)
      return statuses
    }
    const names = async () => {
      const statuses: number[] = []
      for (const name of ['Hither', 'Thither', 'Yonder']) {
        statuses.push((await change('put', `/api/deal-stages/${first.id}`, { name })).status)
        const ids = [second.id, first.id]
        statuses.push((await change('put', '/api/deal-stages/order', { ids })).status)
      }
      return statuses
    }
    const [removed, ...answers] = await Promise.all([
      remove(leaving.id, second.id),
      names(),
      ...deals.map(moves),
    ])
    expect(new Set(answers.flat())).toEqual(new Set([200]))
    expect(removed).toEqual([204, undefined])
    for (const { id } of deals) expect((await find(id)).stageId).toBe(first.id)
  })

  it('are no more than fifty', async () => {
    const room = 50 - (await list()).length
    for (let index = 0; index < room; index += 1) await make(`Stage ${index}`, 'open')
    const over = await server.admin.post('/api/deal-stages', { name: 'Over', category: 'open' })
    expect([over.status, over.body.code]).toEqual([409, 'too_many_deal_stages'])
  })
})
