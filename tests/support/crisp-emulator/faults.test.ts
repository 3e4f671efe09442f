import { afterEach, beforeEach, expect, it } from 'vitest'
import { type CrispEmulator, startCrispEmulator } from './emulator.ts'
import type { Fault } from './faults.ts'
import { createClient, type SeenCrisp } from './sdk.ts'

let emulator: CrispEmulator
let client: SeenCrisp
let session: string

beforeEach(async () => {
  emulator = await startCrispEmulator()
  client = createClient(emulator)
  session = emulator.acts.visitorArrives(emulator.websiteId)
  emulator.acts.visitorSays(session, 'Hello')
})

afterEach(() => emulator.stop())

const read = () => client.website.getConversation(emulator.websiteId, session)
const send = () =>
  client.website.sendMessageInConversation(emulator.websiteId, session, {
    type: 'text',
    from: 'operator',
    origin: 'urn:test:0',
    content: 'Reply',
    fingerprint: 179_500_000_000_007,
  })

const NETWORK = { code: 500, message: 'internal_error', data: { namespace: 'request' } }

it.each<[string, Fault, object]>([
  ['429', { kind: 'answer', status: 429 }, { code: 429, message: 'rate_limited' }],
  ['420', { kind: 'answer', status: 420 }, { code: 420 }],
  [
    '423',
    { kind: 'answer', status: 423, reason: 'quota_limit_exceeded' },
    { code: 423, message: 'quota_limit_exceeded' },
  ],
  [
    'a real 500',
    { kind: 'answer', status: 500, reason: 'server_down' },
    { code: 500, message: 'server_down', data: { namespace: 'response' } },
  ],
  ['a page of a proxy', { kind: 'page', status: 502 }, { code: 502, message: 'http_error' }],
  ['an empty answer', { kind: 'empty' }, NETWORK],
  ['half an answer', { kind: 'cut' }, NETWORK],
  ['a reset', { kind: 'reset' }, NETWORK],
])(
  'the client sees %s as the brief of the protocol says, and only once',
  async (_, fault, seen) => {
    emulator.faults.script({ fault })
    await expect(read()).rejects.toMatchObject(seen)
    expect(await read()).toMatchObject({ session_id: session })
  },
)

it('says when to come back', async () => {
  emulator.faults.script({ fault: { kind: 'answer', status: 429, retryAfter: 7 } })
  const response = await fetch(`${emulator.rest.url}/v1/plugin/connect/account`)
  expect([response.status, response.headers.get('retry-after')]).toEqual([429, '7'])
})

it('cuts the connection after a message was stored, so that the sender cannot know', async () => {
  emulator.faults.script({ route: 'POST', fault: { kind: 'reset-after' } })
  await read()
  await expect(send()).rejects.toMatchObject(NETWORK)
  await send()
  const messages = emulator.truth()[0]?.messages.map(({ content }) => content)
  expect(messages).toEqual(['Hello', 'Reply'])
})

it('stores nothing where the connection is cut before', async () => {
  emulator.faults.script({ route: 'POST', fault: { kind: 'reset' } })
  await expect(send()).rejects.toMatchObject(NETWORK)
  expect(emulator.truth()[0]?.messages).toHaveLength(1)
})

it('leaves a request hanging until the client gives up after ten seconds', async () => {
  emulator.faults.script({ route: 'POST', fault: { kind: 'hang-after' } })
  const begun = performance.now()
  await expect(send()).rejects.toMatchObject({
    code: 500,
    data: { namespace: 'request', message: expect.stringContaining('TimeoutError') },
  })
  expect(performance.now() - begun).toBeGreaterThan(9_000)
  expect(emulator.truth()[0]?.messages).toHaveLength(2)
})

it('fails as often as asked on the routes that are named, and not on others', async () => {
  const fault: Fault = { kind: 'answer', status: 503 }
  emulator.faults.script({ route: 'POST', times: 2, fault })
  await read()
  await expect(send()).rejects.toMatchObject({ code: 503 })
  await expect(send()).rejects.toMatchObject({ code: 503 })
  await send()
})

it('forgets nothing while it is away, and comes back on its port', async () => {
  const { url } = emulator.rest
  await emulator.rest.close()
  await expect(read()).rejects.toMatchObject(NETWORK)
  emulator.acts.visitorSays(session, 'Anybody there?')
  await emulator.rest.open()
  expect(emulator.rest.url).toBe(url)
  expect(await read()).toMatchObject({ last_message: 'Anybody there?' })
})

it('gives its state to an emulator that follows it', async () => {
  const next = await startCrispEmulator({ store: emulator.store })
  expect(next.websiteId).toBe(emulator.websiteId)
  expect(next.truth()).toEqual(emulator.truth())
  await next.stop()
})
