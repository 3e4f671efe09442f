import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'
import { Sender } from '../conversations/index.ts'
import { sendOn } from './going-on.ts'

onBothDatabases('a message to a chat that goes on elsewhere', (create) => {
  let on: TestDatabase
  let server: TestServer
  let agent: Account
  beforeAll(async () => {
    on = await create()
    server = await startServer(on)
    agent = await server.signIn('agent', 'Linh')
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  const mergeOf = (id: string) => `/api/inbox/${id}/merge`
  /** A chat of the person in this browser. */
  async function startChat(visitorId: string): Promise<string> {
    const socket = await server.socket('/chat')
    const customerEmail = `${visitorId}@x.test`
    const asked = { customerEmail, customerName: 'Mai', visitorId }
    return (await socket.ask('startChat', asked)).sessionId
  }
  const draft = (conversationId: string) => ({
    conversationId,
    author: { type: 'customer' as const, id: null, name: 'Mai' },
    kind: 'text' as const,
    visibility: 'public' as const,
    content: 'Still there?',
    clientMessageId: crypto.randomUUID(),
  })
  /** Sends as the server does; right after the first refusal `happens`. */
  function senderAmid(happens: () => Promise<unknown>): Pick<Sender, 'send'> {
    const sender = new Sender(server.database)
    let isRefused = false
    return {
      send: (wanted) =>
        sender.send(wanted).catch(async (refusal: unknown) => {
          if (!isRefused) await happens()
          isRefused = true
          throw refusal
        }),
    }
  }

  it('is stored where the chat is, though that was undone while it was on its way', async () => {
    const browser = crypto.randomUUID()
    const [old, now] = [await startChat(browser), await startChat(browser)]
    expect((await agent.api.post(mergeOf(old), { targetId: now })).status).toBe(201)
    const undone = senderAmid(() => agent.api.delete(mergeOf(old)))
    const sent = await sendOn(server.database, undone, draft(old))
    expect(sent).toMatchObject({ seq: 1 })
    const { body } = await agent.api.get(`/api/inbox/${old}`)
    expect(body.data).toMatchObject({ status: 'open', headSeq: 1 })
  })

  it('is refused in a chat that is closed', async () => {
    const chat = await startChat(crypto.randomUUID())
    const desk = await server.socket('/console', { token: agent.token })
    await desk.ask('close', { conversationId: chat })
    const sent = sendOn(server.database, new Sender(server.database), draft(chat))
    await expect(sent).rejects.toMatchObject({ code: 'conversation_closed' })
  })
})
