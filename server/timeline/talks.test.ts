import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'
import { createLimits } from '../http/limits.ts'
import { Visits } from '../webchat/visit.ts'

const HOUR = 3_600_000
// Noon in UTC, and eleven at night where the visitor is.
const START = Date.parse('2026-11-20T12:00:00.000Z')
const ZONE = 'Pacific/Noumea'

onBothDatabases('what somebody did in a chat on later days', (create) => {
  let on: TestDatabase
  let server: TestServer
  let agent: Account
  let now = START
  const clock = { now: () => new Date(now) }
  beforeAll(async () => {
    on = await create()
    server = await startServer(on, { clock })
    agent = await server.signIn('agent', 'Linh')
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  async function chat(start: object = {}, since = 0) {
    now = START + since * HOUR
    const socket = await server.socket('/chat')
    const customerEmail = `${crypto.randomUUID()}@customer.test`
    const { sessionId } = await socket.ask('startChat', {
      customerEmail,
      customerName: 'Mai',
      ...start,
    })
    const say = async (hours: number, api = socket, senderType = 'customer') => {
      now = START + hours * HOUR
      const told = await api.ask('sendMessage', { sessionId, content: `at ${hours}`, senderType })
      expect(told).toMatchObject({ success: true })
      return told.messageId as string
    }
    const { body } = await agent.api.get(`/api/inbox/${sessionId}`)
    return { sessionId: sessionId as string, customerId: body.data.customer.id as string, say }
  }
  type Chat = Awaited<ReturnType<typeof chat>>
  async function timeline({ customerId }: Chat, group: string) {
    // Back to when the agent signed in.
    now = START
    const { status, body } = await agent.api.get(
      `/api/timeline/customer/${customerId}?group=${group}`,
    )
    expect(status).toBe(200)
    return body.data
  }

  it('is one entry for each talk after a pause, at its first message, whoever wrote that', async () => {
    const one = await chat()
    const desk = await server.socket('/chat', { token: agent.token })
    for (const hours of [0, 1, 6.5]) await one.say(hours)
    const next = await one.say(24)
    await one.say(25)
    const late = await one.say(49, desk, 'agent')
    const told = await timeline(one, 'conversations')
    expect(told.map(({ type }: { type: string }) => type)).toEqual([
      'chat_resumed',
      'chat_resumed',
      'chat',
    ])
    expect(told).toMatchObject([
      {
        timestamp: new Date(START + 49 * HOUR).toISOString(),
        metadata: { sessionId: one.sessionId, messageId: late, byId: agent.id },
      },
      {
        timestamp: new Date(START + 24 * HOUR).toISOString(),
        metadata: { sessionId: one.sessionId, messageId: next },
      },
      {},
    ])
  })

  it('is one entry when a closed chat is opened again, and none when it had hardly been closed', async () => {
    const one = await chat()
    await one.say(0)
    const desk = await server.socket('/console', { token: agent.token })
    const act = async (kind: 'close' | 'reopen') =>
      expect(await desk.ask(kind, { conversationId: one.sessionId })).toMatchObject({
        success: true,
      })
    for (const kind of ['close', 'reopen', 'close'] as const) await act(kind)
    now = START + 30 * HOUR
    await act('reopen')
    await one.say(30.5)
    const told = await timeline(one, 'conversations')
    expect(told.map(({ type }: { type: string }) => type)).toEqual([
      'chat_resumed',
      'chat_closed',
      'chat_closed',
      'chat',
    ])
    expect(told[0].metadata).toEqual({ sessionId: one.sessionId, byId: agent.id })
  })

  it('is no entry when an agent takes back that they opened a chat again', async () => {
    const one = await chat({}, -7)
    const act = async (kind: 'close' | 'reopen') => {
      const { body } = await agent.api.post('/api/inbox/bulk', {
        ids: [one.sessionId],
        act: { kind },
      })
      expect(body.data.results).toMatchObject([{ outcome: 'done' }])
      return body.data.undoId as string
    }
    const resumed = async () => {
      const told: Array<{ type: string; timestamp: string }> = await timeline(one, 'conversations')
      return told.flatMap(({ type, timestamp }) => (type === 'chat_resumed' ? [timestamp] : []))
    }
    await act('close')
    now = START
    const undoId = await act('reopen')
    expect(await resumed()).toEqual([new Date(now).toISOString()])
    expect((await agent.api.post(`/api/inbox/undo/${undoId}`)).status).toBe(200)
    expect(await resumed()).toEqual([])
    await act('reopen')
    expect(await resumed()).toEqual([new Date(now).toISOString()])
  })

  const limits = createLimits(true)
  // Each as of another process: none of them rests from what the one before kept.
  const visit = ({ sessionId }: Chat, name: string) =>
    new Visits({
      database: server.database,
      limit: limits.visits,
      onError(error) {
        throw error
      },
    }).visit(sessionId, { url: `https://x.test/${name}`, title: name })

  it('is one entry for the pages of each of the visitor’s days, the latest few by name', async () => {
    const page = { url: 'https://x.test/start', title: 'start' }
    const one = await chat({ page, zone: ZONE })
    for (const name of ['a', 'b', 'b', 'c', 'd', 'e']) await visit(one, name)
    // Midnight has come to the visitor, not to Greenwich.
    now = START + 2 * HOUR
    await visit(one, 'tomorrow')
    const [later, first, ...others] = await timeline(one, 'visits')
    expect(others).toEqual([])
    expect(first).toMatchObject({
      type: 'page_visits',
      timestamp: new Date(START).toISOString(),
      metadata: { sessionId: one.sessionId, count: 6 },
    })
    expect(first.metadata.pages.map(({ title }: { title: string }) => title)).toEqual([
      'e',
      'd',
      'c',
      'b',
      'a',
    ])
    expect(later.metadata).toMatchObject({ count: 1, pages: [{ title: 'tomorrow' }] })
    expect((await timeline(one, 'conversations')).length).toBe(1)
  })

  it('is told in its day even when the visitor’s zone is none', async () => {
    const page = { url: 'https://x.test/start', title: 'start' }
    const one = await chat({ page, zone: 'Nowhere/At_all' })
    await visit(one, 'a')
    expect(await timeline(one, 'visits')).toMatchObject([{ metadata: { count: 2 } }])
  })
})
