import { sql } from 'kysely'
import { expect, it, vi } from 'vitest'
import { onPostgres } from '../../tests/support/databases.ts'
import { startServer } from '../../tests/support/server.ts'
import { forgetUnused } from '../customers/index.ts'
import { handOverDeals } from './index.ts'

// SQLite has one writer: nobody waits for a row there.
onPostgres('a deal that is handed over', (create) => {
  it('is found by who wants to change it meanwhile', async () => {
    const on = await create()
    const server = await startServer(on)
    const { api } = await server.signIn('agent', 'Linh')
    const socket = await server.socket('/chat')
    const email = `${crypto.randomUUID()}@x.test`
    const { sessionId } = await socket.ask('startChat', {
      customerEmail: email,
      customerName: 'An',
    })
    const typed = (await api.get(`/api/customers/email/${email}`)).body.data
    const real = (
      await api.post('/api/customers', { name: 'An', email: `${crypto.randomUUID()}@x.test` })
    ).body.data
    const body = { customerId: typed.id, title: 'Beans', conversationId: sessionId }
    const { id } = (await api.post('/api/deals', body)).body.data
    const { database } = server
    let changing: ReturnType<typeof api.put> | undefined
    await database.transaction(async (tx) => {
      const toReal = { customerId: real.id }
      await tx.sql.updateTable('conversations').set(toReal).where('id', '=', sessionId).execute()
      await tx.sql
        .updateTable('activities')
        .set(toReal)
        .where('customerId', '=', typed.id)
        .execute()
      await handOverDeals(tx, sessionId, { from: typed.id, to: real.id })
      await forgetUnused(tx, typed.id, typed.createdAt)
      changing = api.put(`/api/deals/${id}`, { title: 'More beans' })
      await vi.waitFor(
        async () => {
          const { rows } = await sql<{ waits: number }>`select count(*)::int as waits
            from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
            database.sql,
          )
          expect(rows[0]?.waits).toBeGreaterThan(0)
        },
        { timeout: 15_000, interval: 20 },
      )
    })
    const changed = await changing
    expect(changed?.status).toBe(200)
    expect(changed?.body.data).toMatchObject({ title: 'More beans', customerId: real.id })
    await server.stop()
    await on.drop()
  })
})
