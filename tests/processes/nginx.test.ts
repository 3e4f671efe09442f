import { Agent } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { io, type Socket } from 'socket.io-client'
import { onPostgres, type TestDatabase } from '../support/databases.ts'
import { type Nginx, nginxObstacle, startNginx } from '../support/nginx.ts'
import type { ServerProcess } from '../support/process.ts'
import { type Desk, openDesk } from './desk.ts'

const LONG = 60_000
// So many that each process has some of them, whatever their addresses come to.
const CLIENTS = 24
const WORDS = 20

/** How many sockets of the chat a process has. */
async function chatsAt({ url }: ServerProcess): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text()
  return Number(/^frontdesk_sockets\{namespace="\/chat"\} (\d+)$/m.exec(text)?.[1] ?? 0)
}

/** Customers from as many addresses, each of whom writes; answers how often nothing came of it. */
async function talk(sockets: Socket[]): Promise<number> {
  const failures = sockets.map(async (socket, index) => {
    const customer = { customerEmail: `nginx-${index}@x.test`, customerName: 'Mai' }
    const { sessionId } = await socket.timeout(LONG).emitWithAck('startChat', customer)
    const words = Array.from({ length: WORDS }, (_, at) => ({
      sessionId,
      content: `word ${at}`,
      senderType: 'customer',
      clientMessageId: `${index} ${at}`,
    }))
    let failed = 0
    for (const word of words) {
      const answer = await socket.timeout(LONG).emitWithAck('sendMessage', word)
      if (answer.success !== true) failed++
    }
    return failed
  })
  return (await Promise.all(failures)).reduce((sum, each) => sum + each, 0)
}

function behaviour(create: () => Promise<TestDatabase>): void {
  let desk: Desk
  let nginx: Nginx
  beforeAll(async () => {
    desk = await openDesk(await create(), { TRUST_PROXY: 'on' })
    nginx = await startNginx([desk.a.url, desk.b.url])
  }, LONG)
  afterAll(async () => {
    await nginx.close()
    await desk.close()
  }, LONG)

  const open = (transports: string[]) =>
    Array.from({ length: CLIENTS }, (_, index) =>
      io(`${nginx.url}/chat`, {
        transports,
        forceNew: true,
        reconnection: false,
        agent: new Agent({ localAddress: `127.0.1.${index + 1}`, keepAlive: true }) as never,
      }),
    )

  it.each([
    { how: 'by web socket', transports: ['websocket', 'polling'], ends: 'websocket' },
    { how: 'by requests alone', transports: ['polling'], ends: 'polling' },
    {
      how: 'from requests to a web socket',
      transports: ['polling', 'websocket'],
      ends: 'websocket',
    },
  ])(
    'carries chats to both $how, and none is ever answered by a process that does not know it',
    async ({ transports, ends }) => {
      const sockets = open(transports)
      const lost: string[] = []
      for (const socket of sockets) socket.on('disconnect', (reason) => lost.push(reason))
      expect(await talk(sockets)).toBe(0)
      expect(lost).toEqual([])
      expect(sockets.map(({ io: { engine } }) => engine.transport.name)).toEqual(
        sockets.map(() => ends),
      )
      const counts = await Promise.all([chatsAt(desk.a), chatsAt(desk.b)])
      expect(counts[0] + counts[1]).toBe(CLIENTS)
      expect(Math.min(...counts)).toBeGreaterThan(0)
      for (const socket of sockets) socket.close()
      const left = async () => (await chatsAt(desk.a)) + (await chatsAt(desk.b))
      await expect.poll(left, { timeout: 10_000 }).toBe(0)
    },
    LONG,
  )

  it('keeps the figures of each process to itself', async () => {
    expect((await fetch(`${nginx.url}/metrics`)).status).toBe(404)
    expect((await fetch(`${nginx.url}/api/health`)).status).toBe(200)
  })
}

const obstacle = nginxObstacle()
if (obstacle === undefined) onPostgres('two processes behind the nginx we deliver', behaviour)
else
  describe('two processes behind the nginx we deliver', () => {
    // oxlint-disable-next-line vitest/expect-expect -- it only says why nothing is tested
    it('need an nginx', ({ skip }) => skip(obstacle))
  })
