import { SignJWT } from 'jose'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { onPostgres, type TestDatabase } from '../../tests/support/databases.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'

onPostgres('the web chat on two processes', (create) => {
  let on: TestDatabase
  let one: TestServer
  let other: TestServer
  let agent: Account
  beforeAll(async () => {
    on = await create()
    one = await startServer(on)
    other = await startServer(on)
    agent = await one.signIn('agent', 'Linh')
  })
  afterAll(async () => {
    await one.stop()
    await other.stop()
    await on.drop()
  })
  const visitor = () => ({
    customerEmail: `${crypto.randomUUID()}@customer.test`,
    customerName: 'Mai',
    visitorId: crypto.randomUUID(),
  })

  it('goes by new settings on both within seconds', async () => {
    const title = async () =>
      (await other.anonymous.get('/api/chat/widget')).body.data.appearance.title.en
    expect(await title()).toBe('')
    await one.admin.put('/api/settings/webchat', { appearance: { title: { en: 'Ask us' } } })
    await expect.poll(title, { timeout: 20_000 }).toBe('Ask us')
  })

  it('cuts a blocked visitor off on the other', async () => {
    const mallory = visitor()
    const socket = await other.socket('/chat')
    const { sessionId } = await socket.ask('startChat', mallory)
    const cut = new Promise((resolve) => socket.socket.once('disconnect', resolve))
    expect((await agent.api.post(`/api/inbox/${sessionId}/block`, {})).status).toBe(201)
    await cut
    const back = await other.socket('/chat')
    expect(await back.ask('startChat', mallory)).toMatchObject({ code: 'visitor_blocked' })
  })

  it('lets sockets on the other write under the name the site has signed for', async () => {
    const { body } = await one.admin.post('/api/settings/webchat/identity-secret')
    const identityToken = await new SignJWT({ name: 'Mai Tran' })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(crypto.randomUUID())
      .setExpirationTime('5m')
      .sign(Buffer.from(body.data.secret))
    const here = await one.socket('/chat')
    const { sessionId, sessionToken } = await here.ask('startChat', visitor())
    const there = await other.socket('/chat', { sessionToken })
    expect(await here.ask('identify', { sessionId, identityToken })).toMatchObject({
      success: true,
    })
    await there.next('chatIdentified')
    await there.ask('sendMessage', { sessionId, content: 'hi', senderType: 'customer' })
    expect(await here.next('newMessage')).toMatchObject({ senderName: 'Mai Tran' })
  })
})
