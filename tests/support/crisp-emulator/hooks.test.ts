import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type CrispEmulator, startCrispEmulator } from './emulator.ts'
import { createClient } from './sdk.ts'

const SECRET = 'a secret of the plugin'

let emulator: CrispEmulator
let session: string
let server: Server
let url: string
let received: Array<{ headers: IncomingHttpHeaders; body: string }>
/** What the receiver answers, one after the other; 200 after that. */
let answers: number[]

beforeEach(async () => {
  received = []
  answers = []
  server = createServer((request, response) => {
    void text(request).then((body) => {
      received.push({ headers: request.headers, body })
      response.writeHead(answers.shift() ?? 200).end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  emulator = await startCrispEmulator()
  session = emulator.acts.visitorArrives(emulator.websiteId)
})

afterEach(async () => {
  await emulator.stop()
  server.close()
})

it('delivers signed hooks, in order, that the official client verifies and dispatches', async () => {
  emulator.hooks.targets.add({ url, secret: SECRET, events: ['message:send'] })
  const client = createClient(emulator)
  client.setRtmMode('webhooks')
  const heard: unknown[] = []
  await client.on('message:send', ({ content }) => heard.push(content))
  emulator.acts.visitorSays(session, 'Chào bạn')
  emulator.acts.visitorSays(session, 'second')
  await emulator.hooks.settled()
  for (const { headers, body } of received) {
    const timestamp = headers['x-crisp-request-timestamp'] as unknown as number
    const signature = String(headers['x-crisp-signature'])
    const parsed = JSON.parse(body) as Record<string, unknown>
    expect(client.verifyHook(SECRET, parsed, timestamp, signature)).toBe(true)
    expect(client.verifyHook('another', parsed, timestamp, signature)).toBe(false)
    expect(client.receiveHook(parsed)).toBeNull()
  }
  await new Promise((resolve) => setImmediate(resolve))
  expect(heard).toEqual(['Chào bạn', 'second'])
  expect(received.map(({ headers }) => headers['x-delivery-attempt-count'])).toEqual(['1', '1'])
})

it('signs no website hooks', async () => {
  emulator.hooks.targets.add({ url })
  emulator.acts.operatorSays(session, 'Hello')
  await emulator.hooks.settled()
  expect(received[0]?.headers).not.toHaveProperty('x-crisp-signature')
  expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({
    website_id: emulator.websiteId,
    event: 'message:received',
    data: { content: 'Hello' },
  })
})

it('tries again what was not taken, and gives up in the end', async () => {
  answers = [500, 200, 503, 503]
  emulator.hooks.targets.add({ url, attempts: 2, retryAfterMs: 1 })
  emulator.acts.operatorSays(session, 'taken the second time')
  emulator.acts.operatorSays(session, 'never taken')
  await emulator.hooks.settled()
  const statuses = emulator.hooks.deliveries.map(({ attempt, status }) => [attempt, status])
  expect(statuses).toEqual([
    [1, 500],
    [2, 200],
    [1, 503],
    [2, 503],
  ])
})
