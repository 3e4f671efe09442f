import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'
import type { TestSocket } from '../../tests/support/sockets.ts'
import type { Agent } from '../contract/identity.ts'
import { GRACE_MS, LIFE_MS } from './connections.ts'

onBothDatabases('whether an agent is there', (create) => {
  let on: TestDatabase
  let server: TestServer
  let watcher: TestSocket
  let ahead = 0
  const clock = { now: () => new Date(Date.now() + ahead) }
  const opened: TestSocket[] = []
  beforeAll(async () => {
    on = await create()
    server = await startServer(on, { clock })
    const { token } = await server.signIn('agent', 'Watcher')
    watcher = await server.socket('/console', { token })
    await watcher.next('hello')
  })
  afterEach(() => {
    for (const socket of opened.splice(0)) socket.close()
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  const open = async ({ token }: Account) => {
    const socket = await server.socket('/console', { token })
    opened.push(socket)
    await socket.next('hello')
    return socket
  }
  /** The next that is told of an agent and looks so. */
  const told = async ({ id }: Account, looks: Partial<Agent>) => {
    const event = await watcher.next(
      'event',
      ({ kind, body }) =>
        kind === 'agent.changed' &&
        body.agent.id === id &&
        Object.entries(looks).every(([key, value]) => body.agent[key] === value),
    )
    return event.body.agent as Agent
  }
  const hire = async (name: string) => {
    const account = await server.signIn('agent', name)
    await told(account, { isPresent: false })
    return account
  }
  const state = async ({ id }: Account): Promise<Agent> => {
    const { body } = await server.admin.get('/api/users')
    return body.data.find((each: Agent) => each.id === id)
  }
  const rowsOf = ({ id }: Account) =>
    server.database.sql
      .selectFrom('agentConnections')
      .selectAll()
      .where('userId', '=', id)
      .execute()

  /** The server knows that consoles of an agent were closed; `others` it cannot know of. */
  const isGone = (agent: Account, others = 0) =>
    expect
      .poll(async () => {
        const latest = clock.now().getTime() + GRACE_MS
        return (await rowsOf(agent)).filter((row) => Date.parse(row.expiresAt) > latest).length
      })
      .toBe(others)

  it('is known from the first console to the last, and a page that is loaded again is no absence', async () => {
    const agent = await hire('Agent A')
    expect(await state(agent)).toMatchObject({ isPresent: false })
    const first = await open(agent)
    await told(agent, { isPresent: true })
    const second = await open(agent)
    first.close()
    second.close()
    await isGone(agent)
    const again = await open(agent)
    ahead += GRACE_MS
    await expect.poll(async () => (await rowsOf(agent)).length).toBe(1)
    expect(await state(agent)).toMatchObject({ isPresent: true })
    again.close()
    await isGone(agent)
    ahead += GRACE_MS
    await told(agent, { isPresent: false })
    expect(await rowsOf(agent)).toEqual([])
  })

  it('ends although the process that knew of it was killed', async () => {
    const agent = await hire('Agent B')
    const { sql } = server.database
    await sql.updateTable('users').set({ isPresent: 1 }).where('id', '=', agent.id).execute()
    await sql
      .insertInto('agentConnections')
      .values({
        id: 'on a dead process',
        userId: agent.id,
        isIdle: 0,
        expiresAt: new Date(clock.now().getTime() + 1_000).toISOString(),
      })
      .execute()
    await told(agent, { isPresent: false })
    expect(await state(agent)).toMatchObject({ isPresent: false, availability: 'online' })
  })

  it('stays although the process stood still, or its clock was set', async () => {
    const agent = await hire('Agent S')
    await open(agent)
    await told(agent, { isPresent: true })
    const { sql } = server.database
    const { head } = await watcher.ask('catchUp', { after: 0 })
    ahead += 10 * LIFE_MS
    const isRenewed = async () => {
      const [row] = await rowsOf(agent)
      return row !== undefined && Date.parse(row.expiresAt) > clock.now().getTime()
    }
    await expect.poll(isRenewed, { timeout: 10_000 }).toBe(true)
    const later = await sql.selectFrom('events').selectAll().where('seq', '>', head).execute()
    expect(later.filter(({ kind }) => kind === 'agent.changed')).toEqual([])
    expect(await state(agent)).toMatchObject({ isPresent: true })
  })

  it('comes back when another process took a stalled one for dead', async () => {
    const agent = await hire('Agent C')
    await open(agent)
    await told(agent, { isPresent: true })
    await server.database.sql
      .deleteFrom('agentConnections')
      .where('userId', '=', agent.id)
      .execute()
    await expect.poll(async () => (await rowsOf(agent)).length, { timeout: 15_000 }).toBe(1)
    expect(await state(agent)).toMatchObject({ isPresent: true })
  })

  it('is what they say, and an idle machine never overrules it', async () => {
    const agent = await hire('Agent D')
    const console = await open(agent)
    const say = (wanted: string, isAutomatic = false) =>
      console.ask('availability', { state: wanted, isAutomatic })
    await told(agent, { isPresent: true, availability: 'online' })
    expect(await say('away', true)).toEqual({ success: true })
    await told(agent, { availability: 'away' })
    await say('online', true)
    await told(agent, { availability: 'online' })
    await say('offline')
    await told(agent, { availability: 'offline' })
    for (const automatic of ['away', 'online', 'away']) await say(automatic, true)
    expect(await state(agent)).toMatchObject({ availability: 'offline' })
    await say('away')
    await told(agent, { availability: 'away' })
    await say('online', true)
    expect(await state(agent)).toMatchObject({ availability: 'away' })
    await say('online')
    await told(agent, { availability: 'online' })
    expect(await say('asleep')).toMatchObject({ success: false, code: 'validation_failed' })
  })

  it('is away only when every machine of theirs is idle', async () => {
    const agent = await hire('Agent E')
    const [desk, laptop] = [await open(agent), await open(agent)]
    await told(agent, { isPresent: true })
    await desk.ask('availability', { state: 'away', isAutomatic: true })
    expect(await state(agent)).toMatchObject({ availability: 'online' })
    await laptop.ask('availability', { state: 'away', isAutomatic: true })
    await told(agent, { availability: 'away' })
    await desk.ask('availability', { state: 'online', isAutomatic: true })
    await told(agent, { availability: 'online' })
  })
})
