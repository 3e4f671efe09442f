import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import {
  type CrispEmulator,
  startCrispEmulator,
} from '../../../tests/support/crisp-emulator/emulator.ts'
import { expectLive, expectMirrored, startOn } from '../../../tests/support/crisp-mirror.ts'
import { onBothDatabases, type TestDatabase } from '../../../tests/support/databases.ts'
import type { TestServer } from '../../../tests/support/server.ts'
import { said } from '../crisp.fixture.ts'

const KEY = 'a key that is long enough'
/** Nobody has said which websites there are. */
const UNNAMED = { CRISP_WEBSITE_ID: '' }

onBothDatabases('a Crisp website that gets the plugin while the server runs', (create) => {
  let on: TestDatabase
  let crisp: CrispEmulator
  let server: TestServer
  beforeEach(async () => {
    on = await create()
    crisp = await startCrispEmulator()
    crisp.acts.subscribe(crisp.websiteId, false)
  })
  afterEach(async () => {
    await server.stop()
    await crisp.stop()
    await on.drop()
  })
  const status = async () => (await server.admin.get('/api/crisp/status')).body.data

  it('is known from then on, and nothing that was said there meanwhile is missing', async () => {
    server = await startOn(crisp, on, UNNAMED)
    await expectLive(crisp)
    expect((await status()).websites).toEqual([])
    crisp.acts.subscribe(crisp.websiteId, true)
    const session = crisp.acts.visitorArrives(crisp.websiteId, { nickname: 'Lena' })
    crisp.acts.visitorSays(session, 'said before anybody knew of the website')
    await expectMirrored(crisp, server)
    crisp.acts.visitorSays(session, 'and after')
    await expectMirrored(crisp, server)
    expect((await status()).lost).toBe(0)
  })

  it('is looked for when a web hook is the first to tell of it', async () => {
    server = await startOn(crisp, on, {
      ...UNNAMED,
      CRISP_RTM: 'off',
      CRISP_HOOK_KEY: KEY,
    })
    const isLive = async () => expect((await status()).connection).toBe('live')
    await vi.waitFor(isLive, { timeout: 10_000 })
    let made = 0
    const tell = async (websiteId: string) => {
      const place = { website_id: websiteId, session_id: 'session_of_hooks' }
      const hook = { event: 'message:send', data: said(++made, place) }
      const { status: code } = await server.anonymous.post(`/crisp/hooks?key=${KEY}`, hook)
      expect(code).toBe(200)
      const items = await server.database.sql.selectFrom('crispItems').select('websiteId').execute()
      return items.map((item) => item.websiteId)
    }
    // One that is not ours is not kept.
    expect(await tell('11111111-2b43-4f0e-8a39-55f1c2a9e001')).toEqual([])
    crisp.acts.subscribe(crisp.websiteId, true)
    expect(await tell(crisp.websiteId)).toEqual([crisp.websiteId])
    expect((await status()).lost).toBe(0)
  })
})
