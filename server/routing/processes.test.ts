import { afterAll, beforeAll, expect, it } from 'vitest'
import { onPostgres, type TestDatabase } from '../../tests/support/databases.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'
import type { TestSocket } from '../../tests/support/sockets.ts'

const WAIT = { timeout: 15_000 }

onPostgres('two processes on one database', (create) => {
  let on: TestDatabase
  let servers: TestServer[]
  let agents: Account[]
  const consoles: TestSocket[] = []
  beforeAll(async () => {
    on = await create()
    servers = [await startServer(on), await startServer(on)]
    const [first] = servers
    agents = []
    for (let made = 0; made < 4; made++)
      agents.push((await first?.signIn('agent', `Agent ${made}`)) as Account)
    for (const [index, { token }] of agents.entries())
      consoles.push(await at(index).socket('/console', { token }))
    for (const console of consoles) await console.next('hello')
  })
  afterAll(async () => {
    for (const server of servers) await server.stop()
    await on.drop()
  })

  const at = (index: number) => servers[index % 2] as TestServer
  const start = async (index: number) => {
    const customer = await at(index).socket('/chat')
    const { sessionId } = await customer.ask('startChat', {
      customerEmail: `${crypto.randomUUID()}@x.test`,
      customerName: 'Mai',
    })
    await customer.ask('sendMessage', { sessionId, content: 'hello', senderType: 'customer' })
    return sessionId as string
  }
  const open = () =>
    at(0)
      .database.sql.selectFrom('conversations')
      .select(['id', 'assigneeId'])
      .where('status', '=', 'open')
      .execute()
  const assigned = async () => (await open()).filter((row) => row.assigneeId !== null)
  const changes = async () => {
    const rows = await at(0)
      .database.sql.selectFrom('events')
      .select(['refs', 'body'])
      .where('kind', '=', 'conversation.changed')
      .execute()
    return rows
      .filter((row) => JSON.parse(row.body).change === 'assigned')
      .map((row) => JSON.parse(row.refs).conversationId as string)
  }

  it('give each conversation to one agent once, and nobody more than they take', async () => {
    const policy = { policy: 'least_busy', maxOpen: 5 }
    await at(0).admin.put('/api/settings/routing', policy)
    const chats = await Promise.all(Array.from({ length: 30 }, (_, index) => start(index)))
    await expect.poll(async () => (await assigned()).length, WAIT).toBe(20)
    const loads = Map.groupBy(await assigned(), (row) => row.assigneeId)
    expect([...loads.values()].map((rows) => rows.length)).toEqual([5, 5, 5, 5])
    const given = await changes()
    expect(new Set(given).size).toBe(given.length)

    // Both processes close chats at once: each freed place is taken once, until nobody waits.
    const before = (await assigned()).map((row) => row.id)
    const closing = await Promise.all(
      before
        .slice(0, 10)
        .map((conversationId, index) =>
          (consoles[index % consoles.length] as TestSocket).ask('close', { conversationId }),
        ),
    )
    for (const answer of closing) expect(answer).toMatchObject({ success: true })
    await expect.poll(async () => (await assigned()).length, WAIT).toBe(20)
    const told = await changes()
    expect(told.toSorted()).toEqual(chats.toSorted())
  })

  it('hand over what an agent had who left one of them', async () => {
    await at(1).admin.put('/api/settings/routing', { whenAway: 'hand_back', maxOpen: 20 })
    const leaving = agents[0] as Account
    expect((await assigned()).some((row) => row.assigneeId === leaving.id)).toBe(true)
    await consoles[0]?.ask('availability', { state: 'offline' })
    await expect
      .poll(async () => {
        const rows = await open()
        return rows.filter((row) => row.assigneeId === null || row.assigneeId === leaving.id)
      }, WAIT)
      .toEqual([])
  })
})
