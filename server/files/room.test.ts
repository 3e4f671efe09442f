import { rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { startServer, type TestServer } from '../../tests/support/server.ts'
import { smallDisk } from '../../tests/support/small-disk.ts'

const MEGABYTE = 1_048_576

async function chatOn(server: TestServer, address = '10.0.0.1') {
  const socket = await server.socket('/chat', {}, { 'x-forwarded-for': address })
  const { sessionId, sessionToken } = await socket.ask('startChat', {
    customerEmail: `${crypto.randomUUID()}@x.test`,
    customerName: 'Mai',
  })
  const post = async (
    path: string,
    token: string,
    body: Uint8Array<ArrayBuffer> | ReadableStream,
  ) => {
    const answer = await fetch(`${server.url}${path}/files?name=a.txt`, {
      method: 'POST',
      body,
      headers: { authorization: `Bearer ${token}`, 'x-forwarded-for': address },
      duplex: 'half',
    })
    const { code } = (await answer.json()) as { code?: string }
    const retryAfter = answer.headers.get('retry-after')
    return { status: answer.status, code, ...(retryAfter !== null && { retryAfter }) }
  }
  const upload = (body: Uint8Array<ArrayBuffer> | ReadableStream) =>
    post('/api/chat/visitor', sessionToken, body)
  const uploadBy = (token: string, body: Uint8Array<ArrayBuffer>) =>
    post(`/api/inbox/${sessionId}`, token, body)
  const say = (content: string) =>
    socket.ask('sendMessage', { sessionId, content, senderType: 'customer' })
  return { upload, uploadBy, say }
}
const text = (size: number) => new Uint8Array(size).fill(97)

onBothDatabases('files of customers', (create) => {
  let on: TestDatabase
  let server: TestServer
  beforeAll(async () => {
    on = await create()
    server = await startServer(on, { environment: { RATE_LIMITS: 'on', TRUST_PROXY: 'on' } })
    await server.admin.put('/api/settings/webchat', {
      files: { isAllowed: true, maxMegabytes: 25, types: ['text/plain'] },
    })
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  it('are taken from one address up to so many megabytes an hour, whatever their number', async () => {
    // Of whatever does not say how much it is, as much as there may be is counted.
    const unsaid = () =>
      new ReadableStream({
        start(controller) {
          controller.enqueue(text(10))
          controller.close()
        },
      })
    const { upload } = await chatOn(server)
    const another = await chatOn(server)
    for (let used = 0; used < 475; used += 25)
      expect(await upload(unsaid())).toEqual({ status: 201, code: undefined })
    expect((await another.upload(text(24 * MEGABYTE + 1))).status).toBe(201)
    expect(await another.upload(text(10))).toEqual({
      status: 429,
      code: 'rate_limited',
      retryAfter: expect.stringMatching(/^[1-9]/),
    })
    const elsewhere = await chatOn(server, '10.0.0.2')
    expect((await elsewhere.upload(text(10))).status).toBe(201)
  })
})

describe('files on a disk that is nearly full', () => {
  it('are refused for now, agents’ too, so that there is room for what is written', async ({
    skip,
  }) => {
    const disk = smallDisk()
    if (!disk) return skip('no file system of its own can be mounted here')
    const server = await startServer(disk)
    try {
      const { upload, say, uploadBy } = await chatOn(server)
      const agent = await server.signIn('agent', 'Linh')
      const folder = disk.environment['DATA_DIR'] ?? ''
      const { bavail, bsize } = statfsSync(folder)
      const ballast = join(folder, 'ballast')
      writeFileSync(ballast, Buffer.alloc(bavail * bsize - 2 * MEGABYTE))
      const refused = { status: 503, code: 'storage_full', retryAfter: '600' }
      expect(await upload(text(10))).toEqual(refused)
      expect(await uploadBy(agent.token, text(10))).toEqual(refused)
      expect(await say('hello')).toMatchObject({ success: true })
      rmSync(ballast)
      expect((await upload(text(10))).status).toBe(201)
      expect((await uploadBy(agent.token, text(10))).status).toBe(201)
    } finally {
      await server.stop()
      await disk.drop()
    }
  })
})
