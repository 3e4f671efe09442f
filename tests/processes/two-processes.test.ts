import { afterAll, beforeAll, expect, it } from 'vitest'
import { createApi } from '../support/api.ts'
import { onPostgres } from '../support/databases.ts'
import { onRedis } from '../support/on-redis.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'
import { type Desk, isGapless, numbersAt, openDesk, reply, say, signIn, startChat } from './desk.ts'

const LONG = 60_000
const SOON = { timeout: 30_000 }

async function signInAs({ a, token }: Desk, name: string): Promise<string> {
  const account = { email: `${name}@x.test`, password: 'a long password', name, role: 'agent' }
  const { body } = await createApi(a.url, token).post('/api/auth/register', account)
  return body.data.accessToken
}

/** What must hold whichever way the processes reach each other. */
function behaviour(open: () => Promise<Desk>): void {
  let desk: Desk
  beforeAll(async () => {
    desk = await open()
  }, LONG)
  afterAll(async () => {
    expect(desk.a.stderr() + desk.b.stderr()).not.toMatch(/unhandled|"level":[56]0/i)
    await desk.close()
  }, LONG)

  it('shows a customer on one and an agent on the other everything they do', async () => {
    const customer = await desk.chat(desk.a)
    const agent = await desk.console(desk.b)
    const { sessionId } = await startChat(customer)
    const ofThis = (kind: string) => (event: { kind: string; refs: { conversationId?: string } }) =>
      event.kind === kind && event.refs.conversationId === sessionId
    await agent.next('event', ofThis('conversation.started'))
    await say(customer, sessionId, 'hello over there')
    const arrived = await agent.next('event', ofThis('message.added'))
    expect(arrived.body.message.content).toBe('hello over there')

    const colleague = await desk.console(desk.a, await signInAs(desk, 'Zoe'))
    await colleague.ask('viewing', { conversationId: sessionId, isNew: true })
    expect(await agent.next('presence', (told) => told.conversationId === sessionId)).toMatchObject(
      { agent: { name: 'Zoe' }, isHere: true, asks: true },
    )
    colleague.close()
    await agent.next('presence', (told) => told.conversationId === sessionId && !told.isHere)

    await customer.ask('typing', { sessionId, isTyping: true })
    expect(await agent.next('typing')).toMatchObject({ conversationId: sessionId, isTyping: true })
    await agent.ask('typing', { conversationId: sessionId, isTyping: true })
    expect(await customer.next('userTyping')).toMatchObject({ sessionId, isTyping: true })

    await agent.ask('join', { conversationId: sessionId })
    await customer.next('agentJoined')
    await agent.ask('send', {
      conversationId: sessionId,
      content: 'a note',
      visibility: 'internal',
      clientMessageId: 'a note',
    })
    await reply(agent, sessionId, 'hello, Mai')
    expect(await customer.next('newMessage', ({ seq }) => seq === 2)).toMatchObject({
      content: 'hello, Mai',
    })
    await agent.ask('close', { conversationId: sessionId })
    await customer.next('chatClosed')
    expect(customer.received('newMessage').map(({ content }) => content)).toEqual([
      'hello over there',
      'hello, Mai',
    ])
  })

  it(
    'shows every console every event once and in order while both are busy',
    async () => {
      const consoles = [await desk.console(desk.a), await desk.console(desk.b)]
      const customers = await Promise.all(
        [desk.a, desk.b, desk.a, desk.b].map(async (process) => {
          const socket = await desk.chat(process)
          return { socket, ...(await startChat(socket)) }
        }),
      )
      await Promise.all(
        customers.flatMap(({ socket, sessionId }) =>
          Array.from({ length: 100 }, (_, index) => say(socket, sessionId, `message ${index}`)),
        ),
      )
      const heads = await Promise.all(consoles.map((each) => each.ask('catchUp', { after: 0 })))
      const head = Math.max(...heads.map((each) => each.head))
      for (const each of consoles) {
        await expect.poll(() => numbersAt(each).at(-1), SOON).toBeGreaterThanOrEqual(head)
        expect(numbersAt(each)).toSatisfy(isGapless)
      }
      for (const { socket } of customers) {
        await expect.poll(() => socket.received('newMessage').length, SOON).toBe(100)
        const numbers = socket.received('newMessage').map(({ seq }) => seq)
        expect(numbers).toEqual(Array.from({ length: 100 }, (_, index) => index + 1))
      }
    },
    LONG,
  )

  it(
    'misses nothing and hears nothing twice when a customer comes back on the other one',
    async () => {
      const customer = await desk.chat(desk.a)
      const agent = await desk.console(desk.a)
      const { sessionId, sessionToken } = await startChat(customer)
      const sending = Promise.all(
        Array.from({ length: 120 }, (_, index) => reply(agent, sessionId, `message ${index}`)),
      )
      const visits = Array.from({ length: 6 }, async () => {
        const back = await desk.chat(desk.b)
        const { messages } = await back.ask('resume', { sessionId, sessionToken, afterSeq: 0 })
        return { back, missed: messages.map(({ seq }: { seq: number }) => seq) }
      })
      const returned = await Promise.all(visits)
      await sending
      for (const { back, missed } of returned) {
        const seen = () => [...missed, ...back.received('newMessage').map(({ seq }) => seq)]
        await expect.poll(() => seen().at(-1), SOON).toBe(120)
        expect(seen()).toEqual(Array.from({ length: 120 }, (_, index) => index + 1))
      }
    },
    LONG,
  )

  it('cuts the sockets of a sign-out on the other one, and only those', async () => {
    const leaving = await signIn(desk.a)
    const there = await desk.console(desk.b, leaving)
    const staying = await desk.console(desk.b)
    const cut = new Promise((resolve) => there.socket.once('disconnect', resolve))
    await createApi(desk.a.url, leaving).post('/api/auth/logout')
    expect(await cut).toBe('io server disconnect')
    expect(staying.socket.connected).toBe(true)
  })
}

onPostgres('two processes that reach each other by Postgres', (create) => {
  behaviour(async () => openDesk(await create()))
})

const byRedis = 'two processes that reach each other by Redis'
onRedis(byRedis, (path) =>
  onPostgres(byRedis, (create) => {
    let redis: TestRedis
    beforeAll(async () => {
      redis = await startRedis(path)
    })
    afterAll(() => redis.kill())
    behaviour(async () => openDesk(await create(), { REDIS_URL: redis.url }))
  }),
)
