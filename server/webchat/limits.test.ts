import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, onPostgres, type TestDatabase } from '../../tests/support/databases.ts'
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

  it('is counted where our own proxy says a visitor is, whatever they say themselves', async () => {
    await limits({ chatsPerHour: 3 })
    const answers = []
    for (let index = 0; index < 4; index++) {
      const socket = await from(`10.9.9.${index}, 10.0.0.6`)
      answers.push((await socket.ask('startChat', visitor())).success)
    }
    expect(answers).toEqual([true, true, true, false])
  })

  it('is limited for an address however many browsers it claims to be', async () => {
    await limits({ messagesPerMinute: 600, chatsPerHour: 1_000 })
    const socketsOf = Array.from({ length: 13 }, async () => {
      const socket = await from('10.0.0.7')
      const start = visitor({ visitorId: crypto.randomUUID() })
      return { socket, sessionId: (await socket.ask('startChat', start)).sessionId }
    })
    const answers: Array<{ success: boolean }> = []
    const sayMany = async ({ socket, sessionId }: Awaited<(typeof socketsOf)[0]>) => {
      const message = { sessionId, content: 'hello', senderType: 'customer' }
      const many = Array.from({ length: 100 }, () => socket.ask('sendMessage', message))
      answers.push(...(await Promise.all(many)))
    }
    await Promise.all((await Promise.all(socketsOf)).map(sayMany))
    expect(answers.filter(({ success }) => success)).toHaveLength(1_200)
    expect(answers).toContainEqual(refused)
    const other = await from('10.0.0.8')
    const { sessionId } = await other.ask('startChat', visitor())
    const message = { sessionId, content: 'hello', senderType: 'customer' }
    expect(await other.ask('sendMessage', message)).toMatchObject({ success: true })
  })

  it('ends for an address that opens socket after socket, or goes on with chats again and again', async () => {
    const open = (address: string) =>
      fetch(`${server.url}/socket.io/?EIO=4&transport=polling`, {
        headers: { 'x-forwarded-for': address },
      }).then(({ status }) => status)
    const statuses = await Promise.all(Array.from({ length: 1_201 }, () => open('10.0.0.9')))
    expect(statuses.filter((status) => status === 403)).toHaveLength(1)
    expect(await open('10.0.0.10')).toBe(200)
    const resume = { sessionId: crypto.randomUUID(), sessionToken: 'not one of ours', afterSeq: 0 }
    const codes = await Promise.all(
      Array.from({ length: 11 }, async () => {
        const socket = await from('10.0.0.11')
        const many = Array.from({ length: 110 }, () => socket.ask('resume', resume))
        return (await Promise.all(many)).map(({ code }) => code)
      }),
    )
    const counted = codes.flat()
    expect(counted.filter((code) => code === 'not_allowed')).toHaveLength(1_200)
    expect(counted.filter((code) => code === 'rate_limited')).toHaveLength(10)
  })
})

onBothDatabases('an installation that was not told of its proxy', (create) => {
  it('refuses nobody for what others do who seem to be at the same address', async () => {
    const on = await create()
    const server = await startServer(on, { environment: { RATE_LIMITS: 'on' } })
    const headers = { 'x-forwarded-for': '10.0.0.1' }
    const open = () =>
      fetch(`${server.url}/socket.io/?EIO=4&transport=polling`, { headers }).then(
        ({ status }) => status,
      )
    const statuses = await Promise.all(Array.from({ length: 1_201 }, open))
    expect(new Set(statuses)).toEqual(new Set([200]))
    await server.stop()
    await on.drop()
  })
})

onPostgres('how much a visitor may write at two processes', (create) => {
  it('is as much as at one, and is not asked of the database at every message', async () => {
    const on = await create()
    const environment = { RATE_LIMITS: 'on' }
    const a = await startServer(on, { environment })
    const b = await startServer(on, { environment })
    const limits = { messagesPerMinute: 20, chatsPerHour: 60 }
    await a.admin.put('/api/settings/webchat', { limits })
    const here = await a.socket('/chat')
    const { sessionId, sessionToken } = await here.ask('startChat', {
      customerEmail: 'mai@customer.test',
      customerName: 'Mai',
      visitorId: crypto.randomUUID(),
    })
    const there = await b.socket('/chat', { sessionToken })
    const message = { sessionId, content: 'hello', senderType: 'customer' }
    const say = async (socket: typeof here) => (await socket.ask('sendMessage', message)).success
    const pointsOf = async () => {
      const rows = await a.database.sql
        .selectFrom('rate_limits' as never)
        .select(['key' as never, 'points' as never])
        .execute()
      return (rows as Array<{ key: string; points: number }>)
        .filter(({ key }) => key.startsWith('messages:'))
        .map(({ points }) => points)
    }
    expect(await say(here)).toBe(true)
    const reserved = await pointsOf()
    expect(reserved).toEqual([3])
    expect([await say(here), await say(here)]).toEqual([true, true])
    expect(await pointsOf()).toEqual(reserved)
    const answers = []
    for (let round = 0; round < 15; round++) answers.push(await say(there), await say(here))
    expect(answers.filter(Boolean)).toHaveLength(17)
    await a.stop()
    await b.stop()
    await on.drop()
  })
})
