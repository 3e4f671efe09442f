import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import {
  type CrispEmulator,
  startCrispEmulator,
} from '../../../tests/support/crisp-emulator/emulator.ts'
import { startOn } from '../../../tests/support/crisp-mirror.ts'
import { onBothDatabases, type TestDatabase } from '../../../tests/support/databases.ts'
import type { TestServer } from '../../../tests/support/server.ts'
import { said } from '../crisp.fixture.ts'

const SECRET = 'the secret of the plugin'
const KEY = 'a key that is long enough'

onBothDatabases('web hooks of Crisp', (create) => {
  let on: TestDatabase
  let crisp: CrispEmulator
  let server: TestServer
  beforeAll(async () => {
    on = await create()
    crisp = await startCrispEmulator()
    const environment = { CRISP_RTM: 'off', CRISP_HOOK_SECRET: SECRET, CRISP_HOOK_KEY: KEY }
    server = await startOn(crisp, on, environment)
    await vi.waitFor(
      async () => (await server.admin.get('/api/crisp/status')).body.data.websites[0].id,
    )
  })
  afterAll(async () => {
    await server.stop()
    await crisp.stop()
    await on.drop()
  })

  let made = 0
  /** A hook of a message, written as no JSON library would write it. */
  const hook = () => {
    const data = said(++made, { website_id: crisp.websiteId, session_id: 'session_of_hooks' })
    return JSON.stringify({ event: 'message:send', data }, null, 1).replaceAll('Lena', 'L\\u0065na')
  }
  const sign = (raw: string, timestamp: string) =>
    createHmac('sha256', SECRET).update(`[${timestamp};${raw}]`).digest('hex')
  const deliver = (raw: string, timestamp = String(Date.now()), signature = sign(raw, timestamp)) =>
    server.anonymous.raw('POST', '/crisp/hooks', raw, {
      'x-crisp-request-timestamp': timestamp,
      'x-crisp-signature': signature,
      'content-type': 'application/json',
    })
  const known = async () => {
    const { count } = await server.database.sql
      .selectFrom('crispItems')
      .select((row) => row.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    return count
  }

  it('are taken in when they are signed over the very bytes that came, each once', async () => {
    const raw = hook()
    expect((await deliver(raw)).status).toBe(200)
    expect((await deliver(raw)).status).toBe(200)
    expect(await known()).toBe(1)
  })

  it('are refused with a wrong signature, an old one, or another body', async () => {
    const before = await known()
    const [raw, other] = [hook(), hook()]
    const old = String(Date.now() - 6 * 60_000)
    expect((await deliver(raw, undefined, 'ff'.repeat(32))).status).toBe(401)
    expect((await deliver(raw, undefined, 'short')).status).toBe(401)
    expect((await deliver(raw, old)).status).toBe(401)
    const now = String(Date.now())
    expect((await deliver(raw, now, sign(other, now))).status).toBe(401)
    expect((await deliver(raw, now, '')).status).toBe(401)
    expect(await known()).toBe(before)
  })

  it('of a website, which are not signed, carry the key', async () => {
    const before = await known()
    const post = (key: string) =>
      server.anonymous.raw('POST', `/crisp/hooks?key=${encodeURIComponent(key)}`, hook())
    expect((await post('another key altogether')).status).toBe(401)
    expect((await post(KEY)).status).toBe(200)
    expect(await known()).toBe(before + 1)
    const broken = await server.anonymous.raw('POST', `/crisp/hooks?key=${KEY}`, 'no JSON')
    expect(broken.status).toBe(400)
  })
})
