import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApi } from '../../tests/support/api.ts'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { ADMIN, startServer, type TestServer } from '../../tests/support/server.ts'

/** A clock the test moves. */
function movableClock() {
  let ahead = 0
  return { now: () => new Date(Date.now() + ahead), advance: (ms: number) => (ahead += ms) }
}

onBothDatabases('accounts', (create) => {
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
  const freshEmail = () => `${crypto.randomUUID()}@staff.test`
  const password = 'a long password'
  const person = (role?: string) => ({
    email: freshEmail(),
    password,
    name: 'Trần Văn Bình',
    ...(role && { role }),
  })

  describe('registering', () => {
    it('is closed to strangers and to agents once there is an admin', async () => {
      const agent = await server.signIn('agent')
      expect(await server.anonymous.post('/api/auth/register', person())).toMatchObject({
        status: 401,
        body: { code: 'unauthorized' },
      })
      expect(await agent.api.post('/api/auth/register', person())).toMatchObject({
        status: 403,
        body: { code: 'forbidden' },
      })
    })

    it('by an admin creates an agent unless another role is asked for', async () => {
      const made = await server.admin.post('/api/auth/register', person())
      expect(made).toMatchObject({
        status: 201,
        body: { data: { user: { role: 'agent', isActive: true }, expiresIn: 3600 } },
      })
      const supervisor = await server.admin.post('/api/auth/register', person('supervisor'))
      expect(supervisor.body.data.user.role).toBe('supervisor')
    })

    it('lets anyone become a customer where the admin has switched it on', async () => {
      expect((await server.anonymous.post('/api/auth/register', person('customer'))).status).toBe(
        401,
      )
      await server.admin.put('/api/settings', { customerRegistration: true })
      expect(await server.anonymous.post('/api/auth/register', person('customer'))).toMatchObject({
        status: 201,
        body: { data: { user: { role: 'customer' } } },
      })
      expect((await server.anonymous.post('/api/auth/register', person('admin'))).status).toBe(401)
      expect((await server.anonymous.post('/api/auth/register', person())).status).toBe(401)
      await server.admin.put('/api/settings', { customerRegistration: false })
    })

    it('refuses a taken e-mail address whatever its case, also when ten ask at once', async () => {
      const wanted = person()
      const answers = await Promise.all(
        Array.from({ length: 10 }, () =>
          server.admin.post('/api/auth/register', { ...wanted, email: wanted.email.toUpperCase() }),
        ),
      )
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
        201,
        ...Array.from({ length: 9 }, () => 409),
      ])
      expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
        success: false,
        code: 'email_taken',
      })
    })

    it('names every bad field, in the reader’s language', async () => {
      const bad = { email: 'nope', password: 'short', name: 'x', role: 'king', surprise: 1 }
      const { status, body } = await server.admin.post('/api/auth/register', bad, {
        'accept-language': 'vi-VN,vi;q=0.9,en;q=0.5',
      })
      expect(status).toBe(400)
      expect(body).toMatchObject({
        success: false,
        statusCode: 400,
        code: 'validation_failed',
        message: 'Một số trường không hợp lệ.',
        requestId: expect.any(String),
      })
      expect(body.errors.map((error: { path: string }) => error.path).toSorted()).toEqual([
        'email',
        'name',
        'password',
        'role',
        'surprise',
      ])
      expect(body.errors.find((error: { path: string }) => error.path === 'email').message).toBe(
        'phải là địa chỉ email',
      )
    })
  })

  describe('the first admin', () => {
    it('is whoever registers first, and only one of ten at once', async () => {
      const empty = await create()
      const fresh = await startServer(empty, {
        environment: { ADMIN_EMAIL: '', ADMIN_PASSWORD: '' },
      })
      expect((await fresh.anonymous.get('/api/auth/setup')).body.data).toMatchObject({
        needsAdmin: true,
      })
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => fresh.anonymous.post('/api/auth/register', person())),
      )
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
        201,
        ...Array.from({ length: 9 }, () => 401),
      ])
      expect(answers.find(({ status }) => status === 201)?.body.data.user.role).toBe('admin')
      expect((await fresh.anonymous.get('/api/auth/setup')).body.data).toMatchObject({
        needsAdmin: false,
      })
      await fresh.stop()
      await empty.drop()
    })
  })

  describe('signing in', () => {
    it('answers alike for a wrong password and an unknown address', async () => {
      const wrong = await server.anonymous.post('/api/auth/login', { ...ADMIN, password: 'wrong' })
      const unknown = await server.anonymous.post('/api/auth/login', {
        email: freshEmail(),
        password: 'wrong',
      })
      expect([wrong.status, unknown.status]).toEqual([401, 401])
      expect({ ...wrong.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' })
    })

    it('shows who is signed in', async () => {
      const agent = await server.signIn('agent', 'Lê Thị Hoa')
      const { body } = await agent.api.get('/api/auth/me')
      expect(body.data).toMatchObject({
        id: agent.id,
        email: agent.email,
        name: 'Lê Thị Hoa',
        role: 'agent',
        isActive: true,
      })
      expect(JSON.stringify(body)).not.toContain('assword')
    })

    it('is refused to an account that was deactivated, whose tokens stop working at once', async () => {
      const agent = await server.signIn('agent')
      await server.admin.put(`/api/users/${agent.id}`, { isActive: false })
      expect((await agent.api.get('/api/auth/me')).status).toBe(401)
      expect(
        (await server.anonymous.post('/api/auth/login', { email: agent.email, password })).status,
      ).toBe(401)
    })

    it('keeps the last admin', async () => {
      const me = (await server.admin.get('/api/auth/me')).body.data
      expect(await server.admin.put(`/api/users/${me.id}`, { role: 'agent' })).toMatchObject({
        status: 409,
        body: { code: 'last_admin' },
      })
      expect((await server.admin.get('/api/auth/me')).body.data.role).toBe('admin')
    })
  })

  describe('tokens', () => {
    it('are renewed once; a used one ends the whole family', async () => {
      const agent = await server.signIn('agent')
      const renewed = await server.anonymous.post('/api/auth/refresh', {
        refreshToken: agent.refreshToken,
      })
      expect(renewed).toMatchObject({
        status: 200,
        body: {
          data: {
            accessToken: expect.any(String),
            refreshToken: expect.any(String),
            expiresIn: 3600,
          },
        },
      })
      const stolen = await server.anonymous.post('/api/auth/refresh', {
        refreshToken: agent.refreshToken,
      })
      expect(stolen).toMatchObject({ status: 401, body: { code: 'refresh_token_reused' } })
      const { refreshToken, accessToken } = renewed.body.data
      expect((await server.anonymous.post('/api/auth/refresh', { refreshToken })).status).toBe(401)
      expect((await createApi(server.url, accessToken).get('/api/auth/me')).status).toBe(401)
    })

    it('are renewed once when ten ask at once', async () => {
      const agent = await server.signIn('agent')
      const answers = await Promise.all(
        Array.from({ length: 10 }, () =>
          server.anonymous.post('/api/auth/refresh', { refreshToken: agent.refreshToken }),
        ),
      )
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    })

    it.each(['', 'x', 'a.b.c', `${crypto.randomUUID()}.1.forged`])(
      '%j is no refresh token',
      async (refreshToken) => {
        expect(await server.anonymous.post('/api/auth/refresh', { refreshToken })).toMatchObject({
          status: 401,
          body: { code: 'refresh_token_invalid' },
        })
      },
    )
  })

  describe('signing out', () => {
    it('ends the access token at once and cuts that session’s sockets, no other’s', async () => {
      const agent = await server.signIn('agent')
      const again = (
        await server.anonymous.post('/api/auth/login', { email: agent.email, password })
      ).body.data
      const sockets = await Promise.all(
        ['/chat', '/console', '/notifications'].map((name) =>
          server.socket(name, { token: agent.token }),
        ),
      )
      const other = await server.socket('/console', { token: again.accessToken })
      const cut = sockets.map(
        (each) => new Promise((resolve) => each.socket.once('disconnect', resolve)),
      )
      expect((await agent.api.post('/api/auth/logout')).status).toBe(200)
      await Promise.all(cut)
      expect((await agent.api.get('/api/auth/me')).status).toBe(401)
      expect(
        (await server.anonymous.post('/api/auth/refresh', { refreshToken: agent.refreshToken }))
          .status,
      ).toBe(401)
      expect(other.socket.connected).toBe(true)
      await expect(server.socket('/console', { token: agent.token })).rejects.toThrow(
        'unauthorized',
      )
    })
  })

  describe('API keys', () => {
    it('work as a bearer token until they are deleted, and are shown once', async () => {
      const admin = createApi(server.url, (await server.signIn('admin')).token)
      const made = await admin.post('/api/api-keys', { name: 'export script' })
      expect(made).toMatchObject({
        status: 201,
        body: { data: { key: expect.stringMatching(/^fd_/) } },
      })
      const program = createApi(server.url, made.body.data.key)
      expect((await program.get('/api/chat/sessions/active')).status).toBe(200)
      expect(JSON.stringify((await admin.get('/api/api-keys')).body)).not.toContain(
        made.body.data.key,
      )
      expect((await admin.delete(`/api/api-keys/${made.body.data.id}`)).status).toBe(204)
      expect((await program.get('/api/chat/sessions/active')).status).toBe(401)
    })
  })
})

onBothDatabases('limits on signing in', (create) => {
  it('stop a guesser after five wrong passwords and say how long to wait', async () => {
    const on = await create()
    const server = await startServer(on, { environment: { RATE_LIMITS: 'on' } })
    const guess = () =>
      server.anonymous.post('/api/auth/login', { email: 'victim@x.test', password: 'guess' })
    for (let index = 0; index < 5; index++) expect((await guess()).status).toBe(401)
    const refused = await guess()
    expect(refused).toMatchObject({ status: 429, body: { code: 'rate_limited' } })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await server.anonymous.post('/api/auth/login', ADMIN)).status).toBe(200)
    await server.stop()
    await on.drop()
  })
})

onBothDatabases('time', (create) => {
  it('ends an access token after an hour and a refresh token after thirty days', async () => {
    const on = await create()
    const clock = movableClock()
    const server = await startServer(on, { clock })
    const agent = await server.signIn('agent')
    clock.advance(3_601_000)
    expect(await agent.api.get('/api/auth/me')).toMatchObject({
      status: 401,
      body: { code: 'token_expired' },
    })
    clock.advance(30 * 86_400_000)
    expect(
      (await server.anonymous.post('/api/auth/refresh', { refreshToken: agent.refreshToken }))
        .status,
    ).toBe(401)
    await server.stop()
    await on.drop()
  })
})
