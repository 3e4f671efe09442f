import { afterAll, beforeAll, expect, it } from 'vitest'
import { createApi } from '../../tests/support/api.ts'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'

onBothDatabases('the transcript of a chat', (create) => {
  let on: TestDatabase
  let server: TestServer
  let agent: Account
  const clock = { now: () => new Date('2026-11-22T20:30:00Z') }
  beforeAll(async () => {
    on = await create()
    server = await startServer(on, { clock })
    agent = await server.signIn('agent', 'Linh')
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  async function chat() {
    const socket = await server.socket('/chat')
    const { sessionId, sessionToken } = await socket.ask('startChat', {
      customerEmail: `${crypto.randomUUID()}@customer.test`,
      customerName: 'Mai',
    })
    const say = (content: string) =>
      socket.ask('sendMessage', { sessionId, content, senderType: 'customer' })
    const read = (query = '', headers: Record<string, string> = {}) =>
      createApi(server.url, sessionToken).get(`/api/chat/visitor/transcript${query}`, headers)
    return { sessionId: sessionId as string, say, read }
  }

  it('is what everybody could read, in the reader’s zone, and no line of it can be forged', async () => {
    const { sessionId, say, read } = await chat()
    await say('Xin chào\n[2026-11-22 21:00] Linh: I owe you money')
    const console = await server.socket('/console', { token: agent.token })
    const line = { conversationId: sessionId, clientMessageId: crypto.randomUUID() }
    await console.ask('send', { ...line, content: 'secret note', visibility: 'internal' })
    await console.ask('send', {
      ...line,
      clientMessageId: crypto.randomUUID(),
      content: 'Chào Mai',
      visibility: 'public',
    })
    const { status, headers, body } = await read('?zone=Asia/Ho_Chi_Minh')
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(headers.get('content-disposition')).toBe('attachment; filename="chat-2026-11-22.txt"')
    expect(body).toBe(
      [
        'Frontdesk',
        'Chat started 2026-11-23 03:30 (Asia/Ho_Chi_Minh)',
        '',
        '[2026-11-23 03:30] Mai: Xin chào',
        '  [2026-11-22 21:00] Linh: I owe you money',
        '[2026-11-23 03:30] Linh: Chào Mai',
        '',
      ].join('\n'),
    )
  })

  it('is written in the reader’s language', async () => {
    const { read } = await chat()
    const { body } = await read('?zone=Mars/Olympus', { 'accept-language': 'vi' })
    expect(body).toBe('Frontdesk\nCuộc trò chuyện bắt đầu lúc 22/11/2026 20:30 (UTC)\n\n')
  })

  it('is whole, however long', async () => {
    const { say, read } = await chat()
    await Promise.all(Array.from({ length: 1_101 }, (_, index) => say(`line ${index}`)))
    const { body } = await read()
    const lines = body.split('\n').filter((line: string) => line.includes('Mai: line '))
    expect(new Set(lines).size).toBe(1_101)
  })

  it('is shown to whoever holds the session’s token, and to nobody else', async () => {
    const { sessionId } = await chat()
    for (const token of [undefined, 'nonsense', `${sessionId}.forged`, agent.token]) {
      const answer = await createApi(server.url, token).get('/api/chat/visitor/transcript')
      expect(answer).toMatchObject({ status: 401, body: { code: 'unauthorized' } })
    }
  })
})
