import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'

onBothDatabases('a message left while nobody is there', (create) => {
  let on: TestDatabase
  let server: TestServer
  let agent: Account
  const clock = { now: () => new Date('2026-11-22T15:30:00Z') }
  beforeAll(async () => {
    on = await create()
    server = await startServer(on, { clock })
    agent = await server.signIn('agent', 'Linh')
    const week = [0, 1, 2, 3, 4, 5, 6].map((day) =>
      day < 5 ? [{ from: '09:00', to: '18:00' }] : [],
    )
    await server.admin.put('/api/settings/webchat', {
      hours: { isOn: true, zone: 'Europe/Berlin', week },
    })
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  const letter = (more: object = {}) => ({
    customerEmail: `${crypto.randomUUID()}@customer.test`,
    customerName: 'Mai',
    clientSessionId: crypto.randomUUID(),
    clientMessageId: 'first',
    content: 'Where is my tea?\nI ordered it on Monday.',
    zone: 'Asia/Ho_Chi_Minh',
    language: 'en-US',
    ...more,
  })
  const ticketsOf = async (email: string) => {
    const { body } = await agent.api.get(`/api/customers/email/${email}`)
    return (await agent.api.get(`/api/tickets/customer/${body.data.id}`)).body.data
  }

  it('is a chat, a message, a ticket and an answer that says when, all in one', async () => {
    const socket = await server.socket('/chat')
    const left = letter()
    const answer = await socket.ask('leaveMessage', left)
    expect(answer).toMatchObject({
      success: true,
      sessionId: expect.any(String),
      sessionToken: expect.any(String),
      messageId: expect.any(String),
      seq: 1,
      ticketNumber: expect.stringMatching(/^TK-\d{5}$/),
    })
    const [mine, reply] = await socket.next('chatHistory')
    expect(mine).toMatchObject({ seq: 1, senderType: 'customer', content: left.content })
    expect(reply).toMatchObject({ seq: 2, senderType: 'bot', senderName: 'Frontdesk' })
    expect(reply.content).toContain(answer.ticketNumber)
    // Monday, nine o'clock in Berlin, as the visitor's own clock shows it.
    expect(reply.content).toMatch(/Monday.*23 November.*15:00/)
    const [ticket, ...others] = await ticketsOf(left.customerEmail)
    expect(others).toEqual([])
    expect(ticket).toMatchObject({
      ticketNumber: answer.ticketNumber,
      subject: 'Where is my tea?',
      description: left.content,
      chatSessionId: answer.sessionId,
    })
    const { body } = await agent.api.get(`/api/inbox/${answer.sessionId}`)
    expect(body.data).toMatchObject({ status: 'open', ticketId: ticket.id, headSeq: 2 })
    expect(body.data.waitingSince).not.toBeNull()
  })

  it('speaks the visitor’s language', async () => {
    const socket = await server.socket('/chat')
    await socket.ask('leaveMessage', letter({ language: 'vi-VN' }))
    const [, reply] = await socket.next('chatHistory')
    expect(reply.content).toMatch(/^Cảm ơn bạn.*15:00.*[Tt]hứ Hai.*23 tháng 11/)
  })

  it('goes on as a chat', async () => {
    const socket = await server.socket('/chat')
    const { sessionId } = await socket.ask('leaveMessage', letter())
    const more = { sessionId, content: 'One more thing', senderType: 'customer' }
    expect(await socket.ask('sendMessage', more)).toMatchObject({ success: true, seq: 3 })
  })

  it('is left once, however often it is sent at once', async () => {
    const left = letter()
    const sockets = await Promise.all(Array.from({ length: 8 }, () => server.socket('/chat')))
    const answers = await Promise.all(sockets.map((socket) => socket.ask('leaveMessage', left)))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toMatchObject({ success: true, seq: 1 })
    expect(await ticketsOf(left.customerEmail)).toHaveLength(1)
    const { sessionId } = answers[0]
    const { body } = await agent.api.get(`/api/chat/sessions/${sessionId}/messages`)
    expect(body.total).toBe(2)
  })

  it('adds another message to the same chat and ticket', async () => {
    const left = letter()
    const socket = await server.socket('/chat')
    const first = await socket.ask('leaveMessage', left)
    const second = await socket.ask('leaveMessage', {
      ...left,
      clientMessageId: 'second',
      content: 'And one more',
    })
    expect(second).toMatchObject({
      seq: 3,
      sessionId: first.sessionId,
      ticketNumber: first.ticketNumber,
    })
  })

  it('is taken in a chat that was started as the doors closed, and in one that is open by now', async () => {
    const { content: _, clientMessageId: __, ...start } = letter()
    const socket = await server.socket('/chat')
    const { sessionId } = await socket.ask('startChat', start)
    await server.admin.put('/api/settings/webchat', { hours: {} })
    const answer = await socket.ask('leaveMessage', { ...letter(), ...start })
    expect(answer).toMatchObject({ success: true, sessionId, seq: 1 })
    const reply = await socket.next('newMessage', (message) => message.seq === 2)
    expect(reply.content).toContain('Somebody is here')
  })

  it.each([
    ['Hi', 'Hi · Mai', 'Mai: Hi'],
    ['\n\n  👋  \nhello', '👋 · Mai', '👋  \nhello'],
    ['long '.repeat(100), 'long '.repeat(100).slice(0, 200), 'long '.repeat(100).trim()],
  ])('%j makes a ticket with a subject of its own', async (content, subject, description) => {
    const left = letter({ content })
    const socket = await server.socket('/chat')
    expect(await socket.ask('leaveMessage', left)).toMatchObject({ success: true })
    const [ticket] = await ticketsOf(left.customerEmail)
    expect(ticket.subject.trim()).toBe(subject.trim())
    expect(ticket.description).toContain(description)
    expect(ticket.description.length).toBeGreaterThanOrEqual(10)
  })

  describe('refuses and leaves nothing behind', () => {
    it.each([
      ['blank', ' \n ', 'message_empty'],
      ['too long', 'x'.repeat(10_001), 'message_too_long'],
    ])('what is %s', async (_name, content, code) => {
      const left = letter({ content })
      const socket = await server.socket('/chat')
      expect(await socket.ask('leaveMessage', left)).toMatchObject({ success: false, code })
      const { body } = await agent.api.get(`/api/customers/email/${left.customerEmail}`)
      expect(body.data).toBeNull()
    })
  })
})
