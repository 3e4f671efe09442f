import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../../tests/support/databases.ts'
import type { Database } from '../../db/transaction.ts'
import { said } from '../crisp.fixture.ts'
import { Intake } from './intake.ts'

onBothDatabases('an event of Crisp', (create) => {
  let on: TestDatabase
  let database: Database
  beforeAll(async () => {
    on = await create()
    database = await on.open()
  })
  afterAll(() => on.drop())

  it('is taken only when something of it is on disk: else whoever told it hears so', async () => {
    const intake = new Intake({
      database,
      onTaken: () => {},
      onError: () => {},
      findWebsites: async () => {},
    })
    const take = () => intake.take('hook', 'message:send', { ...said(1), session_id: 'session_1' })
    await expect(take()).resolves.toBeUndefined()
    await database.close()
    const gone = { status: 'rejected', reason: expect.any(Error) }
    expect(await Promise.allSettled([take(), take()])).toEqual([gone, gone])
    await intake.settled()
  })
})
