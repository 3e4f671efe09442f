import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'

const MINUTE = 60_000

onBothDatabases('what a customer thought of a chat', (create) => {
  let on: TestDatabase
  let server: TestServer
  let agent: Account
  let ahead = 0
  const clock = { now: () => new Date(Date.now() + ahead) }
  beforeAll(async () => {
    on = await create()
    server = await startServer(on, { clock })
    agent = await server.signIn('agent', 'Linh')
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  async function chat() {
    const socket = await server.socket('/chat')
    const { sessionId, sessionToken } = await socket.ask('startChat', {
      customerEmail: `${crypto.randomUUID()}@customer.test`,
      customerName: 'Mai',
    })
    const resume = () => socket.ask('resume', { sessionId, sessionToken, afterSeq: 0 })
    const close = () => socket.ask('closeChat', { sessionId })
    const rate = (score: number, comment?: string) =>
      socket.ask('rate', { sessionId, score, comment })
    return { socket, sessionId: sessionId as string, resume, close, rate }
  }
  const conversationOf = async (id: string) => (await agent.api.get(`/api/inbox/${id}`)).body.data
  async function reopen(sessionId: string) {
    const console = await server.socket('/console', { token: agent.token })
    expect(await console.ask('reopen', { conversationId: sessionId })).toMatchObject({
      success: true,
    })
  }

  it('is asked for once the chat is closed, kept, and told to everyone', async () => {
    const { socket, sessionId, resume, close, rate } = await chat()
    const agentSocket = await server.socket('/chat', { token: agent.token })
    await agentSocket.ask('joinSession', { sessionId })
    expect(await resume()).toMatchObject({ rating: null, asksRating: false })
    expect(await rate(5)).toMatchObject({ code: 'chat_open' })
    await close()
    expect(await resume()).toMatchObject({ rating: null, asksRating: true })
    const { rating } = await rate(5, ' Great! ')
    expect(rating).toEqual({
      score: 5,
      comment: 'Great!',
      ratedAt: expect.any(String),
      editableUntil: new Date(Date.parse(rating.ratedAt) + 1_440 * MINUTE).toISOString(),
    })
    expect(await socket.next('chatRated')).toEqual({ sessionId, rating })
    expect(await agentSocket.next('chatRated')).toEqual({ sessionId, rating })
    expect(await resume()).toMatchObject({ rating, asksRating: false })
    const conversation = await conversationOf(sessionId)
    expect(conversation.rating).toEqual(rating)
    const { body } = await agent.api.get(`/api/timeline/customer/${conversation.customer.id}`)
    const rated = body.data.find(({ type }: { type: string }) => type === 'chat_rated')
    expect(rated.metadata).toMatchObject({ score: 5, comment: 'Great!', agentId: agent.id })
  })

  it('may be changed for a day and not after', async () => {
    const { sessionId, close, rate } = await chat()
    await close()
    await rate(2, 'Slow')
    const changed = await rate(4)
    expect(changed.rating).toMatchObject({ score: 4, comment: null })
    expect(await rate(4)).toEqual(changed)
    ahead += 1_441 * MINUTE
    expect(await rate(1)).toMatchObject({ code: 'rating_final' })
    expect(await rate(4)).toEqual(changed)
    ahead = 0
    expect((await conversationOf(sessionId)).rating).toEqual(changed.rating)
  })

  it('is not asked for again when the chat is opened and closed once more', async () => {
    const { sessionId, resume, close, rate } = await chat()
    await close()
    const first = await rate(3)
    await reopen(sessionId)
    expect(await rate(4)).toMatchObject({ code: 'chat_open' })
    await close()
    expect(await resume()).toMatchObject({ rating: first.rating, asksRating: false })
    const second = await rate(5)
    expect((await conversationOf(sessionId)).rating).toEqual(second.rating)
    const stored = await server.database.sql
      .selectFrom('chatRatings')
      .select('score')
      .where('conversationId', '=', sessionId)
      .orderBy('closedAt')
      .execute()
    expect(stored.map(({ score }) => score)).toEqual([3, 5])
  })

  it('is not asked for where the workspace does not', async () => {
    const { resume, close } = await chat()
    await server.admin.put('/api/settings/webchat', { asksRating: false })
    await close()
    expect(await resume()).toMatchObject({ asksRating: false })
    await server.admin.put('/api/settings/webchat', { asksRating: true })
  })

  it('is the session’s own customer’s to say, from 1 to 5', async () => {
    const { sessionId, close, rate } = await chat()
    await close()
    const stranger = await server.socket('/chat')
    const agentSocket = await server.socket('/chat', { token: agent.token })
    for (const other of [stranger, agentSocket])
      expect(await other.ask('rate', { sessionId, score: 5 })).toMatchObject({
        code: 'not_allowed',
      })
    for (const score of [0, 6, 2.5, Number.NaN])
      expect(await rate(score)).toMatchObject({ code: 'validation_failed' })
    expect((await conversationOf(sessionId)).rating).toBeNull()
  })
})
