import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { startServer, type TestServer } from '../../tests/support/server.ts'
import type { TestSocket } from '../../tests/support/sockets.ts'

const goneFrom = ({ socket }: TestSocket) =>
  new Promise((resolve) => socket.once('disconnect', resolve))

onBothDatabases('a sign-in that ended without this process hearing of it', (create) => {
  let on: TestDatabase
  let server: TestServer
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    on = await create()
    server = await startServer(on)
  })
  afterEach(async () => {
    await server.stop()
    vi.useRealTimers()
    await on.drop()
  })
  const laterOn = () => vi.advanceTimersByTimeAsync(15_000)

  it('loses its sockets a little later, and nobody else does', async () => {
    const [leaving, staying] = [await server.signIn('agent'), await server.signIn('agent')]
    const leavingSocket = await server.socket('/console', { token: leaving.token })
    const stayingSocket = await server.socket('/console', { token: staying.token })
    const gone = goneFrom(leavingSocket)
    await server.database.sql
      .updateTable('loginSessions')
      .set({ endedAt: new Date().toISOString() })
      .where('userId', '=', leaving.id)
      .execute()
    await laterOn()
    expect(await gone).toBe('io server disconnect')
    expect(stayingSocket.socket.connected).toBe(true)
  })

  it('is found out of a deleted API key and of an account that is switched off', async () => {
    const { api } = await server.signIn('admin')
    const { body } = await api.post('/api/api-keys', { name: 'a program' })
    const program = await server.socket('/console', { token: body.data.key })
    const left = await server.signIn('agent')
    const leftSocket = await server.socket('/console', { token: left.token })
    const gone = [goneFrom(program), goneFrom(leftSocket)]
    await server.database.sql.deleteFrom('apiKeys').execute()
    await server.database.sql
      .updateTable('users')
      .set({ isActive: 0 })
      .where('id', '=', left.id)
      .execute()
    await laterOn()
    expect(await Promise.all(gone)).toEqual(['io server disconnect', 'io server disconnect'])
  })
})
