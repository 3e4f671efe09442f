import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'
import { eventsAfter, headOf } from '../stream/index.ts'

const UNKNOWN = '00000000-0000-4000-8000-000000000000'

onBothDatabases('tickets', (create) => {
  let on: TestDatabase
  let server: TestServer
  let agent: Account
  let other: Account
  let customer: { id: string; email: string; name: string }
  beforeAll(async () => {
    on = await create()
    server = await startServer(on)
    agent = await server.signIn('agent', 'Linh')
    other = await server.signIn('agent', 'Bình')
    customer = await createCustomer()
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  async function createCustomer() {
    const email = `${crypto.randomUUID()}@customer.test`
    const { body } = await agent.api.post('/api/customers', { email, name: 'An' })
    return body.data as { id: string; email: string; name: string }
  }
  async function startChat({ email }: { email: string }) {
    const socket = await server.socket('/chat')
    const { sessionId } = await socket.ask('startChat', {
      customerEmail: email,
      customerName: 'An',
    })
    const say = (content: string) =>
      socket.ask('sendMessage', { sessionId, content, senderType: 'customer' })
    return { sessionId: sessionId as string, say }
  }
  const draft = (fields: object = {}) => ({
    customerId: customer.id,
    subject: 'Broken lamp',
    description: 'It does not light up any more',
    ...fields,
  })
  async function created(fields: object = {}) {
    const answer = await agent.api.post('/api/tickets', draft(fields))
    expect(answer.status).toBe(201)
    return answer.body.data
  }
  const read = async (id: string) => (await agent.api.get(`/api/tickets/${id}`)).body.data
  const put = (id: string, body: unknown) => agent.api.put(`/api/tickets/${id}`, body)
  /** Leads a new ticket through these statuses. */
  async function createdAs(...statuses: string[]) {
    const ticket = await created()
    for (const status of statuses) expect((await put(ticket.id, { status })).status).toBe(200)
    return ticket
  }
  async function eventsOf(work: () => Promise<unknown>) {
    const before = await headOf(server.database.sql)
    await work()
    return eventsAfter(server.database.sql, before)
  }
  const latest = async ({ customerId }: { customerId: string }) =>
    (await agent.api.get(`/api/timeline/customer/${customerId}?limit=1`)).body.data[0]

  describe('creating', () => {
    it('answers 201 and the ticket, open and of medium priority', async () => {
      const answer = await agent.api.post('/api/tickets', draft({ subject: '  Broken lamp ' }))
      expect(answer.status).toBe(201)
      expect(answer.body).toEqual({
        success: true,
        data: {
          id: expect.stringMatching(/^[0-9a-f-]{36}$/),
          ticketNumber: expect.stringMatching(/^TK-\d{5}$/),
          customerId: customer.id,
          customer: { id: customer.id, email: customer.email, name: 'An' },
          chatSessionId: null,
          conversationId: expect.any(String),
          subject: 'Broken lamp',
          description: 'It does not light up any more',
          status: 'open',
          priority: 'medium',
          assignedTo: null,
          assignee: null,
          createdAt: expect.stringMatching(/\.\d{3}Z$/),
          updatedAt: answer.body.data.createdAt,
          resolvedAt: null,
          closedAt: null,
        },
      })
    })

    it('takes a priority, an assignee and a chat of the customer', async () => {
      const { sessionId } = await startChat(customer)
      const fields = { priority: 'urgent', assignedTo: other.id, chatSessionId: sessionId }
      expect(await created(fields)).toMatchObject({
        ...fields,
        assignee: { id: other.id, name: 'Bình' },
      })
      // The same chat may belong to several tickets, and stays open.
      await created({ chatSessionId: sessionId.toUpperCase() })
      const chat = await agent.api.get(`/api/chat/sessions/${sessionId}`)
      expect(chat.body.data.status).toBe('active')
    })

    it('tells the stream and the timeline', async () => {
      const own = await createCustomer()
      let ticket: { id: string; ticketNumber: string } | undefined
      const events = await eventsOf(async () => {
        ticket = await created({ customerId: own.id })
      })
      expect(events.map(({ kind }) => kind)).toEqual([
        'conversation.started',
        'ticket.created',
        'activity.added',
      ])
      expect(events[1]).toMatchObject({
        refs: { ticketId: ticket?.id, customerId: own.id },
        body: { ticket },
      })
      expect(await latest({ customerId: own.id })).toMatchObject({
        type: 'ticket_created',
        metadata: { ticketId: ticket?.id, ticketNumber: ticket?.ticketNumber },
      })
    })

    it('gives fifty tickets made at once fifty numbers', async () => {
      const tickets = await Promise.all(Array.from({ length: 50 }, () => created()))
      expect(new Set(tickets.map(({ ticketNumber }) => ticketNumber)).size).toBe(50)
    })

    it('burns no number when it refuses', async () => {
      const before = await created()
      await agent.api.post('/api/tickets', draft({ assignedTo: UNKNOWN }))
      const after = await created()
      const numberOf = ({ ticketNumber }: { ticketNumber: string }) =>
        Number(ticketNumber.slice('TK-'.length))
      expect(numberOf(after)).toBe(numberOf(before) + 1)
    })

    it('answers a repeated Idempotency-Key with the first ticket', async () => {
      const headers = { 'idempotency-key': crypto.randomUUID() }
      const first = await agent.api.post('/api/tickets', draft(), headers)
      const again = await agent.api.post('/api/tickets', draft(), headers)
      expect(again).toMatchObject({ status: 201, body: first.body })
      const next = await created()
      expect(next.ticketNumber > first.body.data.ticketNumber).toBe(true)
      const newer = await agent.api.get('/api/tickets?limit=2')
      expect(newer.body.data.map(({ id }: { id: string }) => id)).toEqual([
        next.id,
        first.body.data.id,
      ])
    })

    it.each([UNKNOWN, 'nobody', '', 'x\u0000', '\ud83d'])(
      'answers 404 for the unknown customer, session or agent %j',
      async (id) => {
        for (const [fields, code] of [
          [{ customerId: id }, 'customer_not_found'],
          [{ chatSessionId: id }, 'session_not_found'],
          [{ assignedTo: id }, 'agent_not_found'],
        ] as const)
          expect(await agent.api.post('/api/tickets', draft(fields))).toMatchObject({
            status: 404,
            body: { code },
          })
      },
    )

    it('knows no session of another customer, none that is a ticket’s thread, and no agent who cannot act', async () => {
      const { sessionId } = await startChat(await createCustomer())
      const { conversationId } = await created()
      for (const chatSessionId of [sessionId, conversationId])
        expect(await agent.api.post('/api/tickets', draft({ chatSessionId }))).toMatchObject({
          status: 404,
          body: { code: 'session_not_found' },
        })
      const portal = await server.signIn('customer')
      const gone = await server.signIn('agent')
      await server.admin.put(`/api/users/${gone.id}`, { isActive: false })
      for (const assignedTo of [portal.id, gone.id, customer.id])
        expect(await agent.api.post('/api/tickets', draft({ assignedTo }))).toMatchObject({
          status: 404,
          body: { code: 'agent_not_found' },
        })
    })

    it('lists every bad field', async () => {
      const { status, body } = await agent.api.post('/api/tickets', {
        subject: 'Lamp',
        description: 'too short',
        priority: 'critical',
        status: 'closed',
      })
      expect(status).toBe(400)
      expect(body.errors.map(({ path }: { path: string }) => path).toSorted()).toEqual([
        'customerId',
        'description',
        'priority',
        'status',
        'subject',
      ])
    })

    it.each([
      ['no body', undefined],
      ['a list', []],
      ['a long subject', { subject: 's'.repeat(201) }],
      ['a blank subject', { subject: '        ' }],
      ['a NUL in the subject', { subject: 'Broken\u0000lamp' }],
      ['half a character in the description', { description: 'Broken lamp \udc00' }],
      ['a blank description', { description: ' '.repeat(50) }],
      ['a very long description', { description: 'd'.repeat(20_001) }],
      ['a number as customer', { customerId: 7 }],
      ['no priority at all', { priority: null }],
      ['a number of its own', { ticketNumber: 'TK-00001' }],
    ])('refuses %s', async (_what, fields) => {
      const body =
        fields === undefined || Array.isArray(fields) ? fields : { ...draft(), ...fields }
      const answer = await agent.api.post('/api/tickets', body)
      expect(answer).toMatchObject({ status: 400, body: { success: false } })
    })
  })

  describe('reading', () => {
    it('answers a ticket with customer, chat, messages and comments by id and by number', async () => {
      const { sessionId, say } = await startChat(customer)
      await say('Hello')
      await say('Anyone?')
      const ticket = await created({ chatSessionId: sessionId })
      await agent.api.post(`/api/tickets/${ticket.id}/comments`, { comment: 'On it' })
      const { ticketNumber } = ticket
      for (const path of [
        ticket.id,
        ticket.id.toUpperCase(),
        `number/${ticketNumber}`,
        `number/${ticketNumber.toLowerCase()}`,
      ]) {
        const { status, body } = await agent.api.get(`/api/tickets/${path}`)
        expect(status).toBe(200)
        expect(body.data).toEqual({
          ...ticket,
          chatSession: {
            id: sessionId,
            customerId: customer.id,
            customer: ticket.customer,
            agentId: null,
            status: 'active',
            startedAt: expect.any(String),
            endedAt: null,
            _count: { messages: 2 },
            unread: 2,
            messages: [
              expect.objectContaining({ seq: 1, content: 'Hello', senderType: 'customer' }),
              expect.objectContaining({ seq: 2, content: 'Anyone?', sessionId }),
            ],
          },
          comments: [expect.objectContaining({ comment: 'On it', ticketId: ticket.id })],
        })
      }
    })

    it('has null for the chat of a ticket without one', async () => {
      expect(await read((await created()).id)).toMatchObject({ chatSession: null, comments: [] })
    })

    it.each([UNKNOWN, 'nobody', '%00', 'a'.repeat(300)])(
      'answers 404 for the id %s',
      async (id) => {
        const path = `/api/tickets/${id}`
        for (const answer of [
          await agent.api.get(path),
          await agent.api.put(path, { priority: 'low' }),
          await agent.api.get(`${path}/comments`),
          await agent.api.post(`${path}/comments`, { comment: 'Hello' }),
          await server.admin.delete(path),
        ])
          expect(answer).toMatchObject({ status: 404, body: { code: 'ticket_not_found' } })
      },
    )

    it.each([
      'TK-00000',
      'TK-99999',
      'TK-1',
      'TK-000001',
      '1',
      'TK-2147483648',
      'TK-99999999999999999999',
      'TK-%00',
    ])('answers 404 for the number %s', async (number) => {
      const answer = await agent.api.get(`/api/tickets/number/${number}`)
      expect(answer).toMatchObject({ status: 404, body: { code: 'ticket_not_found' } })
    })
  })

  describe('the lists', () => {
    let own: { id: string }
    const ids: string[] = []
    beforeAll(async () => {
      own = await createCustomer()
      for (let index = 0; index < 6; index++) {
        const { id } = await created({
          customerId: own.id,
          priority: index % 2 === 0 ? 'low' : 'high',
          ...(index < 2 && { assignedTo: other.id }),
        })
        ids.unshift(id)
      }
      await put(ids[0] ?? '', { status: 'in_progress' })
    })
    const list = async (query: string) =>
      (await agent.api.get(`/api/tickets?customerId=${own.id}${query}`)).body
    const idsOf = (body: { data: Array<{ id: string }> }) => body.data.map(({ id }) => id)

    it('page newest first and count comments', async () => {
      await agent.api.post(`/api/tickets/${ids[1]}/comments`, { comment: 'One' })
      await agent.api.post(`/api/tickets/${ids[1]}/comments`, { comment: 'Two', isInternal: true })
      const first = await list('&page=1&limit=4')
      expect(first.meta).toEqual({ total: 6, page: 1, limit: 4, totalPages: 2 })
      expect([...idsOf(first), ...idsOf(await list('&page=2&limit=4'))]).toEqual(ids)
      expect(
        first.data.map(({ _count }: { _count: { comments: number } }) => _count.comments),
      ).toEqual([0, 2, 0, 0])
      expect(first.data[0]).toMatchObject({ customer: { id: own.id, name: 'An' } })
    })

    it('filter by status, priority, customer and assignee together', async () => {
      expect(idsOf(await list('&status=in_progress'))).toEqual([ids[0]])
      expect(idsOf(await list('&priority=low'))).toEqual([ids[1], ids[3], ids[5]])
      expect(idsOf(await list(`&assignedTo=${other.id.toUpperCase()}`))).toEqual([ids[4], ids[5]])
      expect(idsOf(await list(`&assignedTo=${other.id}&priority=high`))).toEqual([ids[4]])
      expect((await list('&status=closed')).meta).toEqual({
        total: 0,
        page: 1,
        limit: 10,
        totalPages: 0,
      })
      const byStatus = await agent.api.get('/api/tickets?status=in_progress&limit=100')
      expect(new Set(byStatus.body.data.map(({ status }: { status: string }) => status))).toEqual(
        new Set(['in_progress']),
      )
    })

    it.each([UNKNOWN, 'nobody', '%00'])('hold nothing of the unknown id %s', async (id) => {
      for (const filter of ['customerId', 'assignedTo'])
        expect(await agent.api.get(`/api/tickets?${filter}=${id}`)).toMatchObject({
          status: 200,
          body: { data: [], meta: { total: 0 } },
        })
    })

    it.each(['status=done', 'priority=x', 'page=abc', 'limit=ten', 'page=1&page=2', 'cursor=x'])(
      'refuse ?%s',
      async (query) => {
        const answer = await agent.api.get(`/api/tickets?${query}`)
        expect(answer).toMatchObject({ status: 400, body: { code: 'validation_failed' } })
      },
    )

    it('bring integers into range, and answer nothing past the end', async () => {
      expect((await list('&page=0&limit=1000')).meta).toMatchObject({ page: 1, limit: 100 })
      expect(await list('&page=99999999999999999999')).toMatchObject({
        data: [],
        meta: { total: 6 },
      })
    })

    it('go on from a cursor', async () => {
      const first = await list('&cursor=&limit=4')
      expect(first.meta).toEqual({ next: expect.any(String) })
      const rest = await list(`&limit=4&cursor=${first.meta.next}`)
      expect([...idsOf(first), ...idsOf(rest)]).toEqual(ids)
      expect(rest.meta).toEqual({ next: null })
    })

    it('give a customer’s tickets with their total, and the rest by cursor', async () => {
      const path = `/api/tickets/customer/${own.id}`
      const whole = (await agent.api.get(path)).body
      expect(idsOf(whole)).toEqual(ids)
      expect(whole).toMatchObject({ total: 6, meta: { next: null } })
      expect(whole.data[1]).toMatchObject({ _count: { comments: 2 } })
      const first = (await agent.api.get(`${path}?limit=5`)).body
      expect(first.total).toBe(6)
      const rest = (await agent.api.get(`${path}?cursor=${first.meta.next}`)).body
      expect([...idsOf(first), ...idsOf(rest)]).toEqual(ids)
      for (const id of [UNKNOWN, 'nobody'])
        expect(await agent.api.get(`/api/tickets/customer/${id}`)).toMatchObject({
          status: 404,
          body: { code: 'customer_not_found' },
        })
    })
  })

  describe('the workflow', () => {
    it('goes from open over in progress and resolved to closed, and the times follow', async () => {
      const { id } = await created()
      const started = await put(id, { status: 'in_progress' })
      expect(started.body.data).toMatchObject({ resolvedAt: null, closedAt: null })
      const resolved = (await put(id, { status: 'resolved' })).body.data
      expect(resolved).toMatchObject({ resolvedAt: resolved.updatedAt, closedAt: null })
      const closed = (await put(id, { status: 'closed' })).body.data
      expect(closed).toMatchObject({
        status: 'closed',
        resolvedAt: resolved.resolvedAt,
        closedAt: closed.updatedAt,
      })
    })

    it.each([
      [['in_progress', 'resolved'], 'open'],
      [['in_progress', 'resolved'], 'in_progress'],
      [['in_progress', 'resolved', 'closed'], 'open'],
      [['in_progress', 'resolved', 'closed'], 'in_progress'],
    ])('reopens after %j to %s and takes both times back', async (path, status) => {
      const { id } = await createdAs(...path)
      expect((await put(id, { status })).body.data).toMatchObject({
        status,
        resolvedAt: null,
        closedAt: null,
      })
    })

    it.each([
      [[], 'resolved'],
      [[], 'closed'],
      [['in_progress'], 'open'],
      [['in_progress'], 'closed'],
      [['in_progress', 'resolved', 'closed'], 'resolved'],
    ])('refuses to go from %j to %s, and changes nothing else either', async (path, status) => {
      const { id } = await createdAs(...path)
      const before = await read(id)
      const answer = await put(id, { status, subject: 'Another subject' })
      expect(answer).toMatchObject({
        status: 409,
        body: {
          code: 'ticket_transition',
          message: `A ticket cannot go from ${before.status} to ${status}.`,
        },
      })
      expect(await read(id)).toEqual(before)
    })

    it('lets one of many win when they move the same ticket at once', async () => {
      const { id } = await createdAs('in_progress', 'resolved')
      const statuses = ['closed', 'open', 'closed', 'open']
      const events = await eventsOf(() =>
        Promise.all(statuses.map((status) => put(id, { status }))),
      )
      const moves = events.flatMap((event) =>
        event.kind === 'activity.added'
          ? [
              (event.body.activity.metadata['changes'] as { status: { from: string; to: string } })
                .status,
            ]
          : [],
      )
      // Each move begins where the one before it ended.
      expect(moves.map(({ from }) => from)).toEqual([
        'resolved',
        ...moves.slice(0, -1).map(({ to }) => to),
      ])
      expect((await read(id)).status).toBe(moves.at(-1)?.to)
    })
  })

  describe('changing', () => {
    it('changes any subset of the fields', async () => {
      const ticket = await created()
      const fields = {
        subject: 'Another subject',
        description: 'Another description',
        priority: 'low',
        assignedTo: other.id,
      }
      const { status, body } = await put(ticket.id, fields)
      expect(status).toBe(200)
      const { updatedAt } = body.data
      expect(body.data).toEqual({
        ...ticket,
        ...fields,
        assignee: { id: other.id, name: 'Bình' },
        updatedAt,
      })
      expect(await read(ticket.id)).toMatchObject(body.data)
      const unassigned = await put(ticket.id, { assignedTo: null })
      expect(unassigned.body.data).toMatchObject({ assignedTo: null, assignee: null })
    })

    it('tells the stream what changed, and the timeline from what to what', async () => {
      const ticket = await created({ priority: 'low', assignedTo: agent.id })
      const events = await eventsOf(() =>
        put(ticket.id, { priority: 'high', status: 'in_progress', assignedTo: other.id }),
      )
      expect(events.map(({ kind }) => kind)).toEqual(['ticket.updated', 'activity.added'])
      expect(events[0]).toMatchObject({
        refs: { ticketId: ticket.id, customerId: customer.id },
        body: {
          ticket: { id: ticket.id, priority: 'high', assignedTo: other.id },
          changed: ['status', 'priority', 'assignedTo'],
          byId: agent.id,
        },
      })
      expect(await latest(ticket)).toMatchObject({
        type: 'ticket_updated',
        description: expect.stringContaining('status open → in_progress'),
        metadata: {
          changes: {
            status: { from: 'open', to: 'in_progress' },
            priority: { from: 'low', to: 'high' },
            assignedTo: { from: 'Linh', to: 'Bình' },
          },
          byName: 'Linh',
        },
      })
    })

    it('puts an excerpt of a long description on the timeline, never half a character', async () => {
      const ticket = await created()
      const description = `${'d'.repeat(199)}👻${'d'.repeat(10_000)}`
      expect((await put(ticket.id, { description })).status).toBe(200)
      const { to } = (await latest(ticket)).metadata.changes.description
      expect(to).toHaveLength(201)
      expect(to.isWellFormed()).toBe(true)
    })

    it('leaves everything as it was when nothing is new', async () => {
      const ticket = await created({ assignedTo: other.id })
      for (const body of [
        {},
        { status: 'open' },
        { subject: ` ${ticket.subject} `, assignedTo: other.id, priority: 'medium' },
      ]) {
        let answer
        const events = await eventsOf(async () => {
          answer = await put(ticket.id, body)
        })
        expect(answer).toMatchObject({ status: 200, body: { data: ticket } })
        expect(events).toEqual([])
      }
    })

    it.each([
      { subject: 'Lamp' },
      { subject: null },
      { description: 'short' },
      { status: 'done' },
      { status: null },
      { priority: '' },
      { assignedTo: 5 },
      { customerId: UNKNOWN },
      { closedAt: '2026-01-01T00:00:00.000Z' },
      { subject: 'x'.repeat(10_000) },
    ])('refuses %j', async (body) => {
      const { id } = await created()
      const before = await read(id)
      const answer = await put(id, body)
      expect(answer).toMatchObject({ status: 400, body: { code: 'validation_failed' } })
      expect(await read(id)).toEqual(before)
    })

    it('answers 404 for an unknown assignee and changes nothing', async () => {
      const { id } = await created()
      const before = await read(id)
      for (const assignedTo of [UNKNOWN, 'nobody', customer.id])
        expect(await put(id, { assignedTo, priority: 'low' })).toMatchObject({
          status: 404,
          body: { code: 'agent_not_found' },
        })
      expect(await read(id)).toEqual(before)
    })

    it('speaks Vietnamese to who asks for it', async () => {
      const { id } = await created()
      const vi = { 'accept-language': 'vi-VN,vi;q=0.9' }
      const refused = await agent.api.put(`/api/tickets/${id}`, { status: 'closed' }, vi)
      expect(refused.body.message).toBe('Phiếu hỗ trợ không thể chuyển từ open sang closed.')
      const missing = await agent.api.get(`/api/tickets/${UNKNOWN}`, vi)
      expect(missing.body.message).toBe('Không tìm thấy phiếu hỗ trợ.')
    })
  })

  describe('deleting', () => {
    it.each([[[]], [['in_progress']], [['in_progress', 'resolved']]])(
      'closes a ticket after %j and keeps it',
      async (path) => {
        const { id, customerId } = await createdAs(...path)
        const { resolvedAt } = await read(id)
        const answer = await server.admin.delete(`/api/tickets/${id}`)
        expect(answer).toMatchObject({ status: 204, body: '' })
        expect(await read(id)).toMatchObject({
          status: 'closed',
          resolvedAt,
          closedAt: expect.any(String),
        })
        expect(await latest({ customerId })).toMatchObject({
          type: 'ticket_closed',
          metadata: { ticketId: id },
        })
      },
    )

    it('closes once, however often it is asked for', async () => {
      const { id } = await created()
      await server.admin.delete(`/api/tickets/${id}`)
      const before = await read(id)
      const events = await eventsOf(async () => {
        expect((await server.admin.delete(`/api/tickets/${id}`)).status).toBe(204)
      })
      expect(events).toEqual([])
      expect(await read(id)).toEqual(before)
    })
  })

  describe('comments', () => {
    it('are written by who is signed in and listed oldest first with their total', async () => {
      const { id } = await created()
      const path = `/api/tickets/${id}/comments`
      const first = await agent.api.post(path, { comment: '  On it.\nSoon ' })
      expect(first).toMatchObject({
        status: 201,
        body: {
          success: true,
          data: {
            id: expect.any(String),
            ticketId: id,
            userId: agent.id,
            userName: 'Linh',
            comment: 'On it.\nSoon',
            isInternal: false,
            createdAt: expect.stringMatching(/\.\d{3}Z$/),
          },
        },
      })
      const texts = ['two', 'three', 'four', 'five']
      for (const [index, comment] of texts.entries())
        await other.api.post(path, { comment, isInternal: index % 2 === 0 })
      const { body } = await agent.api.get(path)
      expect(body.total).toBe(5)
      expect(body.data[0]).toEqual(first.body.data)
      expect(
        body.data
          .slice(1)
          .map(({ comment, isInternal, userName }: Record<string, unknown>) => [
            comment,
            isInternal,
            userName,
          ]),
      ).toEqual(texts.map((text, index) => [text, index % 2 === 0, 'Bình']))
      expect((await read(id)).comments).toEqual(body.data)
    })

    it('are told on the stream as messages of the ticket’s thread, and on the timeline', async () => {
      const { id, conversationId, customerId } = await created()
      const events = await eventsOf(() =>
        agent.api.post(`/api/tickets/${id}/comments`, { comment: 'A secret', isInternal: true }),
      )
      expect(events.map(({ kind }) => kind)).toEqual(['message.added', 'activity.added'])
      expect(events[0]).toMatchObject({
        refs: { ticketId: id, conversationId, channel: 'ticket' },
        body: { message: { kind: 'note', visibility: 'internal', content: 'A secret' } },
      })
      const entry = await latest({ customerId })
      expect(entry).toMatchObject({ type: 'ticket_comment', metadata: { isInternal: true } })
      expect(entry.description).not.toContain('A secret')
    })

    it('are all kept when many are written at once', async () => {
      const { id } = await created()
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          agent.api.post(`/api/tickets/${id}/comments`, { comment: `${index}` }),
        ),
      )
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
      const { body } = await agent.api.get(`/api/tickets/${id}/comments`)
      expect(body.total).toBe(20)
      expect(new Set(body.data.map(({ comment }: { comment: string }) => comment)).size).toBe(20)
    })

    it('can be added to a closed ticket, and once only under one Idempotency-Key', async () => {
      const { id } = await created()
      await server.admin.delete(`/api/tickets/${id}`)
      const path = `/api/tickets/${id}/comments`
      const headers = { 'idempotency-key': crypto.randomUUID() }
      const first = await agent.api.post(path, { comment: 'Thanks' }, headers)
      const again = await agent.api.post(path, { comment: 'Thanks' }, headers)
      expect(again).toMatchObject({ status: 201, body: first.body })
      expect((await agent.api.get(path)).body.total).toBe(1)
    })

    it.each([
      ['nothing', {}],
      ['white space', { comment: ' \n\t ' }],
      ['invisible characters', { comment: '\u200b\u2060\u202e' }],
      ['10,001 characters', { comment: 'c'.repeat(10_001) }],
      ['a NUL', { comment: 'a\u0000b' }],
      ['half a character', { comment: 'a \ud83d b' }],
      ['a number', { comment: 5 }],
      ['a word for internal', { comment: 'Hello', isInternal: 'yes' }],
      ['somebody else as author', { comment: 'Hello', userId: UNKNOWN }],
    ])('refuse %s', async (_what, body) => {
      const { id } = await created()
      const answer = await agent.api.post(`/api/tickets/${id}/comments`, body)
      expect(answer.status).toBe(400)
      expect((await read(id)).comments).toEqual([])
    })
  })

  it('are for agents and up; deleting is for admins', async () => {
    const { id, ticketNumber } = await created()
    const { sessionId } = await startChat(customer)
    const statuses = async (api: Account['api']) => [
      (await api.get('/api/tickets')).status,
      (await api.get(`/api/tickets/${id}`)).status,
      (await api.get(`/api/tickets/number/${ticketNumber}`)).status,
      (await api.get(`/api/tickets/customer/${customer.id}`)).status,
      (await api.get(`/api/tickets/${id}/comments`)).status,
      (await api.post(`/api/tickets/${id}/comments`, {})).status,
      (await api.post('/api/tickets', {})).status,
      (await api.post(`/api/tickets/convert-from-chat/${sessionId}`, {})).status,
      (await api.put(`/api/tickets/${id}`, {})).status,
      (await api.delete(`/api/tickets/${id}`)).status,
    ]
    const allowed = [200, 200, 200, 200, 200, 400, 400, 400, 200]
    expect(new Set(await statuses(server.anonymous))).toEqual(new Set([401]))
    const portal = await server.signIn('customer')
    expect(new Set(await statuses(portal.api))).toEqual(new Set([403]))
    const supervisor = await server.signIn('supervisor')
    for (const { api } of [agent, supervisor])
      expect(await statuses(api)).toEqual([...allowed, 403])
    expect(await statuses(server.admin)).toEqual([...allowed, 204])
  })
})
