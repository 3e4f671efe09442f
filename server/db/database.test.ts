import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { startServer } from '../../tests/support/server.ts'

onBothDatabases('the database', (create) => {
  let on: TestDatabase
  beforeEach(async () => {
    on = await create()
  })
  afterEach(() => on.drop())

  it('shows reports the classic names', async () => {
    const server = await startServer(on)
    const agent = await server.signIn('agent', 'Linh')
    const customer = await server.socket('/chat')
    const { sessionId } = await customer.ask('startChat', {
      customerEmail: 'mai@x.test',
      customerName: 'Mai',
    })
    await customer.ask('sendMessage', { sessionId, content: 'Xin chào', senderType: 'customer' })
    await agent.api.post(`/api/chat/sessions/${sessionId}/close`)
    const read = async (view: string) =>
      (await sql`select * from ${sql.table(view)}`.execute(server.database.sql)).rows
    expect(await read('chat_sessions')).toMatchObject([
      { id: sessionId, status: 'closed', agentId: null },
    ])
    expect(await read('chat_messages')).toMatchObject([
      { sessionId, seq: 1, senderType: 'customer', senderName: 'Mai', content: 'Xin chào' },
    ])
    const activities = (await read('customer_activities')) as Array<{ activityType: string }>
    expect(activities.map(({ activityType }) => activityType)).toEqual(
      expect.arrayContaining(['customer_created', 'chat', 'chat_closed']),
    )
    expect(await read('crisp_conversations')).toEqual([])
    expect(await read('crisp_messages')).toEqual([])
    await server.stop()
  })

  it('is brought up to date once and opened again as it is', async () => {
    const first = await on.open()
    await first.transaction((tx) =>
      tx.sql.updateTable('counters').set({ value: 7 }).where('name', '=', 'event').execute(),
    )
    await first.close()
    const second = await on.open()
    const { value } = await second.sql
      .selectFrom('counters')
      .select('value')
      .where('name', '=', 'event')
      .executeTakeFirstOrThrow()
    expect(value).toBe(7)
    await second.close()
  })

  it('is not served, and not half changed, when a migration fails', async () => {
    const database = await on.open()
    const drop = (statement: string) => sql.raw(statement).execute(database.sql)
    // As if the last step had never run, with something of its own in its way.
    await drop('drop table idempotency_keys')
    await sql`delete from kysely_migration`.execute(database.sql)
    await database.close()
    await expect(on.open()).rejects.toThrow(/already exists/)
    await expect(startServer(on)).rejects.toThrow(/already exists/)
  })

  it('rolls a transaction back whole', async () => {
    const database = await on.open()
    const failing = database.transaction(async (tx) => {
      await tx.sql
        .insertInto('settings')
        .values({ key: 'x', value: '1', updatedAt: tx.now })
        .execute()
      throw new Error('half-way')
    })
    await expect(failing).rejects.toThrow('half-way')
    expect(await database.sql.selectFrom('settings').selectAll().execute()).toEqual([])
    await database.close()
  })
})
