import { afterAll, beforeAll, expect, it } from 'vitest'
import { createApi } from '../../tests/support/api.ts'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'

const OLD = 'a long password'
const NEW = 'một mật khẩu khác'

onBothDatabases('one’s own password', (create) => {
  let on: TestDatabase
  let server: TestServer
  beforeAll(async () => {
    on = await create()
    server = await startServer(on, { environment: { RATE_LIMITS: 'on', TRUST_PROXY: 'on' } })
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })
  let made = 0
  /** As from another address each time, so that one test takes nothing from the next. */
  const elsewhere = () => ({ 'x-forwarded-for': `10.1.0.${++made}` })
  const login = (email: string, password: string) =>
    server.anonymous.post('/api/auth/login', { email, password }, elsewhere())
  const change = ({ api }: Account, currentPassword: string, newPassword: string) =>
    api.post('/api/auth/password', { currentPassword, newPassword }, elsewhere())

  it('is changed by whoever knows it, and signs out every other session', async () => {
    const linh = await server.signIn('agent')
    const other = (await login(linh.email, OLD)).body.data
    const third = (await login(linh.email, OLD)).body.data
    await createApi(server.url, third.accessToken).post('/api/auth/logout')
    const [mine, theirs] = [
      await server.socket('/console', { token: linh.token }),
      await server.socket('/console', { token: other.accessToken }),
    ]
    const gone = new Promise((resolve) => theirs.socket.once('disconnect', resolve))
    expect(await change(linh, OLD, NEW)).toMatchObject({
      status: 200,
      // The one that had signed out already is none.
      body: { success: true, data: { signedOut: 1 } },
    })
    await gone
    expect(mine.socket.connected).toBe(true)
    expect((await linh.api.get('/api/auth/me')).status).toBe(200)
    expect((await createApi(server.url, other.accessToken).get('/api/auth/me')).status).toBe(401)
    const refresh = (refreshToken: string) =>
      server.anonymous.post('/api/auth/refresh', { refreshToken })
    expect((await refresh(other.refreshToken)).status).toBe(401)
    expect((await refresh(linh.refreshToken)).status).toBe(200)
    expect((await login(linh.email, OLD)).body.code).toBe('invalid_credentials')
    expect((await login(linh.email, NEW)).status).toBe(200)
  })

  it('stays as it is for whoever does not, and nobody is signed out', async () => {
    const tuan = await server.signIn('agent')
    const other = (await login(tuan.email, OLD)).body.data
    expect(await change(tuan, 'not the old one', NEW)).toMatchObject({
      status: 403,
      body: { code: 'wrong_password' },
    })
    expect((await createApi(server.url, other.accessToken).get('/api/auth/me')).status).toBe(200)
    expect((await login(tuan.email, OLD)).status).toBe(200)
  })

  it('has eight characters or more, and at most two hundred', async () => {
    const hoa = await server.signIn('supervisor')
    for (const wrong of ['seven c', 'x'.repeat(201), ''])
      expect(await change(hoa, OLD, wrong)).toMatchObject({
        status: 400,
        body: { code: 'validation_failed', errors: [{ path: 'newPassword' }] },
      })
    expect((await change(hoa, OLD, 'eight ch')).status).toBe(200)
  })

  it('is one of two that are set at once, and the other is told that the old one is wrong', async () => {
    const binh = await server.signIn('agent')
    const answers = await Promise.all([
      change(binh, OLD, 'the first of two'),
      change(binh, OLD, 'the second of two'),
    ])
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['200', '403'])
  })

  it('is guessed no more often than at a sign-in, with which the guesses are counted', async () => {
    const lan = await server.signIn('agent')
    const headers = { 'x-forwarded-for': '10.2.0.1' }
    const guess = () =>
      lan.api.post('/api/auth/password', { currentPassword: 'x', newPassword: NEW }, headers)
    for (let tries = 0; tries < 5; tries++) expect((await guess()).status).toBe(403)
    const refused = await guess()
    expect(refused).toMatchObject({ status: 429, body: { code: 'rate_limited' } })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    const right = { email: lan.email, password: OLD }
    expect((await server.anonymous.post('/api/auth/login', right, headers)).status).toBe(429)
  })
})
