import { sql as raw } from 'kysely'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { onBothDatabases, onPostgres, type TestDatabase } from '../../tests/support/databases.ts'
import { checkFile } from '../../tests/support/imports.ts'
import { startServer, type TestServer } from '../../tests/support/server.ts'
import { eraseAndWait, freshWord, placesOf } from '../../tests/support/traces.ts'

const WAIT = { timeout: 15_000, interval: 50 }

onBothDatabases('while somebody is erased', (create) => {
  let on: TestDatabase
  let server: TestServer
  beforeAll(async () => {
    on = await create()
    server = await startServer(on)
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  const read = async (path: string) => (await server.admin.get(path)).body.data
  const customer = async (word: string) =>
    (await server.admin.post('/api/customers', { name: `Mai ${word}`, email: `${word}@x.test` }))
      .body.data

  it('a file that is just taken in does not bring them back, and leaves nothing of them', async () => {
    const { sql } = server.database
    const word = freshWord()
    const { id } = await customer(word)
    const other = `${freshWord()}@x.test`
    const { id: importId } = await checkFile(
      server,
      `email,name\n${word}@x.test,Mai\nnobody,${word}\n${other},An\n`,
    )
    const { id: idle } = await checkFile(server, `email,name\n${freshWord()}@x.test,An\n`)
    // It is on its way, and waits for its turn until the erasure has begun.
    await server.database.transaction(async (tx) => {
      await tx.sql
        .updateTable('imports')
        .set({ state: 'running', rows: 0, created: 0, updated: 0, failed: 0 })
        .where('id', '=', importId)
        .execute()
      await tx.sql.deleteFrom('importFailures').where('importId', '=', importId).execute()
      await tx.sql
        .insertInto('jobs')
        .values({
          id: crypto.randomUUID(),
          kind: 'import',
          payload: JSON.stringify({ id: importId }),
          dedupeKey: `import:${importId}:running`,
          runAt: '2999-01-01T00:00:00.000Z',
          attempts: 0,
          leasedUntil: null,
          lastError: null,
          failedAt: null,
          createdAt: tx.now,
        })
        .execute()
    })
    const erased = eraseAndWait(server, id, `Mai ${word}`)
    await vi.waitFor(
      async () => expect((await server.admin.get(`/api/imports/${idle}`)).status).toBe(404),
      WAIT,
    )
    await sql
      .updateTable('jobs')
      .set({ runAt: new Date().toISOString() })
      .where('dedupeKey', '=', `import:${importId}:running`)
      .execute()
    await erased
    expect(await read(`/api/customers/email/${word}@x.test`)).toBeNull()
    expect(await read(`/api/customers/email/${other}`)).toMatchObject({ name: 'An' })
    await vi.waitFor(async () => expect(await placesOf({ server, on }, word)).toEqual([]), WAIT)
  })

  it('their notifications go, and the number of the others is right', async () => {
    const word = freshWord()
    const { id } = await customer(word)
    const other = await customer(freshWord())
    const agent = await server.signIn('agent', 'Linh')
    const ticketFor = async (customerId: string) => {
      const about = { subject: `Ticket ${word}`, description: 'Something is broken' }
      const body = { customerId, ...about, assignedTo: agent.id }
      return (await server.admin.post('/api/tickets', body)).body.data.id as string
    }
    const unread = async () => (await agent.api.get('/api/notifications?limit=100')).body
    await ticketFor(id)
    const kept = await ticketFor(other.id)
    await vi.waitFor(async () => expect((await unread()).data).toHaveLength(2), WAIT)
    await eraseAndWait(server, id, `Mai ${word}`)
    const { data } = await unread()
    expect(data).toMatchObject([{ ticketId: kept }])
    const standing = await server.database.sql
      .selectFrom('notificationDesks')
      .select('unread')
      .where('agentId', '=', agent.id)
      .executeTakeFirst()
    expect(standing).toEqual({ unread: 1 })
  })

  it('who took in later whom they had been one with keeps what was their own', async () => {
    const [gone, was, now] = await Promise.all([1, 2, 3].map(() => customer(freshWord())))
    const merge = async (into: string, customerId: string) =>
      (await server.admin.post(`/api/customers/${into}/merge`, { customerId })).body.data.id
    const undone = await merge(was.id, gone.id)
    await server.admin.put(`/api/customers/${now.id}`, { phone: '+84900111222' })
    const about = { subject: 'A lamp', description: 'It does not shine.', customerId: now.id }
    const ticket = (await server.admin.post('/api/tickets', about)).body.data
    expect((await server.admin.delete(`/api/customers/merges/${undone}`)).status).toBe(204)
    await merge(now.id, was.id)
    const entries = async () =>
      ((await read(`/api/timeline/customer/${now.id}`)) as Array<{ id: string; type: string }>)
        .filter(({ type }) => type === 'customer_updated')
        .map(({ id }) => id)
    const name = async () =>
      (
        await server.database.sql
          .selectFrom('conversations')
          .innerJoin('tickets', 'tickets.conversationId', 'conversations.id')
          .select('visitorName')
          .where('tickets.id', '=', ticket.id)
          .executeTakeFirstOrThrow()
      ).visitorName
    const before = [await entries(), await name()]
    expect(before).toEqual([[expect.any(String)], now.name])
    await eraseAndWait(server, gone.id, gone.name)
    expect([await entries(), await name()]).toEqual(before)
  })
})

onPostgres('while the search is behind', (create) => {
  let on: TestDatabase
  let server: TestServer
  beforeAll(async () => {
    on = await create()
    server = await startServer(on)
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  it('who is erased leaves nothing with whom they were one until just now', async () => {
    const { sql } = server.database
    const known = async (name: string, phone: string | null) =>
      (await server.admin.post('/api/customers', { name, phone, email: `${freshWord()}@x.test` }))
        .body.data
    const word = freshWord().slice(0, 19)
    const [kept, gone] = [await known('An', null), await known(`Mai ${word}`, word)]
    const body = { customerId: gone.id, fields: { phone: 'merged' } }
    const merged = await server.admin.post(`/api/customers/${kept.id}/merge`, body)
    expect(merged.status).toBe(201)
    const wordsOfKept = sql
      .selectFrom('searchCustomers')
      .selectAll()
      .where('targetId', '=', kept.id)
      .where(raw<boolean>`cast(words as text) like ${`%${word}%`}`)
    await vi.waitFor(async () => expect(await wordsOfKept.execute()).toHaveLength(1), WAIT)

    const { promise: end, resolve: letGo } = Promise.withResolvers<void>()
    const { promise: isHeld, resolve: tellHeld } = Promise.withResolvers<void>()
    const holding = server.database.transaction(async (tx) => {
      await tx.sql
        .updateTable('searchProgress')
        .set((row) => ({ seq: row.ref('seq') }))
        .execute()
      tellHeld()
      await end
    })
    await isHeld
    await server.admin.delete(`/api/customers/merges/${merged.body.data.id}`)
    await eraseAndWait(server, gone.id, `Mai ${word}`)
    letGo()
    await holding
    await vi.waitFor(async () => expect(await placesOf({ server, on }, word)).toEqual([]), WAIT)
  })
})
