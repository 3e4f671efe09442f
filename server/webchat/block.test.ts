import { SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'
import { problemText } from '../problems.ts'

onBothDatabases('a blocked visitor', (create) => {
  let on: TestDatabase
  let server: TestServer
  let agent: Account
  let supervisor: Account
  let ahead = 0
  beforeAll(async () => {
    on = await create()
    server = await startServer(on, { clock: { now: () => new Date(Date.now() + ahead) } })
    agent = await server.signIn('agent', 'Linh')
    supervisor = await server.signIn('supervisor', 'Hoa')
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  const somebody = (more: object = {}) => ({
    customerEmail: `${crypto.randomUUID()}@customer.test`,
    customerName: 'Mallory',
    visitorId: crypto.randomUUID(),
    ...more,
  })
  async function chat(visitor: object) {
    const socket = await server.socket('/chat')
    const answer = await socket.ask('startChat', visitor)
    return { socket, ...(answer as { sessionId: string; sessionToken: string }) }
  }
  const block = (sessionId: string, body: object = {}) =>
    agent.api.post(`/api/inbox/${sessionId}/block`, body)

  it('has their chats closed and their sockets cut, and hears why', async () => {
    const visitor = somebody()
    const { socket, sessionId } = await chat(visitor)
    const other = await chat({ ...visitor, customerEmail: `${crypto.randomUUID()}@x.test` })
    const cut = [socket, other.socket].map(
      (each) => new Promise((resolve) => each.socket.once('disconnect', resolve)),
    )
    const answer = await block(sessionId)
    expect(answer.status).toBe(201)
    expect(answer.body.data).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          kind: 'customer',
          name: 'Mallory',
          blockedBy: 'Linh',
          until: null,
        }),
        expect.objectContaining({ kind: 'visitor', value: visitor.visitorId, name: null }),
      ]),
    )
    await Promise.all(cut)
    const told = { code: 'visitor_blocked', message: problemText('visitor_blocked', 'en') }
    expect(socket.received('error')).toMatchObject([told])
    for (const id of [sessionId, other.sessionId])
      expect((await agent.api.get(`/api/inbox/${id}`)).body.data.status).toBe('closed')
  })

  it('hears it in their language', async () => {
    const socket = await server.socket('/chat', {}, { 'accept-language': 'vi' })
    const { sessionId } = await socket.ask('startChat', somebody())
    await block(sessionId)
    expect(await socket.next('error')).toMatchObject({
      message: problemText('visitor_blocked', 'vi'),
    })
  })

  it('cannot start, leave, go on or come back, by another address or as another browser', async () => {
    const visitor = somebody()
    const { sessionId, sessionToken } = await chat(visitor)
    await block(sessionId)
    const refused = { success: false, code: 'visitor_blocked' }
    const back = await server.socket('/chat', { sessionToken })
    expect(await back.ask('resume', { sessionId, sessionToken, afterSeq: 0 })).toMatchObject(
      refused,
    )
    expect(back.received('chatHistory')).toEqual([])
    const say = { sessionId, content: 'still here', senderType: 'customer' }
    expect(await back.ask('sendMessage', say)).toMatchObject({ success: false })
    const { visitorId, customerEmail } = visitor
    for (const again of [
      visitor,
      somebody({ visitorId }),
      somebody({ customerEmail, visitorId: undefined }),
    ]) {
      expect(await back.ask('startChat', again)).toMatchObject(refused)
      const letter = { ...again, clientSessionId: crypto.randomUUID(), clientMessageId: 'x' }
      expect(await back.ask('leaveMessage', { ...letter, content: 'hello' })).toMatchObject(refused)
    }
    expect(await back.ask('startChat', somebody())).toMatchObject({ success: true })
  })

  it('is told how long to wait, and comes back after', async () => {
    const visitor = somebody()
    const { sessionId, sessionToken } = await chat(visitor)
    await block(sessionId, { minutes: 10 })
    const back = await server.socket('/chat')
    const { retryAfter, ...refused } = await back.ask('startChat', visitor)
    expect(refused).toMatchObject({ code: 'visitor_blocked' })
    expect(retryAfter).toBeGreaterThan(500)
    expect(retryAfter).toBeLessThanOrEqual(600)
    ahead = 601_000
    expect(await back.ask('resume', { sessionId, sessionToken, afterSeq: 0 })).toMatchObject({
      success: true,
      status: 'closed',
    })
    expect(await back.ask('startChat', visitor)).toMatchObject({ success: true })
    ahead = 0
  })

  it('is listed, and let in again by a supervisor', async () => {
    const visitor = somebody()
    const { sessionId } = await chat(visitor)
    const { body } = await block(sessionId, { minutes: 5 })
    const ids: string[] = body.data.map(({ id }: { id: string }) => id)
    const listed = async () => {
      const all = (await agent.api.get('/api/blocks')).body
      expect(all.total).toBe(all.data.length)
      return all.data.map(({ id }: { id: string }) => id)
    }
    expect(await listed()).toEqual(expect.arrayContaining(ids))
    for (const id of ids) {
      expect((await agent.api.delete(`/api/blocks/${id}`)).status).toBe(403)
      expect((await supervisor.api.delete(`/api/blocks/${id}`)).status).toBe(204)
      expect((await supervisor.api.delete(`/api/blocks/${id}`)).body.code).toBe('block_not_found')
    }
    expect(await listed()).not.toEqual(expect.arrayContaining(ids))
    const socket = await server.socket('/chat')
    expect(await socket.ask('startChat', visitor)).toMatchObject({ success: true })
  })

  it('is blocked once, the latest word counting', async () => {
    const { sessionId } = await chat(somebody())
    const first = await block(sessionId, { minutes: 5 })
    const second = await block(sessionId)
    expect(second.body.data).toHaveLength(2)
    const ids = (answer: typeof first) =>
      answer.body.data.map(({ id }: { id: string }) => id).toSorted()
    expect(ids(second)).toEqual(ids(first))
    expect(second.body.data.map(({ until }: { until: null }) => until)).toEqual([null, null])
  })

  it('leaves everybody else alone', async () => {
    const { sessionId } = await chat(somebody())
    const other = await chat(somebody())
    await block(sessionId)
    const say = { sessionId: other.sessionId, content: 'hello', senderType: 'customer' }
    expect(await other.socket.ask('sendMessage', say)).toMatchObject({ success: true })
    expect((await block(crypto.randomUUID())).body.code).toBe('conversation_not_found')
    expect((await block(other.sessionId, { minutes: 0 })).status).toBe(400)
  })

  describe('whom only they say they are', () => {
    let signed: (email: string) => Promise<string>
    beforeAll(async () => {
      const made = await server.admin.post('/api/settings/webchat/identity-secret')
      const now = Math.floor(Date.now() / 1_000)
      signed = (email) =>
        new SignJWT({ sub: email, email, iat: now, exp: now + 600 })
          .setProtectedHeader({ alg: 'HS256' })
          .sign(Buffer.from(made.body.data.secret))
    })

    it('takes nothing from the customer whose address they typed', async () => {
      const customer = somebody()
      const identityToken = await signed(customer.customerEmail)
      const theirs = await chat({ ...customer, identityToken })
      const stranger = somebody({ customerEmail: customer.customerEmail })
      const typed = await chat(stranger)
      await block(typed.sessionId)
      const say = { sessionId: theirs.sessionId, content: 'hello', senderType: 'customer' }
      expect(await theirs.socket.ask('sendMessage', say)).toMatchObject({ success: true })
      const again = await server.socket('/chat')
      const back = await again.ask('startChat', { ...somebody(customer), identityToken })
      expect(back).toMatchObject({ success: true, sessionId: theirs.sessionId })
      const typedAgain = somebody({ customerEmail: customer.customerEmail })
      expect(await again.ask('startChat', typedAgain)).toMatchObject({ code: 'visitor_blocked' })
    })

    it('is blocked under any name once the site has signed for them', async () => {
      const customer = somebody()
      const identityToken = await signed(customer.customerEmail)
      const typed = await chat(somebody({ customerEmail: customer.customerEmail }))
      const theirs = await chat({ ...customer, identityToken })
      await block(typed.sessionId)
      await block(theirs.sessionId)
      await block(typed.sessionId)
      expect((await agent.api.get(`/api/inbox/${theirs.sessionId}`)).body.data.status).toBe(
        'closed',
      )
      const { customerEmail } = customer
      for (const again of [somebody({ customerEmail }), somebody({ customerEmail, identityToken })])
        expect(await (await server.socket('/chat')).ask('startChat', again)).toMatchObject({
          code: 'visitor_blocked',
        })
    })
  })
})
