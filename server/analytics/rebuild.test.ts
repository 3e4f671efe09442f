import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { GroupKind, type Scope } from '../contract/analytics.ts'
import type { Database } from '../db/transaction.ts'
import { SMALL_COMPANY } from '../demo/plan.ts'
import { seedDemo } from '../demo/seed.ts'
import { createCounter, packDays, recountHere } from './index.ts'
import { busiestIn, courseOf, groupsOf, summarize } from './reports.ts'

const NOW = new Date('2026-11-22T09:00:00.000Z')
const COMPANY = { ...SMALL_COMPANY, customers: 20, conversations: 120, tickets: 30 }

onBothDatabases('counting everything anew', (create) => {
  let on: TestDatabase
  let database: Database
  beforeAll(async () => {
    on = await create()
    database = await on.open({ now: () => NOW })
    await seedDemo(database, { now: NOW, company: COMPANY })
    await packDays(database, 0)
  })
  afterAll(async () => {
    await database.close()
    await on.drop()
  })

  /** Every figure there is, of all days. */
  async function figures() {
    const scope: Scope = {
      from: '2026-01-01',
      to: '2026-11-22',
      zone: 'Europe/Berlin',
      time: 'wall',
    }
    const found: unknown[] = []
    for (const time of ['wall', 'business'] as const)
      found.push((await summarize(database, { ...scope, time })).figures)
    for (const by of GroupKind.options) found.push((await groupsOf(database, scope, by)).groups)
    for (const measure of ['backlog', 'waiting'] as const)
      found.push((await courseOf(database, scope, { measure, by: 'day' })).points)
    found.push((await busiestIn(database, scope, 'received')).cells)
    return found
  }

  it('gives every figure back, also when somebody else counts along and some was counted wrongly', async () => {
    const before = await figures()
    const { sql } = database
    await sql.deleteFrom('analyticsStays').where('fromAt', '<', '2026-11-10').execute()
    await sql.deleteFrom('analyticsDays').where('kind', '=', 'received').execute()
    expect(await figures()).not.toEqual(before)
    const errors: unknown[] = []
    const server = createCounter({ database, onError: (error) => errors.push(error) })
    const out = new PassThrough()
    const told = text(out)
    const anew = recountHere(database, out).finally(() => out.end())
    await Promise.all([anew, server.run()])
    expect(errors).toEqual([])
    expect(await told).toMatch(/^everything is counted, but for 0 events of this moment$/m)
    expect(await figures()).toEqual(before)
    const loose = await sql.selectFrom('analyticsLooseDays').select('day').execute()
    expect(loose).toEqual([{ day: '2026-11-22' }])
  })
})
