import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { plansOf } from '../../tests/support/plans.ts'
import type { Database } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { repliesFor } from './queries.ts'

onBothDatabases('the plans of an agent’s canned replies', (create) => {
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

  it('read the shared ones and their own in order, and nobody else’s', async () => {
    const plans = await plansOf(database, (db) => repliesFor(db, newId()))
    expect(plans).toHaveLength(2)
    for (const plan of plans) {
      expect(plan).toMatch(/canned_replies_(shared|own)/)
      expect(plan).not.toMatch(/\bSort\b|TEMP B-TREE|Seq Scan/)
    }
  })
})
