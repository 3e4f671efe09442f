import { afterEach, beforeEach, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { startServer, type TestServer } from '../../tests/support/server.ts'
import type { Database } from '../db/transaction.ts'
import { append } from '../stream/index.ts'
import { createDecider } from './decider.ts'

onBothDatabases('a fact that cannot be decided', (create) => {
  let on: TestDatabase
  let server: TestServer
  let database: Database
  let agentId: string
  beforeEach(async () => {
    on = await create()
    server = await startServer(on)
    agentId = (await server.signIn('agent', 'Linh')).id
    await server.stop()
    // Without the server's own, so that each try is one the test makes.
    database = await on.open()
  })
  afterEach(async () => {
    await database.close()
    await on.drop()
  })

  const ticket = (subject: string) => ({
    kind: 'ticket.created' as const,
    refs: {},
    body: {
      ticket: { id: crypto.randomUUID(), assignedTo: agentId, ticketNumber: 'TK-00001', subject },
    } as never,
  })
  const broken = { kind: 'ticket.created' as const, refs: {}, body: {} as never }
  const told = async () =>
    (await database.sql.selectFrom('notifications').select('excerpt').orderBy('seq').execute()).map(
      ({ excerpt }) => excerpt,
    )

  it('is tried again a few times and then left out and named, and keeps none of the others', async () => {
    const leftOut: Array<{ kind: string; seq: number }> = []
    const errors: unknown[] = []
    const decider = createDecider({
      database,
      onError: (error) => errors.push(error),
      onLeftOut: (fact) => leftOut.push(fact),
    })
    await database.transaction(async (tx) => {
      append(tx, ticket('before'))
      append(tx, broken)
      append(tx, ticket('after'))
    })
    for (let times = 1; times < 5; times++) {
      await decider.run()
      expect(await told()).toEqual(['before'])
      expect(errors).toHaveLength(times)
    }
    expect(leftOut).toEqual([])
    await decider.run()
    expect(await told()).toEqual(['before', 'after'])
    expect(leftOut).toMatchObject([{ kind: 'ticket.created' }])
    await database.transaction(async (tx) => append(tx, ticket('later')))
    await decider.run()
    expect(await told()).toEqual(['before', 'after', 'later'])
  })

  it('because the database is away is tried for as long as it takes', async () => {
    const leftOut: unknown[] = []
    let isAway = true
    const lost = Object.assign(new Error('lost'), { code: 'ECONNRESET' })
    const failing: Database = {
      ...database,
      transaction: (work) => (isAway ? Promise.reject(lost) : database.transaction(work)),
    }
    const onLeftOut = (fact: unknown) => leftOut.push(fact)
    const decider = createDecider({ database: failing, onError: () => {}, onLeftOut })
    await database.transaction(async (tx) => append(tx, ticket('once')))
    for (let times = 0; times < 10; times++) await decider.run()
    isAway = false
    await decider.run()
    expect(leftOut).toEqual([])
    expect(await told()).toEqual(['once'])
  })
})
