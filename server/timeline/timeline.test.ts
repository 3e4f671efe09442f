import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'

onBothDatabases('timeline', (create) => {
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

  async function createCustomer() {
    const email = `${crypto.randomUUID()}@customer.test`
    const { body } = await agent.api.post('/api/customers', { email, name: 'An' })
    return body.data as { id: string; email: string }
  }
  async function chatWith({ email }: { email: string }, words: string[] = []) {
    const socket = await server.socket('/chat')
    const { sessionId } = await socket.ask('startChat', {
      customerEmail: email,
      customerName: 'An',
    })
    for (const content of words)
      await socket.ask('sendMessage', { sessionId, content, senderType: 'customer' })
    return sessionId as string
  }
  async function createTicket(customerId: string) {
    const { body } = await agent.api.post('/api/tickets', {
      customerId,
      subject: 'Broken lamp',
      description: 'It does not light up',
    })
    return body.data as { id: string; ticketNumber: string }
  }
  const timeline = (id: string, query = '') => agent.api.get(`/api/timeline/customer/${id}${query}`)
  const typesOf = (body: { data: Array<{ type: string }> }) => body.data.map(({ type }) => type)

  describe('a customer’s timeline', () => {
    it('holds everything that happened, newest first', async () => {
      const customer = await createCustomer()
      await agent.api.put(`/api/customers/${customer.id}`, { phone: '123' })
      const sessionId = await chatWith(customer, ['hello'])
      await agent.api.post(`/api/chat/sessions/${sessionId}/close`)
      const ticket = await createTicket(customer.id)
      const path = `/api/tickets/${ticket.id}`
      await agent.api.post(`${path}/comments`, { comment: 'Looking at it' })
      await agent.api.put(path, { priority: 'high' })
      await server.admin.delete(path)
      const { status, body } = await timeline(customer.id)
      expect(status).toBe(200)
      expect(typesOf(body)).toEqual([
        'ticket_closed',
        'ticket_updated',
        'ticket_comment',
        'ticket_created',
        'chat_closed',
        'chat',
        'customer_updated',
        'customer_created',
      ])
      expect(body.meta).toEqual({ next: null })
      expect(body.data[5]).toEqual({
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        type: 'chat',
        customerId: customer.id,
        timestamp: expect.stringMatching(/\.\d{3}Z$/),
        description: expect.any(String),
        metadata: expect.objectContaining({ sessionId }),
      })
      const times = body.data.map(({ timestamp }: { timestamp: string }) => timestamp)
      expect(times).toEqual(times.toSorted().toReversed())
      for (const entry of body.data.slice(0, 4))
        expect(entry.metadata).toMatchObject({
          ticketId: ticket.id,
          ticketNumber: ticket.ticketNumber,
        })
    })

    it('goes on from its cursor without gap or repeat while things happen', async () => {
      const { id } = await createCustomer()
      for (let index = 0; index < 6; index++)
        await agent.api.put(`/api/customers/${id}`, { phone: `${index}` })
      const whole = (await timeline(id)).body.data
      const seen = []
      let next: string | null = ''
      while (next !== null) {
        const { body } = await timeline(id, `?limit=3&cursor=${next}`)
        seen.push(...body.data)
        next = body.meta.next
        await agent.api.put(`/api/customers/${id}`, { phone: `after ${seen.length}` })
      }
      expect(seen).toEqual(whole)
    })

    it('brings its limit into range and refuses what is no integer or no cursor', async () => {
      const { id } = await createCustomer()
      await agent.api.put(`/api/customers/${id}`, { phone: '1' })
      expect((await timeline(id, '?limit=0')).body.data).toHaveLength(1)
      expect((await timeline(id, '?limit=1000')).body.data).toHaveLength(2)
      for (const query of ['?limit=abc', '?limit=', '?cursor=nonsense', '?cursor=W10'])
        expect(await timeline(id, query)).toMatchObject({
          status: 400,
          body: { code: 'validation_failed' },
        })
    })

    it('shows nothing of other customers', async () => {
      const [one, other] = [await createCustomer(), await createCustomer()]
      await chatWith(one)
      expect(typesOf((await timeline(other.id)).body)).toEqual(['customer_created'])
    })
  })

  describe('the statistics', () => {
    it('count chats, messages, tickets by status and activities', async () => {
      const customer = await createCustomer()
      await chatWith(customer, ['one', 'two'])
      await chatWith(customer, ['three'])
      const tickets = [await createTicket(customer.id), await createTicket(customer.id)]
      await createTicket(customer.id)
      await agent.api.put(`/api/tickets/${tickets[0]?.id}`, { status: 'in_progress' })
      await agent.api.post(`/api/tickets/${tickets[0]?.id}/comments`, { comment: 'not a chat' })
      await server.admin.delete(`/api/tickets/${tickets[1]?.id}`)
      const { data } = (await timeline(customer.id)).body
      const { status, body } = await timeline(customer.id, '/stats')
      expect(status).toBe(200)
      expect(body).toEqual({
        success: true,
        data: {
          totalChats: 2,
          totalTickets: 3,
          totalActivities: data.length,
          totalMessages: 3,
          openTickets: 2,
          ticketsByStatus: { open: 1, in_progress: 1, resolved: 0, closed: 1 },
          firstActivity: data.at(-1).timestamp,
          lastActivity: data[0].timestamp,
        },
      })
    })

    it('say when the last message was, though no message is an entry', async () => {
      const customer = await createCustomer()
      const sessionId = await chatWith(customer)
      await agent.api.put(`/api/customers/${customer.id}`, { phone: '123' })
      const socket = await server.socket('/chat', { token: agent.token })
      const message = { sessionId, content: 'Hello', senderType: 'agent' }
      const { sentAt } = await socket.ask('sendMessage', message)
      const { data } = (await timeline(customer.id, '/stats')).body
      expect(data.lastActivity).toBe(sentAt)
    })

    it('are zero for a customer who only exists', async () => {
      const { id } = await createCustomer()
      expect((await timeline(id, '/stats')).body.data).toMatchObject({
        totalChats: 0,
        totalTickets: 0,
        totalActivities: 1,
        totalMessages: 0,
        openTickets: 0,
        ticketsByStatus: { open: 0, in_progress: 0, resolved: 0, closed: 0 },
      })
    })
  })

  describe('one event', () => {
    it('is answered by its id, and by its type when one is asked for', async () => {
      const { id } = await createCustomer()
      const [entry] = (await timeline(id)).body.data
      for (const path of [entry.id, entry.id.toUpperCase(), `${entry.id}?type=customer_created`])
        expect((await agent.api.get(`/api/timeline/event/${path}`)).body.data).toEqual(entry)
      expect(await agent.api.get(`/api/timeline/event/${entry.id}?type=chat`)).toMatchObject({
        status: 404,
        body: { code: 'activity_not_found' },
      })
      expect((await agent.api.get(`/api/timeline/event/${entry.id}?type=x`)).status).toBe(400)
    })
  })

  describe('recent events', () => {
    it('are the newest of every customer, as many as asked for', async () => {
      const [one, other] = [await createCustomer(), await createCustomer()]
      const { body } = await agent.api.get('/api/timeline/recent?limit=2')
      expect(body.data.map(({ customerId }: { customerId: string }) => customerId)).toEqual([
        other.id,
        one.id,
      ])
      expect(body.total).toBe(2)
    })

    it('are fifty unless said otherwise, and never more than a hundred', async () => {
      const { id } = await createCustomer()
      await Promise.all(
        Array.from({ length: 110 }, (_, index) =>
          agent.api.put(`/api/customers/${id}`, { phone: `${index}` }),
        ),
      )
      const count = async (query: string) =>
        (await agent.api.get(`/api/timeline/recent${query}`)).body.data.length
      expect([await count(''), await count('?limit=1000'), await count('?limit=-5')]).toEqual([
        50, 100, 1,
      ])
      expect((await agent.api.get('/api/timeline/recent?limit=many')).status).toBe(400)
    })
  })

  it.each(['00000000-0000-4000-8000-000000000000', 'nobody', '%00'])(
    'answers 404 for the id %s',
    async (id) => {
      for (const path of [`customer/${id}`, `customer/${id}/stats`])
        expect(await agent.api.get(`/api/timeline/${path}`)).toMatchObject({
          status: 404,
          body: { code: 'customer_not_found' },
        })
      expect(await agent.api.get(`/api/timeline/event/${id}`)).toMatchObject({
        status: 404,
        body: { code: 'activity_not_found' },
      })
    },
  )

  it('is for agents and up', async () => {
    const { id } = await createCustomer()
    const [entry] = (await timeline(id)).body.data
    const statuses = async (api: Account['api']) => {
      const paths = [`customer/${id}`, `customer/${id}/stats`, `event/${entry.id}`, 'recent']
      const answers = await Promise.all(paths.map((path) => api.get(`/api/timeline/${path}`)))
      return new Set(answers.map(({ status }) => status))
    }
    expect(await statuses(server.anonymous)).toEqual(new Set([401]))
    expect(await statuses((await server.signIn('customer')).api)).toEqual(new Set([403]))
    expect(await statuses(agent.api)).toEqual(new Set([200]))
    expect(await statuses((await server.signIn('supervisor')).api)).toEqual(new Set([200]))
  })
})
