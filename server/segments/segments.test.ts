import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { plansOf } from '../../tests/support/plans.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'
import type { CustomerFilter } from '../contract/segments.ts'
import { csvLine } from '../csv.ts'
import { countCustomersMatching, customersMatching } from './queries.ts'

onBothDatabases('segments of customers', (create) => {
  let on: TestDatabase
  let server: TestServer
  let lead: Account
  let word: string
  let tag: string
  beforeAll(async () => {
    on = await create()
    server = await startServer(on)
    lead = await server.signIn('supervisor', 'Lead')
    await server.admin.post('/api/customer-fields', { key: 'plan', label: 'Plan', type: 'text' })
    await server.admin.post('/api/customer-fields', {
      key: 'seats',
      label: 'Seats',
      type: 'number',
    })
    await server.admin.post('/api/customer-fields', {
      key: 'renewal',
      label: 'Renewal',
      type: 'date',
    })
    await server.admin.post('/api/customer-fields', {
      key: 'paying',
      label: 'Paying',
      type: 'boolean',
    })
    tag = (await server.admin.post('/api/tags', { name: 'VIP' })).body.data.id
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })
  // Each test looks among its own people only.
  beforeEach(() => {
    word = `w${crypto.randomUUID().slice(0, 8)}`
  })

  let made = 0
  const customer = async (more: object = {}) => {
    const body = { name: `${word} ${++made}`, email: `${crypto.randomUUID()}@x.test`, ...more }
    return (await lead.api.post('/api/customers', body)).body.data
  }
  const save = async (filter: object) =>
    (await lead.api.post('/api/segments', { name: `Segment ${++made}`, filter })).body.data
  const membersOf = async (filter: object) => {
    const { id } = await save({ q: word, ...filter })
    const { body } = await lead.api.get(`/api/segments/${id}/customers?limit=100`)
    const { count } = (await lead.api.get('/api/segments/counts')).body.data[id]
    expect(count).toBe(body.data.length)
    await lead.api.delete(`/api/segments/${id}`)
    return body.data.map(({ name }: { name: string }) => name).toSorted()
  }
  const names = (...people: Array<{ name: string }>) => people.map(({ name }) => name).toSorted()

  it('hold whoever every condition holds for, counted as they are shown', async () => {
    const pro = await customer({ fields: { plan: 'Prô', seats: 12 }, company: 'Lamps' })
    const free = await customer({ fields: { plan: 'Free', seats: 3 } })
    const plain = await customer()
    await lead.api.put(`/api/customers/${pro.id}/tags`, { add: [tag], remove: [] })
    await lead.api.post('/api/tickets', {
      customerId: free.id,
      subject: 'A ticket',
      description: 'Something is broken',
    })
    const asked = async (filter: object) => membersOf(filter)
    expect(await asked({})).toEqual(names(pro, free, plain))
    expect(await asked({ tags: [tag] })).toEqual(names(pro))
    expect(await asked({ companyId: pro.companyId })).toEqual(names(pro))
    expect(await asked({ hasOpenTickets: true })).toEqual(names(free))
    expect(await asked({ hasOpenTickets: false })).toEqual(names(pro, plain))
    const field = (key: string, is: string, value?: unknown) => ({ fields: [{ key, is, value }] })
    expect(await asked(field('plan', 'equal', 'pro'))).toEqual(names(pro))
    expect(await asked(field('seats', 'atLeast', 5))).toEqual(names(pro))
    expect(await asked(field('seats', 'atMost', 5))).toEqual(names(free))
    expect(await asked(field('seats', 'unset'))).toEqual(names(plain))
    expect(await asked(field('seats', 'set'))).toEqual(names(pro, free))
    expect(await asked({ tags: [tag], ...field('seats', 'atMost', 5) })).toEqual([])
  })

  it('ask of the workspace’s own fields what their type can be asked', async () => {
    const early = await customer({ fields: { plan: 'Gói Vàng 50%', renewal: '2026-03-31' } })
    const late = await customer({ fields: { plan: 'gói bạc', renewal: '2026-10-01' } })
    const paying = await customer({ fields: { paying: true } })
    const unpaid = await customer({ fields: { paying: false } })
    const own = (key: string, is: string, value?: unknown) =>
      membersOf({ fields: [{ key, is, value }] })
    expect(await own('plan', 'contains', 'GOI')).toEqual(names(early, late))
    expect(await own('plan', 'contains', 'vang')).toEqual(names(early))
    expect(await own('plan', 'contains', '0%')).toEqual(names(early))
    expect(await own('plan', 'contains', 'g%i')).toEqual([])
    expect(await own('renewal', 'atLeast', '2026-10-01')).toEqual(names(late))
    expect(await own('renewal', 'atMost', '2026-09-30')).toEqual(names(early))
    expect(await own('paying', 'equal', true)).toEqual(names(paying))
    expect(await own('paying', 'equal', false)).toEqual(names(unpaid))
    expect(await own('paying', 'unset')).toEqual(names(early, late))
    const both = [
      { key: 'plan', is: 'contains', value: 'gói' },
      { key: 'renewal', is: 'atLeast', value: '2026-05-01' },
    ]
    expect(await membersOf({ fields: both })).toEqual(names(late))
    const { id } = await save({ q: word, fields: both })
    const file = (await lead.api.get(`/api/customers/export?segmentId=${id}`)).body as string
    expect(file.trimEnd().split('\r\n')).toHaveLength(2)
    expect(file).toContain(late.email)
  })

  it('are counted as they are after whoever asked, however many ask at once', async () => {
    const { id } = await save({ q: word })
    const counts = async () => (await lead.api.get('/api/segments/counts')).body.data[id].count
    for (let expected = 1; expected <= 5; expected++) {
      const early = Array.from({ length: 3 }, counts)
      await customer()
      const late = Array.from({ length: 6 }, counts)
      for (const count of await Promise.all(early))
        expect([expected - 1, expected]).toContain(count)
      expect(await Promise.all(late)).toEqual(Array(6).fill(expected))
    }
    await lead.api.delete(`/api/segments/${id}`)
  })

  it('know when and where somebody was last seen', async () => {
    const [seen, unseen] = [await customer(), await customer()]
    const socket = await server.socket('/chat')
    await socket.ask('startChat', { customerEmail: seen.email, customerName: 'Typed' })
    expect(await membersOf({ channel: 'webchat' })).toEqual(names(seen))
    expect(await membersOf({ seenSince: { days: 1 } })).toEqual(names(seen))
    expect(await membersOf({ notSeenSince: { days: 1 } })).toEqual(names(unseen))
    expect(await membersOf({ createdSince: { days: 1 } })).toEqual(names(seen, unseen))
    expect(await membersOf({ createdBefore: { days: 1 } })).toEqual([])
  })

  it('do not hold who was merged into another', async () => {
    const [survivor, merged] = [await customer(), await customer()]
    await lead.api.post(`/api/customers/${survivor.id}/merge`, { customerId: merged.id })
    expect(await membersOf({})).toEqual(names(survivor))
  })

  it('have each name once, and are told of when they change', async () => {
    const desk = await server.socket('/console', { token: lead.token })
    await desk.next('hello')
    const { id, name } = await save({})
    await desk.next('event', ({ kind }) => kind === 'segments.changed')
    const taken = { name: name.toUpperCase(), filter: {} }
    expect((await lead.api.post('/api/segments', taken)).body.code).toBe('segment_name_taken')
    const renamed = await lead.api.put(`/api/segments/${id}`, { name: `${name}!`, filter: {} })
    expect(renamed.body.data.name).toBe(`${name}!`)
    expect((await lead.api.delete(`/api/segments/${id}`)).status).toBe(204)
    expect((await lead.api.get(`/api/segments/${id}/customers`)).status).toBe(404)
  })

  it.each([
    ['a tag', () => ({ tags: [tag] }), /customers_newest/],
    ['a company', () => ({ companyId: tag }), /customers_company /],
    [
      'a field',
      () => ({ fields: [{ key: 'seats', is: 'atLeast', value: 5 }] }),
      /customers_newest/,
    ],
    [
      'a part',
      () => ({ fields: [{ key: 'plan', is: 'contains', value: 'x' }] }),
      /customers_newest/,
    ],
  ] as const)('by %s are read in the order of an index, however many there are', async (...one) => {
    const [, filterOf, index] = one
    const filter = filterOf() as CustomerFilter
    const place = { at: new Date().toISOString(), id: crypto.randomUUID() }
    const plans = await plansOf(server.database, (db) =>
      customersMatching(db, { filter, now: new Date() }, place, 50),
    )
    expect(plans.join('\n')).toMatch(index)
    expect(plans.join('\n')).not.toMatch(/TEMP B-TREE|Sort/)
  })

  it.each([
    ['a tag', () => ({ tags: [tag] }), /customer_tags/],
    ['a company', () => ({ companyId: tag }), /customers_company/],
    ['a text', () => ({ fields: [{ key: 'plan', is: 'equal', value: 'pro' }] }), /values_text/],
    ['a number', () => ({ fields: [{ key: 'seats', is: 'atLeast', value: 5 }] }), /values_number/],
  ] as const)('by %s are counted by the index of what few have', async (...one) => {
    const [, filterOf, index] = one
    const filter = filterOf() as CustomerFilter
    const plans = await plansOf(server.database, (db) =>
      countCustomersMatching(db, { filter, now: new Date() }, 9_999),
    )
    expect(plans.join('\n')).toMatch(index)
    expect(plans.join('\n')).not.toMatch(/SCAN customers|Seq Scan|customers_newest/)
  })

  it('go out as CSV with all that is known, and nothing a spreadsheet would run', async () => {
    const tagged = await customer({ name: `=cmd ${word}`, fields: { plan: '+1', seats: 2 } })
    await lead.api.put(`/api/customers/${tagged.id}/tags`, { add: [tag], remove: [] })
    const plain = await customer({ company: `Lamps, "${word}"` })
    const { id } = await save({ q: word, tags: [tag] })
    const exported = async (query: string) =>
      (await lead.api.get(`/api/customers/export?${query}`)).body as string
    // Reading the answer as text leaves the mark at its beginning out.
    const all = await exported(`q=${word}`)
    const [head, ...lines] = all.trimEnd().split('\r\n')
    expect(head).toBe(
      'id,email,name,phone,company,tags,createdAt,updatedAt,fields.plan,fields.seats,fields.renewal,fields.paying',
    )
    expect(lines).toHaveLength(2)
    expect(lines[0]).toContain(`${plain.id},${plain.email},${plain.name},,"Lamps, ""${word}""",`)
    expect(lines[1]).toContain(`'=cmd ${word}`)
    expect(lines[1]).toMatch(/,VIP,.*,'\+1,2,,$/)
    expect((await exported(`segmentId=${id}`)).trimEnd().split('\r\n')).toHaveLength(2)
  })

  it('never let a cell begin a formula', () => {
    fc.assert(
      fc.property(fc.string(), (cell) => {
        const line = csvLine([cell])
        expect(line.replace(/^"/, '')).not.toMatch(/^\s*[=+\-@]/)
      }),
    )
  })
})
