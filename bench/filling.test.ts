import { expect, it } from 'vitest'
import { onBothDatabases } from '../tests/support/databases.ts'
import { startServer } from '../tests/support/server.ts'
import { fill } from './filling.ts'

onBothDatabases('a filled database', (create) => {
  it('is one Frontdesk goes on with: threads without gaps, a stream from 1 to its head', async () => {
    const on = await create()
    const database = await on.open()
    const { longest } = await fill(database, { messages: 700, open: 3, longest: 300 })
    await database.close()
    const server = await startServer(on)
    const { body: active } = await server.admin.get('/api/chat/sessions/active')
    expect(active.total).toBe(3)
    const { body } = await server.admin.get(`/api/chat/sessions/${longest}/messages`)
    expect(body.data.map(({ seq }: { seq: number }) => seq)).toEqual(
      Array.from({ length: 300 }, (_, index) => index + 1),
    )
    const console = await server.socket('/console', { token: server.adminToken })
    const { head } = await console.next('hello')
    // The first admin is news too.
    expect(head).toBeGreaterThanOrEqual(700)
    const { events } = await console.ask('catchUp', { after: 400 })
    expect(events.map(({ seq }: { seq: number }) => seq)).toEqual(
      Array.from({ length: head - 400 }, (_, index) => index + 401),
    )
    await server.stop()
    await on.drop()
  })
})
