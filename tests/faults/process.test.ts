import { once } from 'node:events'
import { type AddressInfo, connect as dial, createServer } from 'node:net'
import { expect, it } from 'vitest'
import { createApi } from '../support/api.ts'
import { onBothDatabases } from '../support/databases.ts'
import { startProcess } from '../support/process.ts'
import { ADMIN } from '../support/server.ts'
import { connect, type TestSocket } from '../support/sockets.ts'

const admin = { ADMIN_EMAIL: ADMIN.email, ADMIN_PASSWORD: ADMIN.password }
const say = (socket: TestSocket, sessionId: string, content: string) =>
  socket.ask('sendMessage', {
    sessionId,
    content,
    senderType: 'customer',
    clientMessageId: content,
  })

async function contentsOf(url: string, sessionId: string): Promise<string[]> {
  const { body } = await createApi(url).post('/api/auth/login', ADMIN)
  const answer = await createApi(url, body.data.accessToken).get(
    `/api/chat/sessions/${sessionId}/messages`,
  )
  return answer.body.data.map((message: { content: string }) => message.content)
}

onBothDatabases('the server process', (create) => {
  it('loses nothing it acknowledged when it is killed under load', async () => {
    const on = await create()
    const first = await startProcess({ ...admin, ...on.environment })
    const socket = await connect(first.url, '/chat', {}, {})
    const { sessionId } = await socket.ask('startChat', {
      customerEmail: 'mai@x.test',
      customerName: 'Mai',
    })
    const acknowledged: string[] = []
    const sending = Array.from({ length: 400 }, async (_, index) => {
      const content = `message ${index}`
      const answer = await say(socket, sessionId, content).catch(() => ({ success: false }))
      if (!answer.success) return
      acknowledged.push(content)
      if (acknowledged.length === 150) first.child.kill('SIGKILL')
    })
    first.child.once('exit', () => socket.close())
    await Promise.all(sending)
    const second = await startProcess({ ...admin, ...on.environment })
    const stored = await contentsOf(second.url, sessionId)
    expect(acknowledged.length).toBeGreaterThanOrEqual(150)
    expect(stored).toEqual(expect.arrayContaining(acknowledged))
    expect(new Set(stored).size).toBe(stored.length)
    await second.end('SIGTERM')
    await on.drop()
  }, 40_000)

  it('stops on SIGTERM: finishes what it accepted, lets sockets come back, exits 0', async () => {
    const on = await create()
    const first = await startProcess({ ...admin, ...on.environment })
    const socket = await connect(first.url, '/chat', {}, {})
    const { sessionId } = await socket.ask('startChat', {
      customerEmail: 'mai@x.test',
      customerName: 'Mai',
    })
    for (let index = 0; index < 20; index++) await say(socket, sessionId, `message ${index}`)
    const reason = new Promise((resolve) => socket.socket.once('disconnect', resolve))
    expect(await first.end('SIGTERM')).toBe(0)
    // A server-side disconnect would keep the client away; a closed transport brings it back by itself.
    expect(['transport close', 'transport error']).toContain(await reason)
    const second = await startProcess({ ...admin, ...on.environment })
    expect(await contentsOf(second.url, sessionId)).toHaveLength(20)
    expect(await second.end('SIGINT')).toBe(0)
    await on.drop()
  }, 40_000)

  it('stops although a client never ends its request', async () => {
    const on = await create()
    const server = await startProcess({ ...admin, ...on.environment })
    const { hostname, port } = new URL(server.url)
    const line = dial(Number(port), hostname)
    line.on('error', () => {})
    line.write(
      'POST /api/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n' +
        'Content-Length: 100\r\nExpect: 100-continue\r\n\r\n',
    )
    // The server has read the head and waits for the body.
    await once(line, 'data')
    line.write('{"email":')
    const begun = performance.now()
    expect(await server.end('SIGTERM')).toBe(0)
    expect(performance.now() - begun).toBeLessThan(6_000)
    await on.drop()
  }, 40_000)

  it('says that its port is taken, in one sentence, and ends', async () => {
    const on = await create()
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const begun = performance.now()
    await expect(startProcess({ ...on.environment, PORT: String(port) })).rejects.toThrow(
      `the server ended with 1: Port ${port} on 127.0.0.1 is taken; stop the other program or set PORT.\n`,
    )
    expect(performance.now() - begun).toBeLessThan(9_000)
    other.close()
    await on.drop()
  })

  it('says where it is and keeps people’s words and secrets out of its log', async () => {
    const on = await create()
    const server = await startProcess({ ...admin, ...on.environment, LOG_LEVEL: 'trace' })
    const socket = await connect(server.url, '/chat', {}, {})
    const { sessionId, sessionToken } = await socket.ask('startChat', {
      customerEmail: 'mai@x.test',
      customerName: 'Mai',
    })
    await say(socket, sessionId, 'a very private sentence')
    await contentsOf(server.url, sessionId)
    await createApi(server.url).get('/api/nothing')
    expect(await server.end('SIGTERM')).toBe(0)
    expect(server.stdout[0]).toBe(`Frontdesk is ready at ${server.url}`)
    const logged = server.stderr()
    expect(logged).toContain('"route"')
    for (const secret of ['a very private sentence', ADMIN.password, sessionToken])
      expect(logged).not.toContain(secret)
    await on.drop()
  }, 40_000)
})

it('names the variable that is wrong and what it expects, and does not start', async () => {
  await expect(startProcess({ PORT: 'many' })).rejects.toThrow('PORT: expects a number')
  await expect(startProcess({ DATABASE_URL: 'mysql://x' })).rejects.toThrow(
    'DATABASE_URL: expects an address such as postgres://',
  )
  await expect(startProcess({ RATE_LIMITS: 'off', HOST: '0.0.0.0' })).rejects.toThrow(
    'RATE_LIMITS: off is refused',
  )
  await expect(startProcess({ ADMIN_EMAIL: 'a@b.co' })).rejects.toThrow(
    'ADMIN_EMAIL and ADMIN_PASSWORD: expects both',
  )
  await expect(
    startProcess({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }),
  ).rejects.toThrow('could not start')
})
