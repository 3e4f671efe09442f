import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  type CrispEmulator,
  startCrispEmulator,
} from '../../tests/support/crisp-emulator/emulator.ts'
import { expectLive, startOn } from '../../tests/support/crisp-mirror.ts'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import type { TestServer } from '../../tests/support/server.ts'
import { eraseAndWait, freshWord, placesOf } from '../../tests/support/traces.ts'
import { wantBackfill } from './past/backfill.ts'
import { findWebsite } from './queries.ts'

const SOON = { timeout: 20_000 }

onBothDatabases('who was erased here and is still in Crisp', (create) => {
  let on: TestDatabase
  let crisp: CrispEmulator
  let server: TestServer
  const erased = freshWord()
  const other = freshWord()
  beforeAll(async () => {
    on = await create()
    let at = Date.now() - 30 * 86_400_000
    let isPast = true
    crisp = await startCrispEmulator({ now: () => (isPast ? (at += 1_000) : Date.now()) })
    for (const word of [erased, other]) {
      const who = { nickname: `Lena ${word}`, email: `${word}@x.test` }
      const session = crisp.acts.visitorArrives(crisp.websiteId, who)
      crisp.acts.visitorSays(session, `said ${word}`)
      crisp.acts.operatorSays(session, 'answered')
    }
    isPast = false
    server = await startOn(crisp, on)
    await expectLive(crisp)
  })
  afterAll(async () => {
    await server.stop()
    await crisp.stop()
    await on.drop()
  })

  const backfill = async () => {
    await wantBackfill(server.database, crisp.websiteId)
    await expect
      .poll(async () => (await findWebsite(server.database.sql, crisp.websiteId))?.backfill, SOON)
      .toBe('done')
  }
  const nicknames = async () => {
    const rows = await server.database.sql
      .selectFrom('conversations')
      .select('visitorName')
      .where('channel', '=', 'crisp')
      .execute()
    return rows.map(({ visitorName }) => visitorName).toSorted()
  }

  it('is not brought back by reading all of the past again', async () => {
    await backfill()
    expect(await nicknames()).toEqual([`Lena ${erased}`, `Lena ${other}`].toSorted())
    const { customerId } = await server.database.sql
      .selectFrom('conversations')
      .select('customerId')
      .where('visitorName', '=', `Lena ${erased}`)
      .executeTakeFirstOrThrow()
    await eraseAndWait(server, customerId, `Lena ${erased}`)
    crisp.requests.clear()
    await backfill()
    // It was read: not that nobody asked.
    expect(crisp.requests.all.length).toBeGreaterThan(0)
    expect(await nicknames()).toEqual([`Lena ${other}`])
    await expect.poll(() => placesOf({ server, on }, erased), SOON).toEqual([])
  })
})
