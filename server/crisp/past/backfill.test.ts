import { afterEach, beforeEach, expect, it } from 'vitest'
import {
  type CrispEmulator,
  startCrispEmulator,
} from '../../../tests/support/crisp-emulator/emulator.ts'
import { onBothDatabases, type TestDatabase } from '../../../tests/support/databases.ts'
import type { TestServer } from '../../../tests/support/server.ts'
import { wantBackfill } from './backfill.ts'
import { mirrorOf, startOn, truthOf, expectLive } from '../../../tests/support/crisp-mirror.ts'
import { findWebsite } from '../queries.ts'

onBothDatabases('the past of a website of Crisp', (create) => {
  let on: TestDatabase
  let crisp: CrispEmulator
  let server: TestServer
  beforeEach(async () => {
    on = await create()
    // Nothing of it is recent: catching up alone brings none of it.
    let at = Date.now() - 30 * 86_400_000
    let isPast = true
    crisp = await startCrispEmulator({ now: () => (isPast ? (at += 1_000) : Date.now()) })
    fill(crisp, 57)
    isPast = false
    server = await startOn(crisp, on)
    await expectLive(crisp)
  })
  afterEach(async () => {
    await server.stop()
    await crisp.stop()
    await on.drop()
  })

  /** Conversations of which one is long, and some are resolved. */
  function fill({ acts, websiteId }: CrispEmulator, conversations: number): void {
    for (let index = 0; index < conversations; index++) {
      const session = acts.visitorArrives(websiteId, { nickname: `Visitor ${index}` })
      const length = index === 3 ? 93 : 2
      for (let said = 0; said < length; said++) acts.visitorSays(session, `said ${said}`)
      acts.operatorSays(session, 'answered')
      if (index % 2 === 0) acts.setState(session, 'resolved')
    }
  }
  const website = () => findWebsite(server.database.sql, crisp.websiteId)
  const isDone = () =>
    expect.poll(async () => (await website())?.backfill, { timeout: 20_000 }).toBe('done')

  it('is brought in whole, over pages of conversations and of messages', async () => {
    expect(await mirrorOf(server, crisp.websiteId)).toEqual([])
    crisp.requests.clear()
    await wantBackfill(server.database, crisp.websiteId)
    await isDone()
    expect(await mirrorOf(server, crisp.websiteId)).toEqual(truthOf(crisp))
    expect(await website()).toMatchObject({ backfillDone: 57, backfillMessages: 57 * 3 + 91 })
    // Two pages and the empty one, two to count them, one request a conversation and two more for the long one, and
    // what follows live.
    expect(crisp.requests.all.length).toBeLessThanOrEqual(3 + 2 + 57 + 2 + 3)
  })

  it('asked for again, reads again only what changed since', async () => {
    await wantBackfill(server.database, crisp.websiteId)
    await isDone()
    crisp.requests.clear()
    await wantBackfill(server.database, crisp.websiteId)
    await isDone()
    expect(crisp.requests.all.length).toBeLessThanOrEqual(8)
  })

  it('waits where Crisp says so, and survives what is broken', async () => {
    const route = '/messages'
    crisp.faults.script({ route, times: 2, fault: { kind: 'answer', status: 429, retryAfter: 1 } })
    crisp.faults.script({ route, times: 2, fault: { kind: 'answer', status: 500 } })
    crisp.faults.script({ route, times: 1, fault: { kind: 'answer', status: 423 } })
    crisp.faults.script({ route, times: 1, fault: { kind: 'cut' } })
    crisp.faults.script({ route, times: 1, fault: { kind: 'empty' } })
    await wantBackfill(server.database, crisp.websiteId)
    await isDone()
    expect(await mirrorOf(server, crisp.websiteId)).toEqual(truthOf(crisp))
  })
})
