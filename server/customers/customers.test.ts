import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'
import { eventsAfter, headOf } from '../stream/index.ts'

onBothDatabases('customers', (create) => {
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

  const freshEmail = () => `${crypto.randomUUID()}@customer.test`
  async function created(fields: object = {}) {
    const answer = await agent.api.post('/api/customers', {
      email: freshEmail(),
      name: 'Trần Văn An',
      ...fields,
    })
    expect(answer.status).toBe(201)
    return answer.body.data as { id: string; email: string; createdAt: string; updatedAt: string }
  }
  /** The facts that `work` left on the stream. */
  async function factsOf(work: () => Promise<unknown>) {
    const before = await headOf(server.database.sql)
    await work()
    return (await eventsAfter(server.database.sql, before)).map(({ kind }) => kind)
  }
  const rowsOf = async (email: string) =>
    (await agent.api.get(`/api/customers?q=${encodeURIComponent(email)}`)).body.meta.total
  async function startChat(customerEmail: string) {
    const socket = await server.socket('/chat')
    const { sessionId } = await socket.ask('startChat', { customerEmail, customerName: 'An' })
    return sessionId as string
  }

  describe('creating', () => {
    it('answers 201 and the customer, with the e-mail trimmed and lower-cased', async () => {
      const email = freshEmail()
      const answer = await agent.api.post('/api/customers', {
        email: `  ${email.toUpperCase()} `,
        name: '  Nguyễn Thị Mai ',
        phone: '+84 90 123 45 67',
        company: 'Phở & Sons',
      })
      expect(answer.status).toBe(201)
      expect(answer.body).toEqual({
        success: true,
        data: {
          id: expect.stringMatching(/^[0-9a-f-]{36}$/),
          email,
          name: 'Nguyễn Thị Mai',
          phone: '+84 90 123 45 67',
          company: 'Phở & Sons',
          companyId: expect.stringMatching(/^[0-9a-f-]{36}$/),
          fields: {},
          tags: [],
          version: 1,
          createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
          updatedAt: answer.body.data.createdAt,
        },
      })
    })

    it('takes phone and company as absent, null or empty alike', async () => {
      for (const fields of [{}, { phone: null, company: null }, { phone: '', company: ' ' }])
        expect(await created(fields)).toMatchObject({ phone: null, company: null })
    })

    it('tells the stream and begins the timeline', async () => {
      let id = ''
      const facts = await factsOf(async () => {
        id = (await created()).id
      })
      expect(facts).toEqual(['customer.created', 'activity.added'])
      const { body } = await agent.api.get(`/api/timeline/customer/${id}`)
      expect(body.data).toMatchObject([{ type: 'customer_created', customerId: id }])
    })

    it('refuses a taken e-mail in any case', async () => {
      const { email } = await created()
      const answer = await agent.api.post('/api/customers', {
        email: email.toUpperCase(),
        name: 'Someone',
      })
      expect(answer).toMatchObject({ status: 409, body: { code: 'email_taken', success: false } })
      expect(await rowsOf(email)).toBe(1)
    })

    it('makes one customer of twenty requests for one e-mail at once', async () => {
      const email = freshEmail()
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => agent.api.post('/api/customers', { email, name: 'An' })),
      )
      const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b)
      expect(statuses).toEqual([201, ...Array.from({ length: 19 }, () => 409)])
      expect(await rowsOf(email)).toBe(1)
    })

    it('answers a repeated Idempotency-Key with the first answer, and another body with 422', async () => {
      const body = { email: freshEmail(), name: 'An' }
      const headers = { 'idempotency-key': crypto.randomUUID() }
      const first = await agent.api.post('/api/customers', body, headers)
      const again = await agent.api.post('/api/customers', body, headers)
      expect([first.status, again.status]).toEqual([201, 201])
      expect(again.body).toEqual(first.body)
      expect(await rowsOf(body.email)).toBe(1)
      const other = await agent.api.post('/api/customers', { ...body, name: 'Binh' }, headers)
      expect(other).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } })
      const taken = await agent.api.post('/api/customers', body, {
        'idempotency-key': crypto.randomUUID(),
      })
      expect(taken).toMatchObject({ status: 409, body: { code: 'email_taken' } })
    })

    it('lists every bad field', async () => {
      const { status, body } = await agent.api.post('/api/customers', {
        email: 'nobody',
        name: 'A',
        phone: '1'.repeat(21),
        company: 'c'.repeat(201),
        vip: true,
      })
      expect(status).toBe(400)
      expect(body).toMatchObject({ success: false, statusCode: 400, code: 'validation_failed' })
      expect(body.errors.map(({ path }: { path: string }) => path).toSorted()).toEqual([
        'company',
        'email',
        'name',
        'phone',
        'vip',
      ])
    })

    it.each([
      ['no body', undefined],
      ['null', null],
      ['a list', []],
      ['a text', 'x'],
      ['nothing in it', {}],
      ['numbers', { email: 1, name: 2 }],
      ['no name', { email: 'a@b.test' }],
      ['a blank name', { email: 'a@b.test', name: '   ' }],
      ['a long name', { email: 'a@b.test', name: 'n'.repeat(101) }],
      ['a very long name', { email: 'a@b.test', name: 'n'.repeat(10_000) }],
      ['a NUL', { email: 'a@b.test', name: 'An\u0000' }],
      ['half a character', { email: 'a@b.test', name: 'An \ud83d' }],
      ['a NUL in the e-mail', { email: 'a\u0000@b.test', name: 'An' }],
      ['a long e-mail', { email: `${'a'.repeat(250)}@b.test`, name: 'An' }],
      ['an id of its own', { email: 'a@b.test', name: 'An', id: crypto.randomUUID() }],
    ])('refuses %s', async (_what, body) => {
      const answer = await agent.api.post('/api/customers', body)
      expect(answer.status).toBe(400)
      expect(await rowsOf('a@b.test')).toBe(0)
    })

    it('refuses JSON that is none', async () => {
      const answer = await agent.api.raw('POST', '/api/customers', '{"email":', {
        'content-type': 'application/json',
      })
      expect(answer).toMatchObject({ status: 400, body: { code: 'malformed_request' } })
    })

    it('keeps markup, emoji and bidi characters as they are', async () => {
      const name = '<b>An</b> 👩‍🚀 \u202eabc'
      const { id } = await created({ name })
      expect((await agent.api.get(`/api/customers/${id}`)).body.data.name).toBe(name)
    })

    it('speaks Vietnamese to who asks for it', async () => {
      const { email } = await created()
      const vi = { 'accept-language': 'vi' }
      const taken = await agent.api.post('/api/customers', { email, name: 'An' }, vi)
      expect(taken.body).toMatchObject({
        code: 'email_taken',
        message: 'Địa chỉ email này đã được sử dụng.',
      })
      const invalid = await agent.api.post('/api/customers', { email, name: 'A' }, vi)
      expect(invalid.body.errors).toEqual([{ path: 'name', message: 'phải có ít nhất 2 ký tự' }])
    })
  })

  describe('reading', () => {
    it('answers one by id, whatever the case of the id', async () => {
      const customer = await created()
      for (const id of [customer.id, customer.id.toUpperCase()])
        expect((await agent.api.get(`/api/customers/${id}`)).body.data).toEqual(customer)
    })

    it.each(['00000000-0000-4000-8000-000000000000', 'nobody', '1', '%00', 'a'.repeat(300)])(
      'answers 404 for the id %s',
      async (id) => {
        for (const answer of [
          await agent.api.get(`/api/customers/${id}`),
          await agent.api.put(`/api/customers/${id}`, { name: 'Someone' }),
          await server.admin.delete(`/api/customers/${id}`),
        ])
          expect(answer).toMatchObject({ status: 404, body: { code: 'customer_not_found' } })
      },
    )

    it('finds one by e-mail, ignoring case, and answers null for any other text', async () => {
      const customer = await created()
      const path = (email: string) => `/api/customers/email/${encodeURIComponent(email)}`
      for (const email of [customer.email, customer.email.toUpperCase(), ` ${customer.email} `])
        expect((await agent.api.get(path(email))).body.data).toEqual(customer)
      for (const email of [
        freshEmail(),
        'nobody',
        'a/b',
        '%',
        '%25',
        'a\u0000b',
        "' or 1=1 --",
        '👻@ghost.test',
        'a'.repeat(254),
      ])
        expect(await agent.api.get(path(email))).toMatchObject({
          status: 200,
          body: { success: true, data: null },
        })
    })
  })

  describe('the list', () => {
    const word = `list${crypto.randomUUID().slice(0, 8)}`
    const ids: string[] = []
    beforeAll(async () => {
      for (let index = 0; index < 7; index++)
        ids.unshift((await created({ company: `${word} ${index}` })).id)
    })
    const list = (query: string) => agent.api.get(`/api/customers?q=${word}${query}`)
    const idsOf = (body: { data: Array<{ id: string }> }) => body.data.map(({ id }) => id)

    it('pages newest first', async () => {
      const first = await list('&page=1&limit=3')
      expect(first.body.meta).toEqual({ total: 7, page: 1, limit: 3, totalPages: 3 })
      const rest = [await list('&page=2&limit=3'), await list('&page=3&limit=3')]
      expect([first, ...rest].flatMap(({ body }) => idsOf(body))).toEqual(ids)
    })

    it('brings integers into range, and answers nothing past the end', async () => {
      expect((await list('')).body.meta).toEqual({ total: 7, page: 1, limit: 10, totalPages: 1 })
      expect((await list('&page=0&limit=1000')).body.meta).toMatchObject({ page: 1, limit: 100 })
      expect((await list('&page=-3&limit=-1')).body.meta).toMatchObject({ page: 1, limit: 1 })
      const past = await list(`&page=${'9'.repeat(30)}&limit=100`)
      expect(past).toMatchObject({ status: 200, body: { data: [], meta: { total: 7 } } })
    })

    it.each(['page=abc', 'page=1.5', 'page=', 'limit=x', 'limit=1e3', 'page=1&page=2'])(
      'refuses ?%s',
      async (query) => {
        const answer = await agent.api.get(`/api/customers?${query}`)
        expect(answer).toMatchObject({ status: 400, body: { code: 'validation_failed' } })
      },
    )

    it('goes on from a cursor, newest first, though customers come in between', async () => {
      const first = await list('&cursor=&limit=4')
      expect(idsOf(first.body)).toEqual(ids.slice(0, 4))
      expect(first.body.meta).toEqual({ next: expect.any(String) })
      const late = await created({ company: word })
      const rest = await list(`&limit=4&cursor=${first.body.meta.next}`)
      expect(idsOf(rest.body)).toEqual(ids.slice(4))
      expect(rest.body.meta).toEqual({ next: null })
      await server.admin.delete(`/api/customers/${late.id}`)
    })

    it.each([
      'nonsense',
      Buffer.from('["0000-01-01T00:00:00Z","00000000-0000-4000-8000-000000000000"]').toString(
        'base64url',
      ),
      Buffer.from('["2026-01-01T00:00:00Z","no id"]').toString('base64url'),
      Buffer.from('{}').toString('base64url'),
    ])('refuses the cursor %s', async (cursor) => {
      const answer = await agent.api.get(`/api/customers?cursor=${cursor}`)
      expect(answer).toMatchObject({
        status: 400,
        body: { code: 'validation_failed', errors: [{ path: 'cursor' }] },
      })
    })
  })

  describe('searching', () => {
    const found = async (q: string) =>
      (await agent.api.get(`/api/customers?limit=100&q=${encodeURIComponent(q)}`)).body.data.map(
        ({ id }: { id: string }) => id,
      )

    it('matches a part of name, e-mail, phone or company, whatever its case', async () => {
      const mark = crypto.randomUUID().slice(0, 8)
      const { id, email } = await created({
        name: `Annabel ${mark}`,
        phone: `+84 ${mark}`,
        company: `ACME-${mark} GmbH`,
      })
      for (const q of [`annabel ${mark}`, `BEL ${mark}`, email, `4 ${mark}`, `acme-${mark} g`])
        expect(await found(q)).toEqual([id])
      expect(await found(`${mark} nowhere`)).toEqual([])
    })

    it('matches Vietnamese in any case, with or without its marks', async () => {
      const mark = crypto.randomUUID().slice(0, 8)
      const { id } = await created({ name: `ĐẶNG Thị Hương ${mark}` })
      for (const name of ['Đặng thị hương', 'đặng Thị HƯƠNG', 'dang thi huong', 'DANG Thi'])
        expect(await found(name === 'DANG Thi' ? name : `${name} ${mark}`)).toContain(id)
      expect(await found(`đặng thị hương ${mark}`.normalize('NFD'))).toEqual([id])
    })

    it('takes % _ and \\ as the characters they are', async () => {
      const mark = crypto.randomUUID().slice(0, 8)
      const { id } = await created({ company: `100%_\\${mark}` })
      await created({ company: `100xx\\${mark}` })
      expect(await found(`100%_\\${mark}`)).toEqual([id])
      expect(await found(`%${mark}`)).toEqual([])
      expect(await found(`_\\${mark}`)).toEqual([id])
    })

    it('finds a customer by what they were changed to', async () => {
      const mark = crypto.randomUUID().slice(0, 8)
      const { id } = await created({ company: `before-${mark}` })
      await agent.api.put(`/api/customers/${id}`, { company: `after-${mark}` })
      expect(await found(`before-${mark}`)).toEqual([])
      expect(await found(`after-${mark}`)).toEqual([id])
    })

    it('takes a blank search as none, and refuses what no text can be', async () => {
      const all = (await agent.api.get('/api/customers')).body.meta.total
      expect((await agent.api.get('/api/customers?q=%20')).body.meta.total).toBe(all)
      for (const q of ['%00', 'q'.repeat(201)])
        expect((await agent.api.get(`/api/customers?q=${q}`)).status).toBe(400)
    })
  })

  describe('changing', () => {
    it('changes any subset of the fields and nothing else', async () => {
      const before = await created({ phone: '1', company: 'Old' })
      const answer = await agent.api.put(`/api/customers/${before.id}`, { phone: '', name: 'Binh' })
      expect(answer.status).toBe(200)
      const { updatedAt } = answer.body.data
      expect(answer.body.data).toEqual({
        ...before,
        phone: null,
        name: 'Binh',
        version: 2,
        updatedAt,
      })
      expect(updatedAt >= before.updatedAt).toBe(true)
      expect((await agent.api.get(`/api/customers/${before.id}`)).body.data).toEqual(
        answer.body.data,
      )
    })

    it('tells the stream and the timeline which fields changed', async () => {
      const { id, email } = await created()
      const facts = await factsOf(() =>
        agent.api.put(`/api/customers/${id}`, { email, name: 'Binh', company: 'New' }),
      )
      expect(facts).toEqual(['company.changed', 'customer.updated', 'activity.added'])
      const { body } = await agent.api.get(`/api/timeline/customer/${id}?limit=1`)
      expect(body.data[0]).toMatchObject({
        type: 'customer_updated',
        metadata: { changed: ['name', 'company'], byId: agent.id },
      })
    })

    it('leaves everything as it was when nothing is new', async () => {
      const customer = await created({ company: 'Same' })
      for (const body of [{}, { company: ' Same ' }, { email: customer.email.toUpperCase() }]) {
        let answer
        const facts = await factsOf(async () => {
          answer = await agent.api.put(`/api/customers/${customer.id}`, body)
        })
        expect(answer).toMatchObject({ status: 200, body: { data: customer } })
        expect(facts).toEqual([])
      }
    })

    it('moves the e-mail address: the old one is free, the new one leads to the customer', async () => {
      const { id, email } = await created()
      const next = freshEmail()
      await agent.api.put(`/api/customers/${id}`, { email: next.toUpperCase() })
      const by = async (address: string) =>
        (await agent.api.get(`/api/customers/email/${address}`)).body.data?.id ?? null
      expect([await by(email), await by(next)]).toEqual([null, id])
      const chat = await agent.api.get(`/api/chat/sessions/${await startChat(next)}`)
      expect(chat.body.data.customerId).toBe(id)
      expect(await created({ email })).not.toMatchObject({ id })
    })

    it('refuses a taken e-mail and leaves both customers as they were', async () => {
      const [one, other] = [await created(), await created()]
      const answer = await agent.api.put(`/api/customers/${one.id}`, {
        email: other.email,
        name: 'Changed',
      })
      expect(answer).toMatchObject({ status: 409, body: { code: 'email_taken' } })
      for (const customer of [one, other])
        expect((await agent.api.get(`/api/customers/${customer.id}`)).body.data).toEqual(customer)
    })

    it('gives an e-mail wanted by many at once to one of them', async () => {
      const email = freshEmail()
      const customers = await Promise.all(Array.from({ length: 5 }, () => created()))
      const answers = await Promise.all([
        ...customers.map(({ id }) => agent.api.put(`/api/customers/${id}`, { email })),
        ...customers.map(() => agent.api.post('/api/customers', { email, name: 'An' })),
      ])
      const statuses = answers.map(({ status }) => status)
      expect(statuses.filter((status) => status < 300)).toHaveLength(1)
      expect(statuses.filter((status) => status === 409)).toHaveLength(9)
      expect(await rowsOf(email)).toBe(1)
    })

    it('keeps every change of many made at once', async () => {
      const { id } = await created()
      const bodies = [{ name: 'Parallel' }, { phone: '12' }, { company: 'Together' }]
      await Promise.all(bodies.map((body) => agent.api.put(`/api/customers/${id}`, body)))
      expect((await agent.api.get(`/api/customers/${id}`)).body.data).toMatchObject(
        Object.assign({}, ...bodies),
      )
    })

    it.each([
      { email: null },
      { name: null },
      { name: 'A' },
      { email: 'no' },
      { phone: 5 },
      { company: 'x\u0000' },
      { role: 'admin' },
      { id: crypto.randomUUID() },
    ])('refuses %j', async (body) => {
      const customer = await created()
      const answer = await agent.api.put(`/api/customers/${customer.id}`, body)
      expect(answer).toMatchObject({ status: 400, body: { code: 'validation_failed' } })
      expect((await agent.api.get(`/api/customers/${customer.id}`)).body.data).toEqual(customer)
    })
  })

  describe('deleting', () => {
    it('removes the customer, their addresses and their timeline', async () => {
      const { id, email } = await created()
      let answer
      const facts = await factsOf(async () => {
        answer = await server.admin.delete(`/api/customers/${id}`)
      })
      expect(answer).toMatchObject({ status: 204, body: '' })
      expect(facts).toEqual(['customer.deleted'])
      expect((await agent.api.get(`/api/customers/${id}`)).status).toBe(404)
      expect((await agent.api.get(`/api/timeline/customer/${id}`)).status).toBe(404)
      expect((await server.admin.delete(`/api/customers/${id}`)).status).toBe(404)
      expect((await created({ email })).id).not.toBe(id)
    })

    it('refuses while the customer has a chat or a ticket', async () => {
      const [chatting, ticketed] = [await created(), await created()]
      await startChat(chatting.email)
      await agent.api.post('/api/tickets', {
        customerId: ticketed.id,
        subject: 'A ticket',
        description: 'Something is broken',
      })
      for (const { id } of [chatting, ticketed]) {
        const answer = await server.admin.delete(`/api/customers/${id}`)
        expect(answer).toMatchObject({ status: 409, body: { code: 'customer_in_use' } })
        expect((await agent.api.get(`/api/customers/${id}`)).status).toBe(200)
      }
    })

    it('never leaves a ticket without its customer when both are asked for at once', async () => {
      for (let round = 0; round < 5; round++) {
        const { id } = await created()
        const [ticket, deletion] = await Promise.all([
          agent.api.post('/api/tickets', {
            customerId: id,
            subject: 'A ticket',
            description: 'Something is broken',
          }),
          server.admin.delete(`/api/customers/${id}`),
        ])
        expect([
          [201, 409],
          [404, 204],
        ]).toContainEqual([ticket.status, deletion.status])
      }
    })
  })

  describe('who may', () => {
    it('is agents and up; deleting is for admins', async () => {
      const { id } = await created()
      const statuses = async (api: Account['api']) => [
        (await api.get('/api/customers')).status,
        (await api.get(`/api/customers/${id}`)).status,
        (await api.get('/api/customers/email/a@b.test')).status,
        (await api.post('/api/customers', {})).status,
        (await api.put(`/api/customers/${id}`, {})).status,
        (await api.delete(`/api/customers/${id}`)).status,
      ]
      const portal = await server.signIn('customer')
      const supervisor = await server.signIn('supervisor')
      expect(new Set(await statuses(server.anonymous))).toEqual(new Set([401]))
      expect(new Set(await statuses(portal.api))).toEqual(new Set([403]))
      for (const { api } of [agent, supervisor])
        expect(await statuses(api)).toEqual([200, 200, 200, 400, 200, 403])
      expect(await statuses(server.admin)).toEqual([200, 200, 200, 400, 200, 204])
    })
  })
})
