import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { startServer, type TestServer } from '../../tests/support/server.ts'
import { chatConfig } from './index.ts'

onBothDatabases('who may embed the chat', (create) => {
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
  const put = (chatOrigins: unknown) => server.admin.put('/api/settings', { chatOrigins })

  it('is kept as origins', async () => {
    const answer = await put([
      '*',
      'https://Shop.example/path?q#x',
      'http://[::1]:80',
      'https://*.x.test',
    ])
    expect(answer.body.data.chatOrigins).toEqual([
      '*',
      'https://shop.example',
      'http://[::1]',
      'https://*.x.test',
    ])
  })

  it.each([
    "https://x.test; script-src 'unsafe-inline'",
    "https://a;script-src'unsafe-inline'",
    'https://a,b',
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://x.test',
    'shop.example',
    '* https://x.test',
    "'self'",
    '',
    `https://a\u0000.test`,
  ])('is never %j', async (origin) => {
    expect(await put([origin])).toMatchObject({
      status: 400,
      body: {
        errors: [{ path: 'chatOrigins.0', message: 'must be * or an http or https address' }],
      },
    })
  })

  it('survives what should never have been stored, and then lets nobody in who was not meant', async () => {
    const store = (key: string, value: unknown) => {
      const row = { key, value: JSON.stringify(value), updatedAt: new Date().toISOString() }
      return server.database.sql
        .insertInto('settings')
        .values(row)
        .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
        .execute()
    }
    await store('workspaceName', 7)
    await store('customerRegistration', 'yes')
    await store('currency', 'shells')
    await store('chatOrigins', ['https://good.test/', "https://bad.test; script-src 'self'", 3])
    expect((await server.admin.get('/api/settings')).body.data).toEqual({
      workspaceName: 'Frontdesk',
      customerRegistration: false,
      chatOrigins: ['https://good.test'],
      currency: 'USD',
    })
    await store('chatOrigins', 'https://good.test')
    expect((await server.admin.get('/api/settings')).body.data.chatOrigins).toEqual([])
  })
})

onBothDatabases('what the web chat goes by', (create) => {
  it('is read once for all whose requests may be given up', async () => {
    const on = await create()
    const database = await on.open()
    const until = () => database.until(new AbortController().signal)
    const [first, ...others] = [database, until(), until()].map(chatConfig)
    for (const other of others) expect(other).toBe(first)
    await first
    await database.close()
    await on.drop()
  })
})
