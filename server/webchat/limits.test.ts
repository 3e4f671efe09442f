import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { startServer, type TestServer } from '../../tests/support/server.ts'

onBothDatabases('how much a visitor may write', (create) => {
  let on: TestDatabase
  let server: TestServer
  beforeAll(async () => {
    on = await create()
    server = await startServer(on, { environment: { RATE_LIMITS: 'on', TRUST_PROXY: 'on' } })
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })
  const limits = (parts: object) =>
    server.admin.put('/api/settings/webchat', {
      limits: { messagesPerMinute: 60, chatsPerHour: 60, ...parts },
    })
  const from = (address: string) => server.socket('/chat', {}, { 'x-forwarded-for': address })
  const visitor = (more: object = {}) => ({
    customerEmail: `${crypto.randomUUID()}@customer.test`,
    customerName: 'Mai',
    ...more,
  })
  const refused = {
    success: false,
    code: 'rate_limited',
    error: expect.stringMatching(/\d+ s/),
    retryAfter: expect.any(Number),
  }

  it('is the workspace’s to say, by visitor in all of their chats, and the refusal says how long to wait', async () => {
    await limits({ messagesPerMinute: 5 })
    const socket = await from('10.0.0.1')
    const visitorId = crypto.randomUUID()
    const one = await socket.ask('startChat', visitor({ visitorId }))
    const two = await socket.ask('startChat', visitor({ visitorId }))
    const say = ({ sessionId }: { sessionId: string }, content: string) =>
      socket.ask('sendMessage', { sessionId, content, senderType: 'customer' })
    for (const chat of [one, two, one, two, one])
      expect(await say(chat, 'hello')).toMatchObject({ success: true })
    const answer = await say(two, 'one too many')
    expect(answer).toEqual(refused)
    expect(answer.retryAfter).toBeLessThanOrEqual(60)
    const other = await from('10.0.0.1')
    const theirs = await other.ask('startChat', visitor())
    const message = { sessionId: theirs.sessionId, content: 'hello', senderType: 'customer' }
    expect(await other.ask('sendMessage', message)).toMatchObject({ success: true })
  })

  it('begins as many chats an hour from one address as the workspace allows', async () => {
    await limits({ chatsPerHour: 3 })
    const socket = await from('10.0.0.2')
    const letter = { clientMessageId: 'x', content: 'hello there' }
    for (const _ of [1, 2])
      expect(await socket.ask('startChat', visitor())).toMatchObject({ success: true })
    const left = visitor({ ...letter, clientSessionId: crypto.randomUUID() })
    expect(await socket.ask('leaveMessage', left)).toMatchObject({ success: true })
    expect(await socket.ask('startChat', visitor())).toEqual(refused)
    const elsewhere = await from('10.0.0.3')
    const again = visitor({ clientSessionId: crypto.randomUUID() })
    // The same start counts once, however often it is sent.
    for (let index = 0; index < 5; index++)
      expect(await elsewhere.ask('startChat', again)).toMatchObject({ success: true })
    expect(await elsewhere.ask('startChat', visitor())).toMatchObject({ success: true })
  })

  it('is counted by the browser a chat was started from, whatever a repeated start says', async () => {
    await limits({ messagesPerMinute: 5 })
    const socket = await from('10.0.0.4')
    const start = visitor({ clientSessionId: crypto.randomUUID() })
    const answers = []
    for (let index = 0; index < 8; index++) {
      const { sessionId } = await socket.ask('startChat', {
        ...start,
        visitorId: crypto.randomUUID(),
      })
      answers.push(
        await socket.ask('sendMessage', { sessionId, content: 'hello', senderType: 'customer' }),
      )
    }
    expect(answers.filter(({ success }) => success === true)).toHaveLength(5)
    expect(answers.at(-1)).toEqual(refused)
  })

  it('counts each message left as a chat, and a repeated one not again', async () => {
    await limits({ chatsPerHour: 3 })
    const socket = await from('10.0.0.5')
    const chat = visitor({ clientSessionId: crypto.randomUUID() })
    const leave = (clientMessageId: string) =>
      socket.ask('leaveMessage', { ...chat, clientMessageId, content: 'hello there' })
    for (const key of ['one', 'one', 'two', 'two', 'two', 'three'])
      expect(await leave(key)).toMatchObject({ success: true })
    expect(await leave('four')).toEqual(refused)
    expect(await leave('five')).toEqual(refused)
  })
})
