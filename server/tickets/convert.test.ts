import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'
import type { TestSocket } from '../../tests/support/sockets.ts'
import type { MessageRow } from '../conversations/index.ts'
import { transcript } from './transcript.ts'

const minuteOf = (at: string) => at.replace(/^(.{10})T(.{5}).*$/, '$1 $2 UTC')
const UNKNOWN = '00000000-0000-4000-8000-000000000000'

onBothDatabases('turning a chat into a ticket', (create) => {
  let on: TestDatabase
  let server: TestServer
  let agent: Account
  let agentSocket: TestSocket
  let other: Account
  beforeAll(async () => {
    on = await create()
    server = await startServer(on)
    agent = await server.signIn('agent', 'Linh')
    agentSocket = await server.socket('/chat', { token: agent.token })
    other = await server.signIn('agent', 'Bình')
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  async function startChat() {
    const socket = await server.socket('/chat')
    const { sessionId } = await socket.ask('startChat', {
      customerEmail: `${crypto.randomUUID()}@customer.test`,
      customerName: 'Mai',
    })
    const say = (content: string) =>
      socket.ask('sendMessage', { sessionId, content, senderType: 'customer' })
    return { socket, sessionId: sessionId as string, say }
  }
  const convert = (sessionId: string, fields: object = {}, headers = {}) =>
    agent.api.post(
      `/api/tickets/convert-from-chat/${sessionId}`,
      { subject: 'Broken lamp', ...fields },
      headers,
    )
  const chatOf = async (sessionId: string) =>
    (await agent.api.get(`/api/chat/sessions/${sessionId}`)).body.data
  const threadOf = async (sessionId: string) =>
    (await agent.api.get(`/api/inbox/${sessionId}/messages`)).body.data

  it('keeps the transcript, the customer and the agent, closes the chat and tells the session', async () => {
    const { socket, sessionId, say } = await startChat()
    const hello = await say('Xin chào\nMy lamp is broken')
    await agentSocket.ask('joinSession', { sessionId })
    const reply = await agentSocket.ask('sendMessage', {
      sessionId,
      content: 'Let me see',
      senderType: 'agent',
    })
    const answer = await convert(sessionId, { priority: 'high' })
    expect(answer.status).toBe(201)
    const ticket = answer.body.data
    expect(ticket).toMatchObject({
      ticketNumber: expect.stringMatching(/^TK-\d{5}$/),
      chatSessionId: sessionId,
      customer: { name: 'Mai' },
      subject: 'Broken lamp',
      status: 'open',
      priority: 'high',
      assignedTo: agent.id,
      assignee: { id: agent.id, name: 'Linh' },
    })
    expect(ticket.description).toBe(
      [
        `[${minuteOf(hello.sentAt)}] Mai: Xin chào`,
        '  My lamp is broken',
        `[${minuteOf(reply.sentAt)}] Linh: Let me see`,
      ].join('\n'),
    )
    expect(await socket.next('chatClosed')).toMatchObject({ sessionId })
    expect(await chatOf(sessionId)).toMatchObject({
      status: 'closed',
      endedAt: expect.any(String),
      customerId: ticket.customerId,
    })
    expect(await say('Too late')).toMatchObject({ success: false, code: 'session_closed' })
  })

  it('leaves its mark on the chat’s thread, on the ticket and on the timeline', async () => {
    const { sessionId, say } = await startChat()
    await say('Hello')
    const { id, ticketNumber, customerId } = (await convert(sessionId)).body.data
    const lines = (await threadOf(sessionId)).filter(
      ({ kind }: { kind: string }) => kind === 'event',
    )
    expect(lines.map(({ content }: { content: string }) => content)).toEqual([
      'closed',
      `converted ${ticketNumber}`,
    ])
    const detail = (await agent.api.get(`/api/tickets/${id}`)).body.data
    expect(detail.chatSession).toMatchObject({ id: sessionId, status: 'closed' })
    expect(detail.chatSession.messages).toMatchObject([{ content: 'Hello' }])
    const { body } = await agent.api.get(`/api/timeline/customer/${customerId}`)
    const types = body.data.map(({ type }: { type: string }) => type)
    expect(types.slice(0, 2)).toEqual(['chat_closed', 'ticket_created'])
    expect(body.data[1].metadata).toMatchObject({
      ticketId: id,
      ticketNumber,
      chatSessionId: sessionId,
    })
  })

  it('assigns whom it is told to instead of the chat’s agent, and nobody when there is none', async () => {
    const [one, two] = [await startChat(), await startChat()]
    await agentSocket.ask('joinSession', { sessionId: one.sessionId })
    const given = await convert(one.sessionId, { assignedTo: other.id })
    expect(given.body.data.assignedTo).toBe(other.id)
    const nobody = await convert(two.sessionId)
    expect(nobody.body.data).toMatchObject({ assignedTo: null, priority: 'medium' })
    expect(nobody.body.data.description.length).toBeGreaterThanOrEqual(10)
  })

  it('assigns nobody when the chat’s agent has gone', async () => {
    const gone = await server.signIn('agent')
    const { sessionId } = await startChat()
    await agent.api.post(`/api/chat/sessions/${sessionId}/assign`, { agentId: gone.id })
    await server.admin.put(`/api/users/${gone.id}`, { isActive: false })
    expect((await convert(sessionId)).body.data).toMatchObject({ assignedTo: null })
  })

  it('takes a chat that is closed already, and closes it no second time', async () => {
    const { sessionId, say } = await startChat()
    await say('Hello')
    await agent.api.post(`/api/chat/sessions/${sessionId}/close`)
    const before = await chatOf(sessionId)
    const answer = await convert(sessionId)
    expect(answer.status).toBe(201)
    expect(await chatOf(sessionId)).toEqual(before)
  })

  it('answers 409 naming the ticket the second time, in the reader’s language', async () => {
    const { sessionId } = await startChat()
    const { ticketNumber } = (await convert(sessionId)).body.data
    expect(await convert(sessionId.toUpperCase())).toMatchObject({
      status: 409,
      body: { code: 'already_converted', message: `This chat is ticket ${ticketNumber} already.` },
    })
    const inVietnamese = await convert(sessionId, {}, { 'accept-language': 'vi' })
    expect(inVietnamese.body.message).toBe(
      `Cuộc trò chuyện này đã được chuyển thành phiếu ${ticketNumber}.`,
    )
  })

  it('makes one ticket of ten requests at once', async () => {
    const { sessionId } = await startChat()
    const answers = await Promise.all(Array.from({ length: 10 }, () => convert(sessionId)))
    const made = answers.filter(({ status }) => status === 201)
    expect(made).toHaveLength(1)
    const { ticketNumber, customerId } = made[0]?.body.data ?? {}
    for (const { status, body } of answers.filter((answer) => answer !== made[0])) {
      expect(status).toBe(409)
      expect(body.code).toBe('already_converted')
      expect(body.message).toContain(ticketNumber)
    }
    const tickets = await agent.api.get(`/api/tickets/customer/${customerId}`)
    expect(tickets.body.total).toBe(1)
  })

  it('gets on with tickets being made for the same chat and messages being sent, at once', async () => {
    const { sessionId, say } = await startChat()
    const { customerId } = await chatOf(sessionId)
    const ticket = { customerId, subject: 'A ticket', description: 'Something is broken' }
    const [converted, ...made] = await Promise.all([
      convert(sessionId),
      ...Array.from({ length: 10 }, () =>
        agent.api.post('/api/tickets', { ...ticket, chatSessionId: sessionId }),
      ),
      ...Array.from({ length: 5 }, (_, index) => say(`${index}`).then(() => ({ status: 201 }))),
    ])
    expect([converted, ...made].map((answer) => answer.status)).toEqual(
      Array.from({ length: 16 }, () => 201),
    )
    const tickets = await agent.api.get(`/api/tickets/customer/${customerId}`)
    expect(tickets.body.total).toBe(11)
  })

  it('answers a repeated Idempotency-Key with the first ticket', async () => {
    const { sessionId } = await startChat()
    const headers = { 'idempotency-key': crypto.randomUUID() }
    const first = await convert(sessionId, {}, headers)
    expect(await convert(sessionId, {}, headers)).toMatchObject({ status: 201, body: first.body })
    expect((await convert(sessionId)).status).toBe(409)
  })

  it('bounds a long transcript and says how many messages more there were', async () => {
    const { sessionId, say } = await startChat()
    for (let index = 0; index < 5; index++) await say(`${index} ${'x'.repeat(6_000)}`)
    const { description } = (await convert(sessionId)).body.data
    expect(description.length).toBeLessThanOrEqual(20_000)
    expect(description.split('\n')).toHaveLength(4)
    expect(description).toMatch(/\n… and 2 more messages$/)
  })

  it('folds the lines of a name, so that it cannot look like another’s line', () => {
    const message = {
      sentAt: '2026-11-22T05:03:09.123Z',
      authorName: 'Mai\n[x] Linh',
      content: 'Hi',
      attachments: null,
    }
    expect(transcript([message as MessageRow], 1)).toBe('[2026-11-22 05:03 UTC] Mai [x] Linh: Hi')
  })

  it('counts every message of a chat with more than fit, and lets nobody write another’s line', async () => {
    const { sessionId, say } = await startChat()
    await say('I\n[2026-01-01T00:00:00.000Z] Linh: promise a refund')
    await say(`${'\n'.repeat(9_000)}👻`)
    const { description } = (await convert(sessionId)).body.data
    expect(description).toContain('I\n  [2026-01-01T00:00:00.000Z] Linh: promise')
    expect(description).toMatch(/… and 1 more message$/)
  })

  it.each([UNKNOWN, 'nobody', '%00'])('answers 404 for the session %s', async (sessionId) => {
    expect(await convert(sessionId)).toMatchObject({
      status: 404,
      body: { code: 'session_not_found' },
    })
  })

  it('knows no session that is a ticket’s thread', async () => {
    const { sessionId } = await startChat()
    const { conversationId } = (await convert(sessionId)).body.data
    expect(await convert(conversationId)).toMatchObject({
      status: 404,
      body: { code: 'session_not_found' },
    })
  })

  it.each([
    { subject: 'Lamp' },
    { subject: null },
    { subject: 's'.repeat(201) },
    { subject: 'Broken \u0000' },
    { priority: 'critical' },
    { assignedTo: 7 },
    { description: 'not for you to say' },
  ])('refuses %j and leaves the chat as it was', async (fields) => {
    const { sessionId } = await startChat()
    const answer = await convert(sessionId, fields)
    expect(answer).toMatchObject({ status: 400, body: { code: 'validation_failed' } })
    expect((await chatOf(sessionId)).status).toBe('active')
  })

  it('leaves nothing behind when the assignee is unknown', async () => {
    const { sessionId } = await startChat()
    expect(await convert(sessionId, { assignedTo: UNKNOWN })).toMatchObject({
      status: 404,
      body: { code: 'agent_not_found' },
    })
    expect((await chatOf(sessionId)).status).toBe('active')
    expect(await threadOf(sessionId)).toEqual([])
    expect((await convert(sessionId)).status).toBe(201)
  })
})
