import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'
import type { Deal, DealStage } from '../contract/deals.ts'

onBothDatabases('deals', (create) => {
  let on: TestDatabase
  let server: TestServer
  let linh: Account
  let hoa: Account
  let stages: Record<'new' | 'qualified' | 'won' | 'lost', string>
  beforeAll(async () => {
    on = await create()
    server = await startServer(on)
    linh = await server.signIn('agent', 'Linh')
    hoa = await server.signIn('agent', 'Hoa')
    const found: DealStage[] = (await linh.api.get('/api/deal-stages')).body.data
    stages = Object.fromEntries(found.map(({ id, standard }) => [standard, id])) as typeof stages
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  async function person(name = 'Mai', more: object = {}): Promise<string> {
    const body = { name, email: `${crypto.randomUUID()}@x.test`, ...more }
    return (await linh.api.post('/api/customers', body)).body.data.id
  }
  const add = async (customerId: string, more: object = {}): Promise<Deal> =>
    (await linh.api.post('/api/deals', { customerId, title: 'Beans', amount: 1250, ...more })).body
      .data
  const timelineOf = async (customerId: string) => {
    const path = `/api/timeline/customer/${customerId}?group=deals`
    return (await linh.api.get(path)).body.data as { type: string; metadata: object }[]
  }

  it('are of one customer, in the first open stage, of whoever adds them, in the workspace’s currency', async () => {
    const customerId = await person('Mai', { company: 'Highland' })
    const asked = { customerId, title: ' Beans ', amount: 1250, expectedOn: '2097-03-04' }
    const made = await linh.api.post('/api/deals', asked)
    expect(made.status).toBe(201)
    expect(made.body.data).toMatchObject({
      customerId,
      customer: { name: 'Mai' },
      company: { name: 'Highland' },
      title: 'Beans',
      amount: 1250,
      currency: 'USD',
      stageId: stages.new,
      category: 'open',
      ownerId: linh.id,
      owner: { name: 'Linh' },
      expectedOn: '2097-03-04',
      lostReason: null,
      closedAt: null,
      version: 1,
    })
    await server.admin.put('/api/settings', { currency: 'vnd' })
    expect(await add(customerId)).toMatchObject({ currency: 'VND' })
    await server.admin.put('/api/settings', { currency: 'USD' })
    const more = { currency: 'eur', ownerId: hoa.id, stageId: stages.qualified }
    expect(await add(customerId, more)).toMatchObject({ ...more, currency: 'EUR' })
  })

  it('are refused where something is wrong with them, and unknown ones are not there', async () => {
    const customerId = await person()
    const refused = async (body: object) => {
      const answer = await linh.api.post('/api/deals', { customerId, title: 'Beans', ...body })
      return [answer.status, answer.body.code]
    }
    const invalid = [400, 'validation_failed']
    expect(await refused({ title: ' ' })).toEqual(invalid)
    expect(await refused({ title: 'x'.repeat(201) })).toEqual(invalid)
    expect(await refused({ amount: 12.5 })).toEqual(invalid)
    expect(await refused({ amount: -1 })).toEqual(invalid)
    expect(await refused({ amount: Number.MAX_SAFE_INTEGER + 1 })).toEqual(invalid)
    expect(await refused({ amount: '12' })).toEqual(invalid)
    expect(await refused({ currency: 'Euro' })).toEqual(invalid)
    expect(await refused({ expectedOn: '2026-02-30' })).toEqual(invalid)
    expect(await refused({ colour: 'red' })).toEqual(invalid)
    expect(await refused({ customerId: 'nobody' })).toEqual([404, 'customer_not_found'])
    expect(await refused({ ownerId: crypto.randomUUID() })).toEqual([404, 'agent_not_found'])
    expect(await refused({ stageId: 'none' })).toEqual([404, 'deal_stage_not_found'])
    const { id } = await add(customerId)
    const moved = await linh.api.put(`/api/deals/${id}`, { stageId: crypto.randomUUID() })
    expect([moved.status, moved.body.code]).toEqual([404, 'deal_stage_not_found'])
    const unknown = await linh.api.put(`/api/deals/${crypto.randomUUID()}`, { title: 'x' })
    expect([unknown.status, unknown.body.code]).toEqual([404, 'deal_not_found'])
    expect((await linh.api.get('/api/deals/none')).status).toBe(404)
  })

  it('keep the way they went, with what they were worth and who moved them', async () => {
    const { id, customerId } = await add(await person())
    const path = `/api/deals/${id}`
    await hoa.api.put(path, { stageId: stages.qualified })
    await linh.api.put(path, { amount: 9000 })
    const lost = { stageId: stages.lost, lostReason: 'Too dear' }
    const closed: Deal = (await hoa.api.put(path, lost)).body.data
    expect(closed).toMatchObject({ category: 'lost', lostReason: 'Too dear', version: 4 })
    expect(closed.closedAt).toBe(closed.movedAt)
    const won: Deal = (await linh.api.put(path, { stageId: stages.won })).body.data
    expect(won).toMatchObject({ category: 'won', lostReason: null, closedAt: won.movedAt })
    const open = (await linh.api.put(path, { stageId: stages.new, lostReason: 'x' })).body.data
    expect(open).toMatchObject({ category: 'open', lostReason: null, closedAt: null })
    const { history } = (await linh.api.get(path)).body.data
    const [qualified, first] = [{ standard: 'qualified' }, { standard: 'new' }]
    expect(history).toMatchObject([
      { from: { standard: 'won' }, to: first, amount: 9000 },
      { from: { standard: 'lost' }, to: { standard: 'won' }, by: { name: 'Linh' } },
      { from: qualified, to: { standard: 'lost' }, amount: 9000, by: { id: hoa.id, name: 'Hoa' } },
      { from: first, to: qualified, amount: 1250, currency: 'USD', by: { name: 'Hoa' } },
      { from: null, to: first, amount: 1250, by: { name: 'Linh' } },
    ])
    const entries = (await timelineOf(customerId)).toReversed()
    expect(entries.map(({ type }) => type)).toEqual([
      'deal_created',
      'deal_moved',
      'deal_updated',
      'deal_lost',
      'deal_won',
      'deal_moved',
    ])
    expect(entries[2]?.metadata).toMatchObject({ amount: 9000, before: { amount: 1250 } })
    expect(entries[3]?.metadata).toMatchObject({
      dealId: id,
      from: qualified,
      stage: { standard: 'lost' },
      amount: 9000,
      reason: 'Too dear',
      byName: 'Hoa',
    })
  })

  it('are told to every console in the order in which they happen, and deleted leave a line', async () => {
    const customerId = await person()
    const console = await server.socket('/console', { token: hoa.token })
    const { head: after } = await console.ask('catchUp', { after: 0 })
    const { id } = await add(customerId)
    const path = `/api/deals/${id}`
    await linh.api.put(path, { stageId: stages.won, title: 'More beans' })
    expect((await linh.api.delete(path)).status).toBe(204)
    expect((await linh.api.get(path)).status).toBe(404)
    const { events } = await console.ask('catchUp', { after })
    const told = events.filter(({ refs }: { refs: { dealId?: string } }) => refs.dealId === id)
    expect(told).toMatchObject([
      { kind: 'deal.created', body: { deal: { id, category: 'open' }, byId: linh.id } },
      { kind: 'deal.changed', body: { deal: { category: 'won' }, changed: ['title', 'stageId'] } },
      { kind: 'deal.deleted', body: { id } },
    ])
    expect((await timelineOf(customerId))[0]).toMatchObject({
      type: 'deal_deleted',
      metadata: { title: 'More beans' },
    })
  })

  it('that somebody else changed meanwhile are not overwritten unseen', async () => {
    const { id, version } = await add(await person())
    const path = `/api/deals/${id}`
    const mine = (await linh.api.put(path, { amount: 1, version })).body.data
    const theirs = await hoa.api.put(path, { amount: 2, version })
    expect([theirs.status, theirs.body.code]).toEqual([409, 'deal_changed'])
    expect(theirs.body.current).toEqual(mine)
    // What is so already is no conflict.
    expect((await hoa.api.put(path, { amount: 1, version })).body.data).toEqual(mine)
  })

  it('added twice under one key are added once', async () => {
    const body = { customerId: await person(), title: 'Beans' }
    const key = { 'idempotency-key': crypto.randomUUID() }
    const first = await linh.api.post('/api/deals', body, key)
    const second = await linh.api.post('/api/deals', body, key)
    expect(second.body.data.id).toBe(first.body.data.id)
  })

  it('are listed page by page, whichever came to its stage last first, and added up', async () => {
    const [company, other] = [crypto.randomUUID(), crypto.randomUUID()]
    const customerId = await person('Mai', { company })
    const colleague = await person('An', { company })
    const minh = await server.signIn('agent', 'Minh')
    const added: Deal[] = []
    for (const whose of [
      customerId,
      customerId,
      colleague,
      await person('Tom', { company: other }),
    ])
      added.push(await add(whose, { ownerId: minh.id, amount: Number.MAX_SAFE_INTEGER }))
    const [first, second, third, fourth] = added.map(({ id }) => id)
    await linh.api.put(`/api/deals/${first}`, { stageId: stages.won, currency: 'JPY' })
    const pages: string[][] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body } = await minh.api.get(`/api/deals?ownerId=me&limit=3&cursor=${cursor}`)
      pages.push(body.data.map(({ id }: Deal) => id))
      cursor = body.meta.next
    }
    expect(pages).toEqual([[first, fourth, third], [second]])
    const ids = async (query: string) =>
      (await minh.api.get(`/api/deals?ownerId=me&${query}`)).body.data.map(({ id }: Deal) => id)
    expect(await ids(`stageId=${stages.won}`)).toEqual([first])
    expect(await ids('category=open')).toEqual([fourth, third, second])
    expect(await ids(`customerId=${customerId}`)).toEqual([first, second])
    expect(await ids(`companyId=${added[0]?.company?.id}`)).toEqual([first, third, second])
    expect(await ids('customerId=nobody')).toEqual([])
    expect(await ids('stageId=none')).toEqual([])
    const { data } = (await minh.api.get('/api/deals/totals?ownerId=me')).body
    const most = String(BigInt(Number.MAX_SAFE_INTEGER) * 3n)
    expect(data).toEqual(
      expect.arrayContaining([
        { stageId: stages.new, count: 3, sums: [{ currency: 'USD', count: 3, sum: most }] },
        {
          stageId: stages.won,
          count: 1,
          sums: [{ currency: 'JPY', count: 1, sum: String(Number.MAX_SAFE_INTEGER) }],
        },
      ]),
    )
    expect(data).toHaveLength(2)
  })

  it('come from a conversation of the customer, if from any', async () => {
    const socket = await server.socket('/chat')
    const email = `${crypto.randomUUID()}@x.test`
    const chat = await socket.ask('startChat', { customerEmail: email, customerName: 'An' })
    const { data } = (await linh.api.get(`/api/customers/email/${email}`)).body
    const own = { conversationId: chat.sessionId }
    expect(await add(data.id, own)).toMatchObject(own)
    const others = { customerId: await person(), title: 'Beans', ...own }
    const refused = await linh.api.post('/api/deals', others)
    expect([refused.status, refused.body.code]).toEqual([404, 'conversation_not_found'])
  })

  it('go with a merge, and come back with its undo, also with what was done meanwhile', async () => {
    const [survivor, merged] = [await person('Mai'), await person('May')]
    const [own, theirs] = [await add(survivor), await add(merged)]
    const merge = await linh.api.post(`/api/customers/${survivor}/merge`, { customerId: merged })
    const ofMerged = (await linh.api.get(`/api/deals?customerId=${merged}`)).body.data
    expect(ofMerged.map(({ id }: Deal) => id)).toEqual([theirs.id, own.id])
    await hoa.api.put(`/api/deals/${theirs.id}`, { stageId: stages.won })
    const entries = async (id: string) => (await timelineOf(id)).map(({ type }) => type)
    expect(await entries(survivor)).toEqual(['deal_won', 'deal_created', 'deal_created'])
    const undo = `/api/customers/merges/${merge.body.data.id}`
    expect((await linh.api.get(undo)).body.data).toMatchObject({
      returns: { deals: 1 },
      stays: { deals: 0 },
    })
    const console = await server.socket('/console', { token: hoa.token })
    const { head: after } = await console.ask('catchUp', { after: 0 })
    expect((await linh.api.delete(undo)).status).toBe(204)
    expect(await entries(merged)).toEqual(['deal_won', 'deal_created'])
    expect(await entries(survivor)).toEqual(['deal_created'])
    const back = (await linh.api.get(`/api/deals/${theirs.id}`)).body.data
    expect(back).toMatchObject({ customerId: merged, customer: { name: 'May' }, category: 'won' })
    const { events } = await console.ask('catchUp', { after })
    const told = events.find(({ kind }: { kind: string }) => kind === 'customer.unmerged')
    expect(told.body.dealIds).toEqual([theirs.id])
  })

  it('are moved by several at the moment of a merge, and nobody is turned away', async () => {
    for (let round = 0; round < 3; round += 1) {
      const [survivor, merged] = [await person(), await person()]
      const [one, two, three] = [await add(merged), await add(merged), await add(merged)]
      const win = ({ id }: Deal) => hoa.api.put(`/api/deals/${id}`, { stageId: stages.won })
      const merge = linh.api.post(`/api/customers/${survivor}/merge`, { customerId: merged })
      const answers = await Promise.all([win(one), merge, win(two), win(three)])
      expect(answers.map(({ status }) => status)).toEqual([200, 201, 200, 200])
      const told = (await timelineOf(survivor)).filter(({ type }) => type === 'deal_won')
      expect(told).toHaveLength(3)
    }
  })

  it('go with a customer who is deleted', async () => {
    const customerId = await person()
    const { id } = await add(customerId)
    expect((await server.admin.delete(`/api/customers/${customerId}`)).status).toBe(204)
    expect((await linh.api.get(`/api/deals/${id}`)).status).toBe(404)
    expect((await linh.api.get(`/api/deals?customerId=${customerId}`)).body.data).toEqual([])
  })

  it('of an agent who is deactivated stay theirs, and are given to others', async () => {
    const tam = await server.signIn('agent', 'Tam')
    const { id } = await add(await person(), { ownerId: tam.id })
    await server.admin.put(`/api/users/${tam.id}`, { isActive: false })
    expect((await linh.api.get(`/api/deals/${id}`)).body.data.owner.name).toBe('Tam')
    const path = `/api/deals/${id}`
    expect((await linh.api.put(path, { ownerId: hoa.id })).body.data.owner.name).toBe('Hoa')
    expect((await linh.api.put(path, { ownerId: tam.id })).body.code).toBe('agent_not_found')
  })
})
