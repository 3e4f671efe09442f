import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'
import type { TestSocket } from '../../tests/support/sockets.ts'

onBothDatabases('mentions', (create) => {
  let on: TestDatabase
  let server: TestServer
  let linh: Account
  let tuan: Account
  let left: Account
  let socket: TestSocket
  let conversationId: string
  beforeAll(async () => {
    on = await create()
    server = await startServer(on)
    linh = await server.signIn('agent', 'Linh')
    tuan = await server.signIn('agent', 'Tuấn')
    left = await server.signIn('agent', 'Gone')
    await server.admin.put(`/api/users/${left.id}`, { isActive: false })
    socket = await server.socket('/console', { token: linh.token })
    const customer = await server.socket('/chat')
    const started = await customer.ask('startChat', {
      customerEmail: 'mai@x.test',
      customerName: 'Mai',
    })
    conversationId = started.sessionId
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  const note = (payload: object) =>
    socket.ask('send', {
      conversationId,
      content: '@Tuấn please look',
      visibility: 'internal',
      clientMessageId: crypto.randomUUID(),
      ...payload,
    })

  it('are kept with the note, told to every console and answered with the thread', async () => {
    const { message } = await note({ mentions: [tuan.id.toUpperCase(), tuan.id] })
    expect(message).toMatchObject({ kind: 'note', mentions: [tuan.id] })
    const { body } = await socket.next(
      'event',
      (event) => event.kind === 'message.added' && event.body.message.id === message.id,
    )
    expect(body.message.mentions).toEqual([tuan.id])
    const thread = await linh.api.get(`/api/inbox/${conversationId}/messages`)
    expect(thread.body.data).toContainEqual(message)
  })

  it('are absent where a note names nobody', async () => {
    for (const none of [{}, { mentions: [] }])
      expect((await note(none)).message).not.toHaveProperty('mentions')
  })

  it('name active agents only', async () => {
    const customer = await server.signIn('customer')
    for (const id of [left.id, customer.id, crypto.randomUUID(), 'nobody'])
      expect(await note({ mentions: [tuan.id, id] })).toMatchObject({ code: 'agent_not_found' })
  })

  it('are for notes: what goes to the customer names nobody', async () => {
    expect(await note({ visibility: 'public', mentions: [tuan.id] })).toMatchObject({
      code: 'validation_failed',
      errors: [{ path: 'mentions' }],
    })
  })

  it('stand in the internal notes of tickets in the same way', async () => {
    const { body: made } = await linh.api.post('/api/customers', { email: 'b@x.test', name: 'Bo' })
    const ticket = await linh.api.post('/api/tickets', {
      customerId: made.data.id,
      subject: 'A broken parcel',
      description: 'It came in two pieces.',
    })
    const comments = `/api/tickets/${ticket.body.data.id}/comments`
    const comment = '@Tuấn can you call?'
    const add = (body: object) => linh.api.post(comments, { comment, ...body })
    expect(await add({ isInternal: true, mentions: [tuan.id] })).toMatchObject({
      status: 201,
      body: { data: { isInternal: true, mentions: [tuan.id] } },
    })
    expect(await add({ isInternal: true, mentions: [left.id] })).toMatchObject({ status: 404 })
    expect(await add({ mentions: [tuan.id] })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'mentions' }] },
    })
    const { body } = await linh.api.get(comments)
    expect(body.data).toHaveLength(1)
    expect(body.data[0].mentions).toEqual([tuan.id])
  })
})
