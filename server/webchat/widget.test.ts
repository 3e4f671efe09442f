import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { startServer, type TestServer } from '../../tests/support/server.ts'

onBothDatabases('what the chat goes by', (create) => {
  let on: TestDatabase
  let server: TestServer
  let now = new Date('2026-11-23T12:00:00Z')
  beforeAll(async () => {
    on = await create()
    server = await startServer(on, { clock: { now: () => now } })
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })
  const put = (parts: object) => server.admin.put('/api/settings/webchat', parts)
  const widget = async () => (await server.anonymous.get('/api/chat/widget')).body.data
  // The tests' own clock has stood still since the admin signed in; a sign-in lasts an hour of it.
  const at = (time: string) => {
    now = new Date(time)
  }

  it('begins with something to work with', async () => {
    expect((await server.admin.get('/api/settings/webchat')).body.data).toMatchObject({
      appearance: { color: '#2457d6', position: 'right' },
      fields: [],
      hours: { isOn: false },
      asksRating: true,
      hasIdentitySecret: false,
    })
  })

  it('keeps each part whole and leaves the others alone', async () => {
    await put({ appearance: { color: '#FF0000', title: { en: 'Ask us' } } })
    const { body } = await put({ asksRating: false })
    expect(body.data).toMatchObject({
      appearance: { color: '#ff0000', title: { en: 'Ask us', vi: '' } },
      asksRating: false,
    })
    expect((await put({ appearance: {} })).body.data.appearance.color).toBe('#2457d6')
    await put({ asksRating: true })
  })

  it('refuses what no chat could go by', async () => {
    const field = { key: 'a', label: { en: 'A' }, kind: 'text' }
    for (const parts of [
      { fields: [field, field] },
      { fields: [{ ...field, kind: 'choice' }] },
      { appearance: { color: 'red' } },
      { appearance: { avatar: 'https://x.test/a.png' } },
      { hours: { zone: 'Mars/Olympus' } },
      { hours: { week: [[]] } },
      { limits: { chatsPerHour: 0 } },
      { unknown: true },
    ])
      expect({ parts, status: (await put(parts)).status }).toEqual({ parts, status: 400 })
  })

  it('survives what should never have been stored', async () => {
    const store = (key: string, value: unknown) => {
      const row = { key, value: JSON.stringify(value), updatedAt: now.toISOString() }
      return server.database.sql
        .insertInto('settings')
        .values(row)
        .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
        .execute()
    }
    await store('chat.hours', 'always')
    await store('chat.fields', [{ key: 'ok', label: { en: 'Order' }, kind: 'text' }, { key: 'NO' }])
    const { body } = await put({ needsAgentOnline: false })
    expect(body.data).toMatchObject({ hours: { isOn: false }, fields: [{ key: 'ok' }] })
    expect(body.data.fields).toHaveLength(1)
    await put({ fields: [], hours: {} })
  })

  it('is read by any site, and for a short time only', async () => {
    const answer = await server.anonymous.get('/api/chat/widget', { origin: 'https://any.test' })
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('cache-control')).toMatch(/max-age=\d\d?$/)
    expect(Object.keys(answer.body.data).toSorted()).toEqual([
      'appearance',
      'asksRating',
      'fields',
      'files',
      'isOpen',
      'opensAt',
      'proactive',
      'workspaceName',
    ])
    const closed = await server.anonymous.get('/api/health', { origin: 'https://any.test' })
    expect(closed.headers.get('access-control-allow-origin')).toBeNull()
  })

  it('lets no site embed the chat that the workspace has not named', async () => {
    await server.admin.put('/api/settings', { chatOrigins: ['https://shop.example'] })
    const policy = async () =>
      (await server.anonymous.get('/chat')).headers.get('content-security-policy')
    expect(await policy()).toContain("frame-ancestors 'self' https://shop.example")
    await server.admin.put('/api/settings', { chatOrigins: [] })
    expect(await policy()).toMatch(/frame-ancestors 'self'(;|$)/)
    await server.admin.put('/api/settings', { chatOrigins: ['*'] })
    // Outside the frame, a page of another site reaches no socket.
    await expect(server.socket('/chat', {}, { origin: 'https://evil.example' })).rejects.toThrow(
      'websocket error',
    )
  })

  describe('whether somebody answers', () => {
    it('goes by the hours', async () => {
      const week = [0, 1, 2, 3, 4, 5, 6].map(() => [{ from: '09:00', to: '18:00' }])
      at('2026-11-23T12:00:00Z')
      await put({ hours: { isOn: true, zone: 'UTC', week } })
      expect(await widget()).toMatchObject({ isOpen: true, opensAt: null })
      at('2026-11-23T12:30:00Z')
      await put({ hours: { isOn: true, zone: 'Asia/Ho_Chi_Minh', week } })
      expect(await widget()).toMatchObject({ isOpen: false, opensAt: '2026-11-24T02:00:00.000Z' })
      await put({ hours: {} })
    })

    it('goes by who is there, where the workspace wants it so', async () => {
      await put({ needsAgentOnline: true })
      expect(await widget()).toMatchObject({ isOpen: false, opensAt: null })
      const agent = await server.signIn('agent')
      await server.socket('/console', { token: agent.token })
      await expect.poll(async () => (await widget()).isOpen, { timeout: 10_000 }).toBe(true)
      await put({ needsAgentOnline: false })
    })
  })
})
