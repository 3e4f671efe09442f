import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { onBothDatabases, onPostgres, type TestDatabase } from '../../tests/support/databases.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'
import { turnsDuring } from '../../tests/support/turns.ts'
import type { DealStage } from '../contract/deals.ts'
import { customerForEmail } from '../customers/index.ts'
import { askErasure } from '../privacy/ask.ts'
import { createCompany, deleteCompany, updateCompany } from './actions.ts'

const WAIT = { timeout: 20_000, interval: 50 }
// More than one step of what is done to the people of a company.
const PEOPLE = 120
const STEPS = 3

let made = 0
const fresh = (word: string) => `${word}${++made}`
const domainOf = (name: string) => `${name.toLowerCase()}.test`

onBothDatabases('companies', (create) => {
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

  const company = async (domains?: string[], name = fresh('Acme')) => {
    const { status, body } = await agent.api.post('/api/companies', {
      name,
      domains: domains ?? [domainOf(name)],
    })
    expect(status).toBe(201)
    return body.data as { id: string; name: string; domains: [string] }
  }
  const customer = async (email: string, fields: object = {}) => {
    const { body } = await agent.api.post('/api/customers', { email, name: 'An', ...fields })
    return body.data as { id: string; email: string }
  }
  const shown = async ({ id }: { id: string }) =>
    (await agent.api.get(`/api/customers/${id}`)).body.data

  /** How many came and went once all of a company's people have followed its change. */
  const settled = ({ id }: { id: string }) =>
    vi.waitFor(async () => {
      const { settling } = (await agent.api.get(`/api/companies/${id}`)).body.data
      expect(settling.endedAt).not.toBeNull()
      return settling
    }, WAIT)

  it('have the people of their domains, who were there before and who come', async () => {
    const name = fresh('Acme')
    const before = await customer(`an@${domainOf(name)}`)
    const { id } = await company(undefined, name)
    const after = await customer(`binh@${domainOf(name)}`)
    for (const one of [before, after])
      expect(await shown(one)).toMatchObject({ company: name, companyId: id })
    const other = await customer(`an@sub.${domainOf(name)}`)
    expect((await shown(other)).companyId).toBeNull()
    const list = await agent.api.get(`/api/customers?companyId=${id}`)
    expect(list.body.meta.total).toBe(2)
  })

  it('have no domain of a public mail service, and none that is another’s', async () => {
    for (const domain of ['gmail.com', 'yahoo.com.vn', 'hn.vnn.vn']) {
      const refused = await agent.api.post('/api/companies', {
        name: fresh('P'),
        domains: [domain],
      })
      expect(refused).toMatchObject({ status: 400, body: { errors: [{ path: 'domains.0' }] } })
    }
    const { domains, name } = await company()
    const taken = await agent.api.post('/api/companies', { name: fresh('Q'), domains })
    expect(taken.body.code).toBe('domain_taken')
    const named = await agent.api.post('/api/companies', { name: name.toUpperCase() })
    expect(named.body.code).toBe('company_name_taken')
  })

  it('are left and joined by hand, and that stays', async () => {
    const { id, name, domains } = await company()
    const one = await customer(`an@${domains[0]}`)
    await agent.api.put(`/api/customers/${one.id}`, { company: null })
    await agent.api.put(`/api/companies/${id}`, { name, domains: [] })
    await agent.api.put(`/api/companies/${id}`, { name, domains })
    expect(await shown(one)).toMatchObject({ company: null, companyId: null })
    const elsewhere = fresh('Globex')
    await agent.api.put(`/api/customers/${one.id}`, { company: elsewhere })
    await agent.api.put(`/api/customers/${one.id}`, { email: `binh@${domains[0]}` })
    expect(await shown(one)).toMatchObject({ company: elsewhere })
  })

  it('are not written over by who edited an older version, and say what there is now', async () => {
    const { id, name } = await company([])
    const seen = (await agent.api.get(`/api/companies/${id}`)).body.data as { version: number }
    const edit = (sent: object) => agent.api.put(`/api/companies/${id}`, sent)
    const { version } = seen
    const first = await edit({ name, domains: ['first.test'], version })
    expect(first.body.data.version).toBe(version + 1)
    const second = await edit({ name, domains: ['second.test'], version })
    expect(second).toMatchObject({
      status: 409,
      body: { code: 'company_changed', current: { domains: ['first.test'], version: version + 1 } },
    })
    expect((await edit({ name, domains: ['first.test'], version })).status).toBe(200)
    expect((await edit({ name, domains: ['third.test'] })).body.data.domains).toEqual([
      'third.test',
    ])
  })

  it('go with the address where the domain said so', async () => {
    const [one, two] = [await company(), await company()]
    const person = await customer(`an@${one.domains[0]}`)
    const email = `${fresh('an')}@${two.domains[0]}`
    await agent.api.put(`/api/customers/${person.id}`, { email })
    expect(await shown(person)).toMatchObject({ companyId: two.id })
    await agent.api.put(`/api/companies/${two.id}`, { name: two.name, domains: [] })
    expect(await shown(person)).toMatchObject({ company: null, companyId: null })
  })

  it('are made by their name, once whatever its case, however many say it at once', async () => {
    const name = fresh('Công ty Đồi Chè ')
    const people = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        customer(`${fresh('x')}@many.test`, { company: index % 2 ? name : name.toUpperCase() }),
      ),
    )
    const ids = new Set(await Promise.all(people.map(async (one) => (await shown(one)).companyId)))
    expect(ids.size).toBe(1)
    const found = await agent.api.get('/api/companies?q=doi%20che')
    expect(found.body.data.map(({ id }: { id: string }) => id)).toEqual([...ids])
  })

  const merged = async (survivor: { id: string }, other: { id: string }, fields = {}) => {
    const body = { customerId: other.id, fields }
    const answer = await agent.api.post(`/api/customers/${survivor.id}/merge`, body)
    expect(answer.status).toBe(201)
    return answer.body.data.id as string
  }
  const split = async (id: string) =>
    expect((await agent.api.delete(`/api/customers/merges/${id}`)).status).toBe(204)
  const edits = async ({ id }: { id: string }) =>
    (
      await server.database.sql
        .selectFrom('activities')
        .select('id')
        .where('customerId', '=', id)
        .where('type', '=', 'customer_updated')
        .execute()
    ).length

  it('keep through a new name whom a merge made one, however it went', async () => {
    const { id, domains } = await company()
    const [elsewhere, one] = [
      await customer(`${fresh('a')}@x.test`),
      await customer(`b@${domains[0]}`),
    ]
    const [two, far] = [await customer(`c@${domains[0]}`), await customer(`${fresh('d')}@x.test`)]
    const merge = await merged(elsewhere, one, { company: 'survivor' })
    await merged(two, far, { email: 'merged' })
    expect(await shown(two)).toMatchObject({ companyId: id, email: far.email })
    const before = [await edits(one), await edits(two)]
    const name = fresh('Renamed')
    await agent.api.put(`/api/companies/${id}`, { name, domains })
    expect(await settled({ id })).toMatchObject({ departed: 0 })
    expect([await edits(one), await edits(two)]).toEqual(before)
    expect(await shown(two)).toMatchObject({ company: name, companyId: id })
    await split(merge)
    expect(await shown(one)).toMatchObject({ company: name, companyId: id, email: one.email })
    await agent.api.put(`/api/companies/${id}`, { name, domains: [] })
    expect(await settled({ id })).toMatchObject({ departed: 2 })
    for (const each of [one, two])
      expect(await shown(each)).toMatchObject({ company: null, companyId: null })
  })

  it('are not given back by an undone merge where the domain is another’s by then', async () => {
    const [one, two] = [await company(), await company([])]
    const [stays, gone] = [
      await customer(`${fresh('a')}@x.test`),
      await customer(`b@${one.domains[0]}`),
    ]
    const merge = await merged(stays, gone, { company: 'survivor' })
    await agent.api.put(`/api/companies/${one.id}`, { name: one.name, domains: [] })
    await agent.api.put(`/api/companies/${two.id}`, { name: two.name, domains: one.domains })
    await split(merge)
    expect(await shown(gone)).toMatchObject({ company: two.name, companyId: two.id })
    const { body } = await agent.api.get(`/api/customers?companyId=${one.id}`)
    expect(body.meta.total).toBe(0)
  })

  it('rename and say nothing anew of who is being erased', async () => {
    const { id, name, domains } = await company()
    const [byDomain, byHand] = [
      await customer(`a@${domains[0]}`),
      await customer(`${fresh('b')}@x.test`, { company: name }),
    ]
    const { sql } = server.database
    const ids = [byDomain.id, byHand.id]
    // It was asked for, and waits for its turn.
    await server.database.transaction(async (tx) => {
      for (const customerId of ids) {
        const { id: erasureId } = await askErasure(tx, customerId, 'An', agent.id)
        await tx.sql.deleteFrom('jobs').where('dedupeKey', '=', `erase:${erasureId}`).execute()
      }
    })
    await agent.api.put(`/api/companies/${id}`, { name: fresh('Renamed'), domains })
    expect(await settled({ id })).toMatchObject({ departed: 0 })
    const rows = await sql
      .selectFrom('customers')
      .select(['company', 'searchText'])
      .where('id', 'in', ids)
      .execute()
    const nothing = { company: null, searchText: '' }
    expect(rows).toEqual([nothing, nothing])
  })

  it('rename and leave their people with them', async () => {
    const { id, domains } = await company()
    const one = await customer(`an@${domains[0]}`)
    const name = fresh('Renamed')
    await agent.api.put(`/api/companies/${id}`, { name, domains })
    expect(await shown(one)).toMatchObject({ company: name, companyId: id })
    expect((await agent.api.get(`/api/customers?q=${name}`)).body.meta.total).toBe(1)
    expect((await agent.api.delete(`/api/companies/${id}`)).status).toBe(403)
    expect((await server.admin.delete(`/api/companies/${id}`)).status).toBe(204)
    expect(await shown(one)).toMatchObject({ company: null, companyId: null })
    expect((await agent.api.get(`/api/companies/${id}`)).body.code).toBe('company_not_found')
  })

  it('are made and renamed though the database is lost right after, and their people follow', async () => {
    const name = fresh('Lost')
    const one = await customer(`an@${domainOf(name)}`)
    const reported: unknown[] = []
    const lost = new Error('lost')
    const lostAfterOne = () => {
      let left = 1
      return {
        ...server.database,
        transaction: (work: Parameters<typeof server.database.transaction>[0]) =>
          left-- > 0 ? server.database.transaction(work) : Promise.reject(lost),
        onHookError: (error: unknown) => reported.push(error),
      } as typeof server.database
    }
    const domains = [domainOf(name)]
    const added = await createCompany(lostAfterOne(), { name, domains }, agent.id)
    await vi.waitFor(
      async () => expect(await shown(one)).toMatchObject({ companyId: added.id }),
      WAIT,
    )
    const body = { name: fresh('Renamed'), domains }
    await updateCompany(lostAfterOne(), added.id, body, agent.id)
    await vi.waitFor(
      async () => expect(await shown(one)).toMatchObject({ company: body.name }),
      WAIT,
    )
    expect(reported).toEqual([lost, lost])
  })

  it('take and leave many people a few at a time, so that chats go on meanwhile', async () => {
    const name = fresh('Crowd')
    const { database } = server
    await database.transaction(async (tx) => {
      for (let number = 0; number < PEOPLE; number++)
        await customerForEmail(tx, { email: `${number}@${domainOf(name)}`, name: 'An' })
    })
    const body = { name, domains: [domainOf(name)] }
    const linking = async () => settled(await createCompany(database, body, agent.id))
    expect(await turnsDuring(linking)).toBeGreaterThanOrEqual(STEPS)
    const list = await agent.api.get(`/api/companies?q=${name}`)
    const [{ id }] = list.body.data
    const people = await agent.api.get(`/api/customers?companyId=${id}`)
    expect(people.body.meta.total).toBe(PEOPLE)
    const leaving = () => deleteCompany(database, id, agent.id)
    expect(await turnsDuring(leaving)).toBeGreaterThanOrEqual(STEPS)
  })

  it('add up what there is of their people', async () => {
    const { id, domains } = await company()
    const [one, two] = [await customer(`an@${domains[0]}`), await customer(`bi@${domains[0]}`)]
    const ticket = { customerId: one.id, subject: 'Broken lamp', description: 'It does not light' }
    await agent.api.post('/api/tickets', ticket)
    const socket = await server.socket('/chat')
    const visitor = { customerEmail: `bi@${domains[0]}`, customerName: 'Bình' }
    const { sessionId } = await socket.ask('startChat', visitor)
    const first = { sessionId, content: 'Đèn không sáng', senderType: 'customer' }
    expect(await socket.ask('sendMessage', first)).toMatchObject({ success: true })
    const { body } = await agent.api.get(`/api/companies/${id}`)
    expect(body.data).toMatchObject({
      domains,
      totals: {
        people: 2,
        conversations: 1,
        openConversations: 1,
        tickets: 1,
        openTickets: 1,
        openDeals: [],
      },
      items: [
        {
          kind: 'conversation',
          id: sessionId,
          title: 'Đèn không sáng',
          customer: { id: two.id },
          isOpen: true,
        },
        { kind: 'ticket', title: 'Broken lamp', customer: { id: one.id }, isOpen: true },
      ],
    })
  })

  it('add up the open deals of their people by currency, to the last digit', async () => {
    const { id, domains } = await company()
    const [one, two] = [await customer(`an@${domains[0]}`), await customer(`bi@${domains[0]}`)]
    const stages: DealStage[] = (await agent.api.get('/api/deal-stages')).body.data
    const won = stages.find(({ category }) => category === 'won')?.id
    const add = async (customerId: string, amount: number, more: object = {}) => {
      const body = { customerId, title: 'Lamps', amount, currency: 'VND', ...more }
      const added = await agent.api.post('/api/deals', body)
      expect(added.status).toBe(201)
      return added.body.data as { id: string }
    }
    const openDeals = async () =>
      (await agent.api.get(`/api/companies/${id}`)).body.data.totals.openDeals
    const most = Number.MAX_SAFE_INTEGER
    const deal = await add(one.id, most)
    await add(two.id, most)
    await add(two.id, 1250, { currency: 'EUR' })
    await add(two.id, 5000, { stageId: won })
    await add((await customer(`${fresh('cy')}@elsewhere.test`)).id, 7000)
    expect(await openDeals()).toEqual([
      { currency: 'EUR', count: 1, sum: '1250' },
      { currency: 'VND', count: 2, sum: '18014398509481982' },
    ])
    const merge = await agent.api.post(`/api/customers/${one.id}/merge`, { customerId: two.id })
    expect(merge.status).toBeLessThan(300)
    expect(await openDeals()).toMatchObject([{ count: 1 }, { count: 2 }])
    await agent.api.put(`/api/deals/${deal.id}`, { stageId: won })
    expect(await openDeals()).toMatchObject([{ count: 1 }, { count: 1, sum: String(most) }])
    await agent.api.put(`/api/customers/${one.id}`, { company: null })
    expect(await openDeals()).toEqual([])
  })

  it('show what is open first, and whoever was merged is no one of theirs', async () => {
    const { id, name, domains } = await company()
    const [one, two] = [await customer(`an@${domains[0]}`), await customer(`bi@${domains[0]}`)]
    const ticketOf = async (subject: string) => {
      const body = { customerId: one.id, subject, description: 'It does not light' }
      return (await agent.api.post('/api/tickets', body)).body.data as { id: string }
    }
    await ticketOf('Still to do')
    const done = await ticketOf('Done and closed')
    await server.admin.delete(`/api/tickets/${done.id}`)
    const items = async () => (await agent.api.get(`/api/companies/${id}`)).body.data
    expect((await items()).items).toMatchObject([
      { title: 'Still to do', isOpen: true },
      { title: 'Done and closed', isOpen: false },
    ])
    const merge = await agent.api.post(`/api/customers/${one.id}/merge`, { customerId: two.id })
    expect(merge.status).toBeLessThan(300)
    expect((await items()).totals.people).toBe(1)
    const listed = await agent.api.get(`/api/companies?q=${name}`)
    expect(listed.body.data).toMatchObject([{ id, people: 1 }])
  })

  it('are listed newest first, from a cursor on', async () => {
    const first = await agent.api.get('/api/companies?limit=2')
    const second = await agent.api.get(`/api/companies?limit=2&cursor=${first.body.meta.next}`)
    const all = await agent.api.get('/api/companies?limit=100')
    expect([...first.body.data, ...second.body.data]).toEqual(all.body.data.slice(0, 4))
    expect(all.body.meta.next).toBeNull()
  })
})

onPostgres('a company that is deleted while people join it', (create) => {
  it('has nobody afterwards', async () => {
    const on = await create()
    const server = await startServer(on)
    const name = 'Late'
    const { id } = (await server.admin.post('/api/companies', { name })).body.data
    const joins = Array.from({ length: 12 }, (_, index) =>
      server.admin.post('/api/customers', {
        email: `${index}@late.test`,
        name: 'An',
        company: name,
      }),
    )
    const [deleted, ...joined] = await Promise.all([
      server.admin.delete(`/api/companies/${id}`),
      ...joins,
    ])
    expect(deleted?.status).toBe(204)
    expect(new Set(joined.map(({ status }) => status))).toEqual(new Set([201]))
    const left = await server.admin.get(`/api/customers?companyId=${id}`)
    expect(left.body.meta.total).toBe(0)
    await server.stop()
    await on.drop()
  })
})
