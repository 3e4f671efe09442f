import { SignJWT, UnsecuredJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'

onBothDatabases('who the site says its visitor is', (create) => {
  let on: TestDatabase
  let server: TestServer
  let agent: Account
  let secret: string
  const newSecret = async () =>
    (await server.admin.post('/api/settings/webchat/identity-secret')).body.data.secret as string
  beforeAll(async () => {
    on = await create()
    server = await startServer(on)
    agent = await server.signIn('agent', 'Linh')
    secret = await newSecret()
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  const seconds = () => Math.floor(Date.now() / 1_000)
  const sign = (claims: Record<string, unknown>, by = secret, alg = 'HS256') =>
    new SignJWT({ iat: seconds(), exp: seconds() + 600, ...claims })
      .setProtectedHeader({ alg })
      .sign(Buffer.from(by))
  const freshSub = () => `user-${crypto.randomUUID()}`
  const freshEmail = () => `${crypto.randomUUID()}@customer.test`
  const visitor = (more: object = {}) => ({
    customerEmail: freshEmail(),
    customerName: 'Typed',
    ...more,
  })
  const conversationOf = async (id: string) => (await agent.api.get(`/api/inbox/${id}`)).body.data
  const customerOf = async (id: string) => (await agent.api.get(`/api/customers/${id}`)).body.data
  async function started(more: object = {}) {
    const socket = await server.socket('/chat')
    const answer = await socket.ask('startChat', visitor(more))
    return { socket, ...(answer as { sessionId: string; sessionToken: string; code?: string }) }
  }

  it('is told whether a secret was made, and the secret only once', async () => {
    const { body } = await server.admin.get('/api/settings/webchat')
    expect(body.data.hasIdentitySecret).toBe(true)
    expect(JSON.stringify(body)).not.toContain(secret)
    const rows = await server.database.sql.selectFrom('settings').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(secret)
  })

  describe('from the start', () => {
    it('is that person, with what the site knows of them', async () => {
      const email = freshEmail()
      const token = await sign({ sub: freshSub(), email, name: 'Trần Mai', phone: '0901' })
      const { socket, sessionId } = await started({ identityToken: token })
      expect(await socket.next('chatStarted')).toMatchObject({
        customer: { email, name: 'Trần Mai' },
        isNewCustomer: true,
      })
      const conversation = await conversationOf(sessionId)
      expect(conversation).toMatchObject({ isVerified: true, visitorName: 'Trần Mai' })
      expect(await customerOf(conversation.customer.id)).toMatchObject({ email, phone: '0901' })
    })

    it('goes on with the chat that person has open, on any device, and shows its history', async () => {
      const token = await sign({ sub: freshSub(), name: 'Mai Tran' })
      const first = await started({ identityToken: token })
      const say = { sessionId: first.sessionId, content: 'my secret', senderType: 'customer' }
      await first.socket.ask('sendMessage', say)
      const second = await started({ identityToken: token })
      expect(second.sessionId).toBe(first.sessionId)
      expect(await second.socket.next('chatHistory')).toMatchObject([{ content: 'my secret' }])
      await first.socket.ask('closeChat', { sessionId: first.sessionId })
      expect((await started({ identityToken: token })).sessionId).not.toBe(first.sessionId)
    })

    it('never goes on with a chat that a stranger started under that address', async () => {
      const email = freshEmail()
      const stranger = await started({ customerEmail: email })
      const token = await sign({ sub: freshSub(), email })
      const person = await started({ identityToken: token })
      expect(person.sessionId).not.toBe(stranger.sessionId)
    })

    it('asks nobody who is known for the form', async () => {
      const fields = [{ key: 'why', label: { en: 'Why' }, kind: 'text', isRequired: true }]
      await server.admin.put('/api/settings/webchat', { fields })
      const token = await sign({ sub: freshSub() })
      expect(await started({ identityToken: token, fields: {} })).toMatchObject({ success: true })
      await server.admin.put('/api/settings/webchat', { fields: [] })
    })

    it('is one customer, however many start at once', async () => {
      const token = await sign({ sub: freshSub(), email: freshEmail() })
      const all = await Promise.all(
        Array.from({ length: 6 }, () => started({ identityToken: token })),
      )
      expect(new Set(all.map(({ sessionId }) => sessionId)).size).toBe(1)
    })
  })

  describe('in a chat that is under way', () => {
    it('takes the chat over from whoever was typed, of whom nothing is left', async () => {
      const { socket, sessionId } = await started()
      const before = await conversationOf(sessionId)
      const email = freshEmail()
      const identityToken = await sign({ sub: freshSub(), email, name: 'Mai Tran' })
      expect(await socket.ask('identify', { sessionId, identityToken })).toMatchObject({
        success: true,
        customer: { email, name: 'Mai Tran' },
      })
      expect(await socket.next('chatIdentified')).toMatchObject({ customer: { name: 'Mai Tran' } })
      const after = await conversationOf(sessionId)
      expect(after).toMatchObject({ isVerified: true, visitorName: 'Mai Tran' })
      expect(after.customer.id).not.toBe(before.customer.id)
      expect((await agent.api.get(`/api/customers/${before.customer.id}`)).status).toBe(404)
      const { body } = await agent.api.get(`/api/timeline/customer/${after.customer.id}`)
      const types = body.data.map(({ type }: { type: string }) => type)
      expect(types).toEqual(expect.arrayContaining(['chat', 'customer_identified']))
      const say = { sessionId, content: 'hello', senderType: 'customer', senderName: 'Mai Tran' }
      expect(await socket.ask('sendMessage', say)).toMatchObject({ success: true })
    })

    it('takes the ticket that was left in it along', async () => {
      const socket = await server.socket('/chat')
      const { sessionId, ticketNumber } = await socket.ask('leaveMessage', {
        ...visitor(),
        clientSessionId: crypto.randomUUID(),
        clientMessageId: 'x',
        content: 'Where is my tea?',
      })
      const before = await conversationOf(sessionId)
      const identityToken = await sign({ sub: freshSub() })
      await socket.ask('identify', { sessionId, identityToken })
      const { customer } = await conversationOf(sessionId)
      const ticket = (await agent.api.get(`/api/tickets/number/${ticketNumber}`)).body.data
      expect(ticket.customerId).toBe(customer.id)
      expect((await agent.api.get(`/api/customers/${before.customer.id}`)).status).toBe(404)
      const { body } = await agent.api.get(`/api/timeline/customer/${customer.id}`)
      expect(body.data.map(({ type }: { type: string }) => type)).toContain('ticket_created')
    })

    it('takes the tasks that came from it along; for whom there are others stays', async () => {
      const { socket, sessionId } = await started()
      const typed = (await conversationOf(sessionId)).customer.id
      const add = async (more: object) =>
        (await agent.api.post('/api/tasks', { customerId: typed, title: 'Call', ...more })).body
          .data
      const [own, other] = [await add({ conversationId: sessionId }), await add({})]
      await socket.ask('identify', { sessionId, identityToken: await sign({ sub: freshSub() }) })
      const { customer } = await conversationOf(sessionId)
      const moved = (await agent.api.get(`/api/tasks/${own.id}`)).body.data
      expect(moved).toMatchObject({ customerId: customer.id, conversationId: sessionId })
      const { body } = await agent.api.get(`/api/timeline/customer/${customer.id}?group=tasks`)
      expect(body.data).toMatchObject([{ type: 'task_created', metadata: { taskId: own.id } }])
      const left = (await agent.api.get(`/api/tasks/${other.id}`)).body.data
      expect(left.customerId).toBe(typed)
      expect((await agent.api.get(`/api/customers/${typed}`)).status).toBe(200)
    })

    it('takes the deals that came from it along; for whom there are others stays', async () => {
      const { socket, sessionId } = await started()
      const typed = (await conversationOf(sessionId)).customer.id
      const add = async (more: object) =>
        (await agent.api.post('/api/deals', { customerId: typed, title: 'Beans', ...more })).body
          .data
      const [own, other] = [await add({ conversationId: sessionId }), await add({})]
      await socket.ask('identify', { sessionId, identityToken: await sign({ sub: freshSub() }) })
      const { customer } = await conversationOf(sessionId)
      const moved = (await agent.api.get(`/api/deals/${own.id}`)).body.data
      expect(moved).toMatchObject({ customerId: customer.id, conversationId: sessionId })
      const { body } = await agent.api.get(`/api/timeline/customer/${customer.id}?group=deals`)
      expect(body.data).toMatchObject([{ type: 'deal_created', metadata: { dealId: own.id } }])
      const left = (await agent.api.get(`/api/deals/${other.id}`)).body.data
      expect(left.customerId).toBe(typed)
      expect((await agent.api.get(`/api/customers/${typed}`)).status).toBe(200)
    })

    it('lets the customer’s other sockets write under the new name', async () => {
      const { socket, sessionId, sessionToken } = await started()
      const other = await server.socket('/chat', { sessionToken })
      const identityToken = await sign({ sub: freshSub(), name: 'Mai Tran' })
      await socket.ask('identify', { sessionId, identityToken })
      await other.next('chatIdentified')
      await other.ask('sendMessage', { sessionId, content: 'hi', senderType: 'customer' })
      expect(await socket.next('newMessage')).toMatchObject({ senderName: 'Mai Tran' })
    })

    it('answers a start that is sent again with the chat as it is now', async () => {
      const start = visitor({ clientSessionId: crypto.randomUUID() })
      const { socket, sessionId } = await started(start)
      const identityToken = await sign({ sub: freshSub(), name: 'Mai Tran' })
      await socket.ask('identify', { sessionId, identityToken })
      const again = await started(start)
      expect(again.sessionId).toBe(sessionId)
      const { customer } = await conversationOf(sessionId)
      expect(await again.socket.next('chatStarted')).toMatchObject({
        customer: { id: customer.id, name: 'Mai Tran' },
      })
      const email = (start as { customerEmail: string }).customerEmail
      expect((await agent.api.get(`/api/customers/email/${email}`)).body.data).toBeNull()
    })

    it('leaves a customer who was there before as they were', async () => {
      const customerEmail = freshEmail()
      const made = await agent.api.post('/api/customers', { email: customerEmail, name: 'Real' })
      const { socket, sessionId } = await started({ customerEmail })
      const identityToken = await sign({ sub: freshSub(), email: freshEmail(), name: 'Other' })
      await socket.ask('identify', { sessionId, identityToken })
      expect((await conversationOf(sessionId)).customer.id).not.toBe(made.body.data.id)
      expect(await customerOf(made.body.data.id)).toEqual(made.body.data)
    })

    it('fills in what a known customer has none of, and overwrites nothing', async () => {
      const email = freshEmail()
      const { body } = await agent.api.post('/api/customers', { email, name: 'Real', phone: '1' })
      const { socket, sessionId } = await started()
      const claims = { sub: freshSub(), email, name: 'Site', phone: '2', company: 'Chè Co' }
      await socket.ask('identify', { sessionId, identityToken: await sign(claims) })
      expect((await conversationOf(sessionId)).customer.id).toBe(body.data.id)
      expect(await customerOf(body.data.id)).toMatchObject({
        name: 'Real',
        phone: '1',
        company: 'Chè Co',
      })
    })

    it('stays the chat of whom it was signed for', async () => {
      const { socket, sessionId } = await started()
      const mine = await sign({ sub: freshSub() })
      const theirs = await sign({ sub: freshSub() })
      expect(await socket.ask('identify', { sessionId, identityToken: mine })).toMatchObject({
        success: true,
      })
      const before = await conversationOf(sessionId)
      expect(await socket.ask('identify', { sessionId, identityToken: theirs })).toMatchObject({
        code: 'not_allowed',
      })
      expect(await conversationOf(sessionId)).toEqual(before)
    })

    it('is nobody by an address that is blank', async () => {
      const blanks = ['', '   ', null, undefined]
      const found = await Promise.all(
        blanks.map(async (email) => {
          const token = await sign({ sub: freshSub(), email, name: 'Trần Mai' })
          const { sessionId } = await started({ identityToken: token })
          return (await conversationOf(sessionId)).customer
        }),
      )
      expect(new Set(found.map(({ id }) => id)).size).toBe(blanks.length)
      const kept = await Promise.all(found.map(({ id }) => customerOf(id)))
      expect(kept.map(({ email }) => email)).toEqual(blanks.map(() => null))
      for (const customerEmail of ['', '   '])
        expect(await started({ customerEmail })).toMatchObject({ code: 'validation_failed' })
    })

    it('gives nobody the customer of another by their address alone', async () => {
      const email = freshEmail()
      const first = await started({ identityToken: await sign({ sub: freshSub(), email }) })
      const second = await started({ identityToken: await sign({ sub: freshSub(), email }) })
      expect(second.sessionId).not.toBe(first.sessionId)
      const [one, other] = [
        await conversationOf(first.sessionId),
        await conversationOf(second.sessionId),
      ]
      expect(other.customer.id).not.toBe(one.customer.id)
      expect(other.customer.email).toBeNull()
    })
  })

  describe('is not believed', () => {
    const claims = () => ({ sub: freshSub(), email: freshEmail() })
    const cases: Array<[string, () => Promise<string> | string]> = [
      [
        'when another secret signed it',
        () => sign(claims(), 'another secret of at least 32 bytes'),
      ],
      [
        'when nothing signed it',
        () => new UnsecuredJWT({ ...claims(), exp: seconds() + 60 }).encode(),
      ],
      ['when it is over', () => sign({ ...claims(), exp: seconds() - 120 })],
      ['when it has no end', () => sign({ ...claims(), exp: undefined })],
      ['when it lasts longer than an hour', () => sign({ ...claims(), exp: seconds() + 7_200 })],
      ['when it was made to last longer', () => sign({ ...claims(), iat: seconds() - 7_200 })],
      ['when it names nobody', () => sign({ email: freshEmail() })],
      ['when it names nobody by an empty name', () => sign({ sub: ' ' })],
      ['when another algorithm made it', () => sign(claims(), secret + secret, 'HS512')],
      ['when it is no token', () => 'x.y.z'],
      [
        'when it was changed on the way',
        async () => {
          const [header, , mark] = (await sign(claims())).split('.')
          const forged = { ...claims(), exp: seconds() + 60 }
          const body = Buffer.from(JSON.stringify(forged)).toString('base64url')
          return `${header}.${body}.${mark}`
        },
      ],
    ]
    it.each(cases)('%s', async (_name, make) => {
      const identityToken = await make()
      expect(await started({ identityToken })).toMatchObject({ code: 'identity_invalid' })
      const { socket, sessionId } = await started()
      const before = await conversationOf(sessionId)
      expect(await socket.ask('identify', { sessionId, identityToken })).toMatchObject({
        code: 'identity_invalid',
      })
      expect(await conversationOf(sessionId)).toEqual(before)
    })

    it('when a newer secret has been made since', async () => {
      const old = await sign(claims())
      secret = await newSecret()
      expect(await started({ identityToken: old })).toMatchObject({ code: 'identity_invalid' })
      expect(await started({ identityToken: await sign(claims()) })).toMatchObject({
        success: true,
      })
    })
  })
})
