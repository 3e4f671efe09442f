import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApi } from '../../tests/support/api.ts'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { ADMIN, startServer, type TestServer } from '../../tests/support/server.ts'
import type { TestSocket } from '../../tests/support/sockets.ts'
import { login } from './actions.ts'
import { updateUser } from './accounts.ts'
import { hashPassword } from './passwords.ts'

const NUL = '\u0000'
const password = 'a long password'
const cut = ({ socket }: TestSocket) =>
  new Promise<void>((resolve) => {
    if (!socket.connected) resolve()
    else socket.once('disconnect', () => resolve())
  })

onBothDatabases('what a hostile caller tries', (create) => {
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
  const refresh = (refreshToken: string, headers = {}) =>
    server.anonymous.post('/api/auth/refresh', { refreshToken }, headers)

  it.each(['é'.repeat(43), '\ud83d\ude00', NUL.repeat(43)])(
    'a token marked %j is not ours, and no fault',
    async (mark) => {
      const id = crypto.randomUUID()
      expect(await refresh(`${id}.1.${mark}`)).toMatchObject({
        status: 401,
        body: { code: 'refresh_token_invalid' },
      })
      await expect(server.socket('/chat', { sessionToken: `${id}.${mark}` })).rejects.toThrow(
        'unauthorized',
      )
    },
  )

  it.each([
    ['/api/auth/login', { email: `a${NUL}@x.test`, password }],
    ['/api/auth/login', { email: 'a@x.test', password: `${NUL}${NUL}`, totp: NUL }],
    ['/api/auth/refresh', { refreshToken: `${NUL}.1.${NUL}` }],
    ['/api/auth/register', { email: `a${NUL}@x.test`, password, name: 'Mai' }],
    ['/api/auth/register', { email: 'a@x.test', password, name: `Mai${NUL}` }],
    ['/api/api-keys', { name: NUL }],
    ['/api/customers', { email: 'a@x.test', name: `M${NUL}ai` }],
  ])('%s with a NUL in it is refused (%#)', async (path, body) => {
    const { status } = await server.admin.post(path, body)
    expect([400, 401]).toContain(status)
  })

  it.each([
    '/api/customers?q=%00',
    '/api/customers/email/%00',
    '/api/tickets?customerId=%00',
    '/api/tickets?cursor=%00',
    '/api/tickets/number/%00',
    '/api/users/%00',
    '/api/timeline/event/%00',
  ])('%s is no fault of ours', async (path) => {
    expect((await server.admin.get(path)).status).toBeLessThan(500)
  })

  it.each(['Mai\nLinh', 'Mai\u2028Linh', 'Mai\u0007', '\u200b\u200b', '\u2800\u3164'])(
    'takes nobody called %j',
    async (name) => {
      const answer = await server.admin.post('/api/customers', { email: 'n@x.test', name })
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: 'name' }] } })
    },
  )

  it('a stolen refresh token ends its session although it comes with an Idempotency-Key', async () => {
    const { refreshToken, api } = await server.signIn('agent')
    const headers = { 'idempotency-key': crypto.randomUUID() }
    const first = await refresh(refreshToken, headers)
    expect((await refresh(refreshToken, headers)).body).toEqual(first.body)
    const stolen = { 'idempotency-key': crypto.randomUUID() }
    for (const code of ['refresh_token_reused', 'refresh_token_invalid'])
      expect(await refresh(refreshToken, stolen)).toMatchObject({ status: 401, body: { code } })
    expect((await api.get('/api/auth/me')).status).toBe(401)
    expect((await refresh(first.body.data.refreshToken)).status).toBe(401)
  })

  it('signing in with the old password while it is reset leaves nobody signed in', async () => {
    const agent = await server.signIn('agent')
    const { database } = server
    const keys = { secret: Buffer.from('a secret for tests that is long enough') }
    const attempts = Array.from({ length: 6 }, () =>
      login(database, keys, { email: agent.email, password }).catch(() => null),
    )
    await updateUser(database, agent.id, { password: 'another password' })
    await Promise.all(attempts)
    const open = await database.sql
      .selectFrom('loginSessions')
      .select('id')
      .where('userId', '=', agent.id)
      .where('endedAt', 'is', null)
      .execute()
    expect(open).toEqual([])
  })

  it('a password reset between check and sign-in refuses the sign-in', async () => {
    const agent = await server.signIn('agent')
    const { database } = server
    const replaced = await hashPassword('another password')
    const resetting = {
      ...database,
      async transaction<T>(work: Parameters<typeof database.transaction<T>>[0]) {
        await database.sql
          .updateTable('users')
          .set({ passwordHash: replaced })
          .where('id', '=', agent.id)
          .execute()
        return database.transaction(work)
      },
    }
    await expect(
      login(resetting, { secret: Buffer.alloc(32) }, { email: agent.email, password }),
    ).rejects.toMatchObject({ code: 'invalid_credentials' })
  })

  describe('an API key', () => {
    async function keyed() {
      const owner = await server.signIn('admin')
      const { id, key } = (await owner.api.post('/api/api-keys', { name: 'bot' })).body.data
      const sockets = await Promise.all(
        ['/chat', '/console', '/notifications'].map((name) => server.socket(name, { token: key })),
      )
      return { owner, id, key, sockets }
    }

    it('takes its sockets along when it is revoked, and no other’s', async () => {
      const { owner, id, sockets } = await keyed()
      const other = await server.socket('/console', { token: owner.token })
      expect((await server.admin.delete(`/api/api-keys/${id}`)).status).toBe(204)
      await Promise.all(sockets.map(cut))
      expect(other.socket.connected).toBe(true)
    })

    it.each([{ isActive: false }, { role: 'agent' }])(
      'loses its sockets when its owner becomes %j',
      async (body) => {
        const { owner, sockets } = await keyed()
        expect((await server.admin.put(`/api/users/${owner.id}`, body)).status).toBe(200)
        await Promise.all(sockets.map(cut))
      },
    )

    it('remembers to the minute when it was used last', async () => {
      const { key, id } = await keyed()
      const read = async () =>
        (await server.admin.get('/api/api-keys')).body.data.find(
          (each: { id: string }) => each.id === id,
        ).lastUsedAt
      const first = await read()
      expect(Date.now() - Date.parse(first)).toBeLessThan(30_000)
      await createApi(server.url, key).get('/api/settings')
      expect(await read()).toBe(first)
    })
  })

  it('consoles hear of new staff, and of no portal account', async () => {
    const follower = await server.socket('/console', { token: server.adminToken })
    await follower.next('hello')
    await server.admin.put('/api/settings', { customerRegistration: true })
    const account = {
      email: `${crypto.randomUUID()}@x.test`,
      password,
      name: 'Portal',
      role: 'customer',
    }
    const portal = (await server.anonymous.post('/api/auth/register', account)).body.data
    await createApi(server.url, portal.accessToken).put('/api/auth/me', { name: 'Other' })
    const agent = await server.signIn('agent')
    const { body } = await follower.next('event', ({ kind }) => kind === 'agent.changed')
    expect(body.agent).toMatchObject({ id: agent.id, role: 'agent', isActive: true })
  })
})

onBothDatabases('the last admins', (create) => {
  it('cannot demote each other at once, and nobody becomes admin by registering afterwards', async () => {
    const on = await create()
    const server = await startServer(on)
    const me = (await server.admin.get('/api/auth/me')).body.data
    for (let round = 0; round < 5; round++) {
      const account = { email: `other-${round}@x.test`, password, name: 'Other', role: 'admin' }
      const { user: other, accessToken } = (await server.admin.post('/api/auth/register', account))
        .body.data
      const answers = await Promise.all([
        server.admin.put(`/api/users/${other.id}`, { role: 'agent' }),
        createApi(server.url, accessToken).put(`/api/users/${me.id}`, { role: 'agent' }),
      ])
      const admins = await server.database.sql
        .selectFrom('users')
        .select('id')
        .where('role', '=', 'admin')
        .where('isActive', '=', 1)
        .execute()
      expect(admins).toHaveLength(1)
      expect(Math.max(...answers.map(({ status }) => status))).toBeLessThan(500)
      // Whoever is left, the next round begins with the first admin signed in.
      await server.database.sql
        .updateTable('users')
        .set({ role: 'agent' })
        .where('id', '=', other.id)
        .execute()
      await server.database.sql
        .updateTable('users')
        .set({ role: 'admin' })
        .where('id', '=', me.id)
        .execute()
      const again = (await server.anonymous.post('/api/auth/login', ADMIN)).body.data
      Object.assign(server, { admin: createApi(server.url, again.accessToken) })
    }
    await server.database.sql.updateTable('users').set({ role: 'agent' }).execute()
    const stranger = { email: 'stranger@x.test', password, name: 'Stranger' }
    expect((await server.anonymous.post('/api/auth/register', stranger)).status).toBe(401)
    expect((await server.anonymous.get('/api/auth/setup')).body.data.needsAdmin).toBe(false)
    await server.stop()
    await on.drop()
  })
})

onBothDatabases('limits on guessing', (create) => {
  it('count refused tokens by address', async () => {
    const on = await create()
    const server = await startServer(on, { environment: { RATE_LIMITS: 'on' } })
    const guess = () => createApi(server.url, `fd_${crypto.randomUUID()}`).get('/api/auth/me')
    const statuses = (await Promise.all(Array.from({ length: 610 }, guess))).map(
      (each) => each.status,
    )
    expect(new Set(statuses)).toEqual(new Set([401, 429]))
    const refused = await guess()
    expect(refused.body.code).toBe('rate_limited')
    await server.stop()
    await on.drop()
  })

  it('count failures for one account from anywhere, and say when to try again', async () => {
    const on = await create()
    const server = await startServer(on, {
      environment: { RATE_LIMITS: 'on', TRUST_PROXY: 'on' },
    })
    const attempt = (index: number, wrong: string, language = 'en') =>
      server.anonymous.post(
        '/api/auth/login',
        { email: ADMIN.email, password: wrong },
        {
          'x-forwarded-for': `10.0.0.${index}`,
          'accept-language': language,
        },
      )
    for (let index = 0; index < 50; index++)
      expect((await attempt(index, 'wrong')).status).toBe(401)
    expect(await attempt(60, ADMIN.password)).toMatchObject({
      status: 429,
      body: {
        code: 'rate_limited',
        message: 'Too many sign-in attempts; try again in 60 minutes.',
      },
    })
    expect((await attempt(61, 'wrong', 'vi')).body.message).toContain('60 phút')
    await server.stop()
    await on.drop()
  })
})
