import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { type InboxDesk, openInboxDesk } from '../../tests/support/inbox-desk.ts'
import { startServer, type TestServer } from '../../tests/support/server.ts'
import { UNTIL_REPLY } from '../contract/conversations.ts'
import { WAKE } from '../conversations/index.ts'

const MINUTE_MS = 60_000

onBothDatabases('a snoozed conversation', (create) => {
  let on: TestDatabase
  let server: TestServer
  let desk: InboxDesk
  let ahead = 0
  const clock = { now: () => new Date(Date.now() + ahead) }
  beforeAll(async () => {
    on = await create()
    server = await startServer(on, { clock })
    desk = await openInboxDesk(server)
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  const inMinutes = (minutes: number) =>
    new Date(clock.now().getTime() + minutes * MINUTE_MS).toISOString()
  const changed = (id: string, change: string) =>
    desk.console.next(
      'event',
      ({ kind, refs, body }) =>
        kind === 'conversation.changed' && refs.conversationId === id && body.change === change,
    )
  const linesOf = async (id: string) =>
    (await desk.agent.api.get(`/api/inbox/${id}/messages`)).body.data
      .filter((message: { kind: string }) => message.kind === 'event')
      .map((message: { content: string }) => message.content)

  it('is out of the open views and in the snoozed one, and the thread says who and until when', async () => {
    const { id } = await desk.startChat()
    const until = inMinutes(30)
    await desk.act({ kind: 'snooze', until }, id)
    expect(await desk.stateOf(id)).toMatchObject({ status: 'open', snoozedUntil: until })
    for (const view of ['all', 'unassigned'])
      expect(await desk.listed(`view=${view}`)).not.toContain(id)
    expect(await desk.listed('view=snoozed')).toContain(id)
    expect((await desk.agent.api.get('/api/inbox/counts')).body.data.snoozed).toBeGreaterThan(0)
    expect(await linesOf(id)).toEqual([`snoozed ${until}`])
  })

  it('comes back at its time to its old place, marked as returned, and its assignee hears of it', async () => {
    const { id, say } = await desk.startChat()
    await say('Please call me tomorrow')
    await desk.act({ kind: 'assign', agentId: desk.agent.id }, id)
    const before = await desk.stateOf(id)
    await desk.act({ kind: 'snooze', until: inMinutes(10) }, id)
    ahead += 10 * MINUTE_MS
    const asked = Date.now()
    const { body } = await changed(id, 'returned')
    expect(Date.now() - asked).toBeLessThan(5_000)
    expect(body).toMatchObject({ by: null, conversation: { assignee: { id: desk.agent.id } } })
    const { returnedAt, ...after } = await desk.stateOf(id)
    expect({ ...after, returnedAt: null }).toEqual(before)
    expect(returnedAt).not.toBeNull()
    expect(await desk.listed('view=mine')).toContain(id)
    expect((await linesOf(id)).at(-1)).toBe('returned')
  })

  describe('and merging', () => {
    async function twoChats() {
      const customer = {
        customerEmail: `${crypto.randomUUID()}@x.test`,
        customerName: 'Mai',
        visitorId: crypto.randomUUID(),
      }
      const start = async () => {
        const socket = await server.socket('/chat')
        const { sessionId: id } = await socket.ask('startChat', customer)
        const say = (content: string) =>
          socket.ask('sendMessage', { sessionId: id, content, senderType: 'customer' })
        return { id, say }
      }
      return { old: await start(), now: await start() }
    }

    it('comes back though its time passed while it was merged', async () => {
      const { old, now } = await twoChats()
      await desk.act({ kind: 'snooze', until: inMinutes(10) }, old.id)
      await desk.agent.api.post(`/api/inbox/${old.id}/merge`, { targetId: now.id })
      ahead += 20 * MINUTE_MS
      const waking = async () => {
        const jobs = await server.database.sql.selectFrom('jobs').selectAll().execute()
        return jobs.some(({ kind, payload }) => kind === WAKE && payload.includes(old.id))
      }
      await expect.poll(waking, { timeout: 5_000 }).toBe(false)
      await desk.agent.api.delete(`/api/inbox/${old.id}/merge`)
      await changed(old.id, 'returned')
      expect(await desk.stateOf(old.id)).toMatchObject({ status: 'open', snoozedUntil: null })
    })

    it('comes back when somebody who waits is merged into it', async () => {
      const { old, now } = await twoChats()
      await old.say('Hello?')
      await desk.act({ kind: 'snooze', until: null }, now.id)
      await desk.agent.api.post(`/api/inbox/${old.id}/merge`, { targetId: now.id })
      const { snoozedUntil, waitingSince } = await desk.stateOf(now.id)
      expect({ snoozedUntil, isWaiting: waitingSince !== null }).toEqual({
        snoozedUntil: null,
        isWaiting: true,
      })
    })
  })

  it('comes back early when the customer writes, and is not brought back a second time', async () => {
    const { id, say } = await desk.startChat()
    await desk.act({ kind: 'snooze', until: inMinutes(5) }, id)
    await say('I am here already')
    expect((await changed(id, 'returned')).body.by).toBeNull()
    expect(await desk.stateOf(id)).toMatchObject({ snoozedUntil: null })
    const until = inMinutes(60)
    await desk.act({ kind: 'snooze', until }, id)
    ahead += 5 * MINUTE_MS
    const other = await desk.startChat()
    await desk.act({ kind: 'snooze', until: inMinutes(1) }, other.id)
    ahead += MINUTE_MS
    await changed(other.id, 'returned')
    expect(await desk.stateOf(id)).toMatchObject({ snoozedUntil: until })
  })

  it('can wait for nothing but the customer', async () => {
    const { id, say } = await desk.startChat()
    await desk.act({ kind: 'snooze', until: null }, id)
    expect(await desk.stateOf(id)).toMatchObject({ snoozedUntil: UNTIL_REPLY })
    await say('Hello again')
    expect(await desk.stateOf(id)).toMatchObject({ snoozedUntil: null })
  })

  it('is woken by an agent, and snoozed again when that is taken back', async () => {
    const { id } = await desk.startChat()
    const until = inMinutes(45)
    const { undoId: unsnooze } = await desk.act({ kind: 'snooze', until }, id)
    await desk.undo(unsnooze)
    expect(await desk.stateOf(id)).toMatchObject({ snoozedUntil: null, returnedAt: null })
    await desk.act({ kind: 'snooze', until }, id)
    const { undoId } = await desk.act({ kind: 'wake' }, id)
    expect(await desk.stateOf(id)).toMatchObject({ snoozedUntil: null, returnedAt: null })
    await desk.undo(undoId)
    expect(await desk.stateOf(id)).toMatchObject({ snoozedUntil: until })
  })

  it('is not snoozed any more once it is closed, and a closed one cannot be snoozed', async () => {
    const { id } = await desk.startChat()
    await desk.act({ kind: 'snooze', until: inMinutes(45) }, id)
    await desk.act({ kind: 'close' }, id)
    expect(await desk.stateOf(id)).toMatchObject({ status: 'closed', snoozedUntil: null })
    const { results } = await desk.act({ kind: 'snooze', until: null }, id)
    expect(results).toMatchObject([{ outcome: 'failed', code: 'conversation_closed' }])
  })

  it('loses its mark once an agent answers', async () => {
    const { id, say } = await desk.startChat()
    await desk.act({ kind: 'snooze', until: null }, id)
    await say('Hello again')
    expect((await desk.stateOf(id)).returnedAt).not.toBeNull()
    const clientMessageId = crypto.randomUUID()
    await desk.console.ask('send', {
      conversationId: id,
      content: 'Hello!',
      visibility: 'public',
      clientMessageId,
    })
    expect((await desk.stateOf(id)).returnedAt).toBeNull()
  })

  it('goes back to the queue when its agent left meanwhile and the workspace wants that', async () => {
    const gone = await server.signIn('agent', 'Quân')
    const { id } = await desk.startChat()
    await desk.act({ kind: 'assign', agentId: gone.id }, id)
    await desk.act({ kind: 'snooze', until: inMinutes(2) }, id)
    await server.admin.put('/api/settings/routing', { whenAway: 'hand_back' })
    expect(await desk.stateOf(id)).toMatchObject({ assignee: { id: gone.id } })
    ahead += 2 * MINUTE_MS
    await changed(id, 'returned')
    const assignee = async () => (await desk.stateOf(id)).assignee
    await expect.poll(assignee, { timeout: 10_000 }).toBeNull()
    await server.admin.put('/api/settings/routing', { whenAway: 'keep' })
  })

  it('is given to nobody by the routing and takes nobody’s room, until it is back', async () => {
    const taker = await server.signIn('agent', 'Hoa')
    await server.socket('/console', { token: taker.token })
    await server.admin.put(`/api/users/${desk.agent.id}`, { capacity: 0 })
    await server.admin.put(`/api/users/${taker.id}`, { capacity: 1 })
    const [snoozed, first] = [await desk.startChat(), await desk.startChat()]
    await desk.act({ kind: 'snooze', until: null }, snoozed.id)
    await desk.act({ kind: 'assign', agentId: taker.id }, first.id)
    await desk.act({ kind: 'snooze', until: null }, first.id)
    const everybody = (await desk.agent.api.get('/api/inbox/ids?view=all')).body.data.ids
    await desk.act({ kind: 'close' }, ...everybody)
    await server.admin.put('/api/settings/routing', { policy: 'least_busy', maxOpen: 5 })
    const second = await desk.startChat()
    const isTakers = async (id: string) => (await desk.stateOf(id)).assignee?.id === taker.id
    await expect.poll(() => isTakers(second.id), { timeout: 10_000 }).toBe(true)
    expect(await desk.stateOf(snoozed.id)).toMatchObject({ assignee: null })
    await desk.act({ kind: 'close' }, second.id)
    await snoozed.say('Hello again')
    await expect.poll(() => isTakers(snoozed.id), { timeout: 10_000 }).toBe(true)
  })
})
