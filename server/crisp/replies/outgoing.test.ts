import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import {
  type CrispEmulator,
  startCrispEmulator,
} from '../../../tests/support/crisp-emulator/emulator.ts'
import { expectLive, expectMirrored, startOn } from '../../../tests/support/crisp-mirror.ts'
import { onBothDatabases, type TestDatabase } from '../../../tests/support/databases.ts'
import type { TestServer } from '../../../tests/support/server.ts'
import type { TestSocket } from '../../../tests/support/sockets.ts'

onBothDatabases('what agents do in conversations of Crisp', (create) => {
  let on: TestDatabase
  let crisp: CrispEmulator
  let server: TestServer
  let console: TestSocket
  let session: string
  let conversationId: string
  beforeEach(async () => {
    on = await create()
    crisp = await startCrispEmulator()
    await start()
    session = crisp.acts.visitorArrives(crisp.websiteId, { nickname: 'Lena' })
    crisp.acts.visitorSays(session, 'Is the blue one back?')
    conversationId = await vi.waitFor(firstOfInbox, { timeout: 10_000 })
  })
  afterEach(async () => {
    await server.stop()
    await crisp.stop()
    await on.drop()
  })

  async function start() {
    server = await startOn(crisp, on)
    await expectLive(crisp)
    console = await server.socket('/console', { token: server.adminToken })
  }
  const firstOfInbox = async (): Promise<string> =>
    (await server.admin.get('/api/inbox')).body.data[0].id
  const say = async (content: string, visibility = 'public'): Promise<string> => {
    const clientMessageId = crypto.randomUUID()
    const payload = { conversationId, content, visibility, clientMessageId }
    return (await console.ask('send', payload)).message.id
  }
  const there = () => crisp.truth()[0]?.messages.map(({ type, content }) => [type, content])
  const deliveries = async () => {
    const { body } = await server.admin.get(`/api/inbox/${conversationId}/messages`)
    const ours: Array<{ content: string; delivery?: { state: string; reason: string | null } }> =
      body.data
    return ours.flatMap(({ delivery }) => (delivery ? [delivery] : []))
  }
  const areSent = (count: number) =>
    expect
      .poll(deliveries, { timeout: 15_000 })
      .toEqual(Array.from({ length: count }, () => ({ state: 'sent', reason: null })))

  it('gets there: replies, notes, the state, and that it was read', async () => {
    await say('Since Monday.')
    await say('Regular customer', 'internal')
    await console.ask('read', { conversationId, seq: 1 })
    await areSent(2)
    await expectMirrored(crisp, server)
    expect(there()).toEqual([
      ['text', 'Is the blue one back?'],
      ['text', 'Since Monday.'],
      ['note', 'Regular customer'],
    ])
    await expect.poll(() => crisp.truth()[0]?.messages[0]?.isRead, { timeout: 10_000 }).toBe(true)
    await console.ask('close', { conversationId })
    await expect.poll(() => crisp.truth()[0]?.state, { timeout: 10_000 }).toBe('resolved')
    await console.ask('reopen', { conversationId })
    await expect.poll(() => crisp.truth()[0]?.state, { timeout: 10_000 }).toBe('unresolved')
  })

  it('leaves unread there what a reply had not seen', async () => {
    crisp.acts.visitorSays(session, 'And the red one?')
    const path = `/api/inbox/${conversationId}`
    const headSeq = async () => (await server.admin.get(path)).body.data.headSeq
    await expect.poll(headSeq, { timeout: 10_000 }).toBe(2)
    const letter = { conversationId, content: 'Since Monday.', visibility: 'public', seenSeq: 1 }
    await console.ask('send', { ...letter, clientMessageId: crypto.randomUUID() })
    // What is said after it is done after whatever it has caused.
    await say('Regular customer', 'internal')
    await areSent(2)
    expect(
      crisp
        .truth()[0]
        ?.messages.map(({ isRead }) => isRead)
        .slice(0, 2),
    ).toEqual([false, false])
    await console.ask('read', { conversationId, seq: 3 })
    await expect.poll(() => crisp.truth()[0]?.messages[1]?.isRead, { timeout: 10_000 }).toBe(true)
  })

  it('is never doubled by an echo that comes first, by none, or by a lost answer', async () => {
    crisp.behaviour.echo = 'before-answer'
    await say('one')
    await areSent(1)
    crisp.behaviour.echo = 'never'
    await say('two')
    await areSent(2)
    crisp.behaviour.echo = 'soon'
    crisp.behaviour.repeatedFingerprint = 'duplicate'
    crisp.faults.script({ route: 'POST', fault: { kind: 'reset-after' } })
    await say('three')
    await areSent(3)
    await expectMirrored(crisp, server)
    expect(there()?.map(([, content]) => content)).toEqual([
      'Is the blue one back?',
      'one',
      'two',
      'three',
    ])
  })

  it('waits while Crisp is away or the server is down, and keeps its order', async () => {
    await crisp.rest.close()
    await say('one')
    await say('two')
    expect(await deliveries()).toEqual(
      Array.from({ length: 2 }, () => ({ state: 'pending', reason: null })),
    )
    await server.stop()
    await crisp.rest.open()
    await start()
    await areSent(2)
    expect(there()?.map(([, content]) => content)).toEqual(['Is the blue one back?', 'one', 'two'])
  })

  it('is followed by what the visitor does next, also when the answer to it is lost', async () => {
    crisp.faults.script({ route: 'PATCH', fault: { kind: 'reset-after' } })
    await console.ask('close', { conversationId })
    await expect.poll(() => crisp.truth()[0]?.state, { timeout: 10_000 }).toBe('resolved')
    crisp.acts.visitorSays(session, 'One more thing')
    const status = async () =>
      (await server.admin.get(`/api/inbox/${conversationId}`)).body.data.status
    await expect.poll(status, { timeout: 10_000 }).toBe('open')
    const waiting = async () =>
      (await server.admin.get('/api/crisp/status')).body.data.outbox.waiting
    await expect.poll(waiting, { timeout: 10_000 }).toBe(0)
    expect(crisp.truth()[0]?.state).toBe('unresolved')
  })

  it('that Crisp refuses for good shows as failed in the thread, and can be said again', async () => {
    const fault = { kind: 'answer', status: 403, reason: 'not_allowed' } as const
    crisp.faults.script({ route: 'POST', fault })
    const id = await say('one')
    await expect
      .poll(deliveries, { timeout: 10_000 })
      .toEqual([{ state: 'failed', reason: 'not_allowed' }])
    const outbox = async () => (await server.admin.get('/api/crisp/status')).body.data.outbox
    await expect.poll(outbox, { timeout: 10_000 }).toEqual({ waiting: 0, failed: 1 })
    const retry = () => server.admin.post(`/api/crisp/messages/${id}/retry`)
    expect((await retry()).status).toBe(200)
    await areSent(1)
    expect((await retry()).status).toBe(404)
  })

  it('that Crisp refuses for good can be given up: it is taken back, and never said', async () => {
    const fault = { kind: 'answer', status: 403, reason: 'not_allowed' } as const
    crisp.faults.script({ route: 'POST', fault })
    const id = await say('one')
    const states = async () => (await deliveries()).map(({ state }) => state)
    await expect.poll(states, { timeout: 10_000 }).toEqual(['failed'])
    const discard = () => server.admin.post(`/api/crisp/messages/${id}/discard`)
    expect((await discard()).status).toBe(200)
    expect((await discard()).status).toBe(404)
    const { body } = await server.admin.get(`/api/inbox/${conversationId}/messages`)
    expect(body.data.find((message: { id: string }) => message.id === id)).toMatchObject({
      content: '',
      removedAt: expect.any(String),
    })
    const { outbox } = (await server.admin.get('/api/crisp/status')).body.data
    expect(outbox).toEqual({ waiting: 0, failed: 0 })
    await say('two')
    await expect.poll(there, { timeout: 10_000 }).toEqual([
      ['text', 'Is the blue one back?'],
      ['text', 'two'],
    ])
    await expectMirrored(crisp, server)
  })

  it('shows there that an agent types, and here that the visitor or an operator does', async () => {
    crisp.acts.visitorTypes(session, 'Is the b')
    expect(await console.next('typing')).toMatchObject({ conversationId, isTyping: true })
    crisp.acts.operatorTypes(session, true)
    expect(await console.next('typing')).toMatchObject({
      conversationId,
      who: 'agent',
      id: null,
      name: 'Mara',
      isTyping: true,
    })
    await console.ask('typing', { conversationId, isTyping: true })
    await expect
      .poll(() => crisp.requests.byRoute(), { timeout: 10_000 })
      .toMatchObject(
        expect.objectContaining({ 'PATCH /website/:website/conversation/:session/compose': 1 }),
      )
  })

  it('gives it there to the operator who is the same person, and here to the agent', async () => {
    const [operator] = crisp.store.websites.get(crisp.websiteId)?.operators ?? []
    if (!operator) throw new Error('no operator')
    const password = 'a long password'
    const { email, user_id } = operator
    const account = { email, password, name: 'Mara', role: 'agent' }
    const { body } = await server.admin.post('/api/auth/register', account)
    const mara = body.data.user.id
    await console.ask('assign', { conversationId, agentId: mara })
    await expect.poll(() => crisp.truth()[0]?.assigned, { timeout: 10_000 }).toBe(user_id)
    crisp.acts.assign(session, null)
    const assignee = async () =>
      (await server.admin.get(`/api/inbox/${conversationId}`)).body.data.assignee
    await expect.poll(assignee, { timeout: 10_000 }).toBeNull()
    crisp.acts.assign(session, user_id)
    await expect.poll(assignee, { timeout: 10_000 }).toMatchObject({ id: mara })
  })
})
