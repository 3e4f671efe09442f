import { afterEach, beforeEach, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'
import type { TestSocket } from '../../tests/support/sockets.ts'

interface Notified {
  title: string
  data: { sessionId: string }
}

onBothDatabases('the notification of a new chat', (create) => {
  let on: TestDatabase
  let server: TestServer
  let taker: Account
  let colleague: TestSocket
  beforeEach(async () => {
    on = await create()
    server = await startServer(on)
    taker = await server.signIn('agent', 'Linh')
    const other = await server.signIn('agent', 'Hoa')
    colleague = await server.socket('/notifications', { token: other.token })
    await colleague.ask('subscribe', {})
  })
  afterEach(async () => {
    await server.stop()
    await on.drop()
  })

  const routing = (wanted: object) => server.admin.put('/api/settings/routing', wanted)
  async function atConsole(): Promise<void> {
    await server.socket('/console', { token: taker.token })
    const isPresent = async () =>
      (await taker.api.get('/api/users')).body.data.find(
        ({ id }: { id: string }) => id === taker.id,
      ).isPresent
    await expect.poll(isPresent, { timeout: 10_000 }).toBe(true)
  }
  async function chat(): Promise<string> {
    const customer = await server.socket('/chat')
    const { sessionId } = await customer.ask('startChat', {
      customerEmail: `${crypto.randomUUID()}@x.test`,
      customerName: 'Mai',
    })
    return sessionId
  }
  const assigneeOf = async (id: string) =>
    (await taker.api.get(`/api/inbox/${id}`)).body.data.assignee?.id
  const isNew = ({ title }: Notified) => title === 'New chat'
  const toldNew = async (socket = colleague): Promise<string> =>
    (await socket.next('notification', isNew)).data.sessionId

  it('goes to everybody while people give out the chats by hand', async () => {
    await atConsole()
    const id = await chat()
    expect(await toldNew()).toBe(id)
  })

  it('goes to everybody when nobody can take the chat', async () => {
    await routing({ policy: 'round_robin' })
    const id = await chat()
    expect(await toldNew()).toBe(id)
  })

  it('goes to nobody but the agent who gets the chat', async () => {
    const mine = await server.socket('/notifications', { token: taker.token })
    await mine.ask('subscribe', {})
    await atConsole()
    await routing({ policy: 'least_busy', maxOpen: 1 })
    const given = await chat()
    const isGiven = ({ data }: Notified) => data.sessionId === given
    expect(await mine.next('notification', isGiven)).toMatchObject({
      title: 'A chat was assigned to you',
    })
    const left = await chat()
    expect(await toldNew()).toBe(left)
    expect(await toldNew(mine)).toBe(left)
  })

  it('goes to everybody for each chat that others left no room for', async () => {
    await atConsole()
    await routing({ policy: 'round_robin', maxOpen: 1 })
    const chats = await Promise.all([chat(), chat(), chat()])
    const told = [await toldNew(), await toldNew()]
    const assignees = await Promise.all(chats.map(assigneeOf))
    const waiting = chats.filter((_, index) => assignees[index] === undefined)
    expect(told.toSorted()).toEqual(waiting.toSorted())
  })
})
