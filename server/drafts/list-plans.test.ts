import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { plansOf } from '../../tests/support/plans.ts'
import type { Database } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { draftsOf } from './queries.ts'

onBothDatabases('the plan of an agent’s drafts', (create) => {
  let on: TestDatabase
  let database: Database
  beforeAll(async () => {
    on = await create()
    database = await on.open()
  })
  afterAll(async () => {
    await database.close()
    await on.drop()
  })

  it('reads that agent’s only', async () => {
    const plans = await plansOf(database, (db) => draftsOf(db, newId()))
    expect(plans).toHaveLength(1)
    // The primary key; SQLite gives it no better name.
    expect(plans[0]).toMatch(/SEARCH drafts USING INDEX \w*drafts_1 \(agent_id=|drafts_pkey/)
    expect(plans[0]).not.toMatch(/Seq Scan|SCAN drafts/)
  })
})
