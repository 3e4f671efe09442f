import { createHash } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { connect as dial } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApi } from '../../tests/support/api.ts'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { startServer, type TestServer } from '../../tests/support/server.ts'

/** Sends bytes as they are and answers all that comes back until the server hangs up. */
function exchange(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url)
  const line = dial(Number(port), hostname)
  line.write(bytes)
  return text(line)
}

onBothDatabases('the HTTP edge', (create) => {
  let on: TestDatabase
  let server: TestServer
  beforeAll(async () => {
    on = await create()
    server = await startServer(on, {
      environment: { ALLOWED_ORIGINS: 'https://shop.example/, https://other.example' },
    })
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })
  const customer = () => ({ email: `${crypto.randomUUID()}@x.test`, name: 'Mai' })

  describe('bad requests', () => {
    it.each([
      ['malformed JSON', '{"email":', 'application/json', 400, 'malformed_request'],
      ['an empty body', '', 'application/json', 400, 'validation_failed'],
      ['a body that is no object', '[]', 'application/json', 400, 'validation_failed'],
      ['null', 'null', 'application/json', 400, 'validation_failed'],
      [
        'another media type',
        'a=b',
        'application/x-www-form-urlencoded',
        415,
        'unsupported_media_type',
      ],
      ['plain text', 'hello', 'text/plain', 415, 'unsupported_media_type'],
      [
        'a body over 1 MiB',
        JSON.stringify({ name: 'x'.repeat(1_100_000) }),
        'application/json',
        413,
        'payload_too_large',
      ],
      [
        'poisoned prototypes',
        '{"__proto__":{"role":"admin"}}',
        'application/json',
        400,
        'malformed_request',
      ],
    ])('answers %s with the documented error', async (...[, body, type, status, code]) => {
      const answer = await server.admin.raw('POST', '/api/customers', body, {
        'content-type': type,
      })
      expect(answer).toMatchObject({
        status,
        body: { success: false, statusCode: status, code, requestId: expect.any(String) },
      })
      expect(answer.headers.get('x-request-id')).toBe(answer.body.requestId)
      expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|\.ts:/)
    })

    it('answers an unknown address, a malformed id and a malformed address with 404 or 400, never 500', async () => {
      expect(await server.admin.get('/api/nothing')).toMatchObject({
        status: 404,
        body: { code: 'not_found' },
      })
      expect(await server.admin.get('/api/customers/not-an-id')).toMatchObject({
        status: 404,
        body: { code: 'customer_not_found' },
      })
      expect(await server.admin.get('/api/chat/sessions/1')).toMatchObject({
        status: 404,
        body: { code: 'session_not_found' },
      })
      expect((await server.admin.get('/api/%E0%A4%A')).status).toBe(400)
      expect((await server.admin.get(`/api/customers/${'x'.repeat(5_000)}`)).status).toBe(404)
    })

    it.each([
      ['page=0&limit=0', { page: 1, limit: 1 }],
      ['page=-5&limit=100000', { page: 1, limit: 100 }],
      ['page=999999999999999999', { page: 1_000_000_000, limit: 10 }],
    ])('brings %s into range', async (query, meta) => {
      expect(await server.admin.get(`/api/customers?${query}`)).toMatchObject({
        status: 200,
        body: { meta },
      })
    })

    it.each(['page=abc', 'page=1.5', 'limit=', 'page=1&page=2', 'cursor=nonsense', 'cursor=W10'])(
      'refuses %s',
      async (query) => {
        expect(await server.admin.get(`/api/customers?${query}`)).toMatchObject({
          status: 400,
          body: { code: 'validation_failed' },
        })
      },
    )
  })

  it.each([
    ['garbage', 'GARBAGE\r\n\r\n', 400, 'malformed_request'],
    [
      'headers over 16 KiB',
      `GET /livez HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
      'headers_too_large',
    ],
  ])('answers %s in the error envelope too', async (...[, bytes, status, code]) => {
    const answer = await exchange(server.url, bytes)
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    const [head = '', body = ''] = answer.split('\r\n\r\n')
    expect(head).toMatch(/content-type: application\/json/i)
    expect(JSON.parse(body)).toEqual({
      success: false,
      statusCode: status,
      code,
      message: expect.any(String),
      requestId: expect.any(String),
    })
  })

  it('takes a DELETE that names the type of a body it does not have, and a slash at the end', async () => {
    const { body } = await server.admin.post('/api/customers/', customer())
    const answer = await server.admin.raw('DELETE', `/api/customers/${body.data.id}`, undefined, {
      'content-type': 'application/json',
    })
    expect(answer.status).toBe(204)
  })

  describe('Idempotency-Key', () => {
    const keyed = () => ({ 'idempotency-key': crypto.randomUUID() })

    it('answers the same again and does it once', async () => {
      const headers = keyed()
      const wanted = customer()
      const first = await server.admin.post('/api/customers', wanted, headers)
      const second = await server.admin.post('/api/customers', wanted, headers)
      expect(first.status).toBe(201)
      expect({ status: second.status, body: second.body }).toEqual({
        status: 201,
        body: first.body,
      })
      expect((await server.admin.get(`/api/customers?q=${wanted.email}`)).body.meta.total).toBe(1)
    })

    it('refuses another body under the same key', async () => {
      const headers = keyed()
      await server.admin.post('/api/customers', customer(), headers)
      expect(await server.admin.post('/api/customers', customer(), headers)).toMatchObject({
        status: 422,
        body: { code: 'idempotency_key_reused' },
      })
    })

    it('does it once when twenty ask at once; the others get the same answer or are told that it runs', async () => {
      const headers = keyed()
      const wanted = customer()
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => server.admin.post('/api/customers', wanted, headers)),
      )
      expect(
        new Set(answers.filter(({ status }) => status === 201).map(({ body }) => body.data.id))
          .size,
      ).toBe(1)
      const others = answers.filter(({ status }) => status !== 201)
      for (const { body } of others) expect(body.code).toBe('request_in_progress')
      expect((await server.admin.get(`/api/customers?q=${wanted.email}`)).body.meta.total).toBe(1)
    })

    it('belongs to one user and one route', async () => {
      const headers = keyed()
      const other = await server.signIn('agent')
      const wanted = customer()
      await server.admin.post('/api/customers', wanted, headers)
      expect((await other.api.post('/api/customers', customer(), headers)).status).toBe(201)
    })

    it('keeps no refusal: the same key may try again', async () => {
      const headers = keyed()
      const taken = customer()
      const { body } = await server.admin.post('/api/customers', taken)
      expect((await server.admin.post('/api/customers', taken, headers)).status).toBe(409)
      await server.admin.delete(`/api/customers/${body.data.id}`)
      expect((await server.admin.post('/api/customers', taken, headers)).status).toBe(201)
    })

    it('keeps no token in the clear, nor what a password could be guessed by', async () => {
      const agent = await server.signIn('agent')
      const body = { email: agent.email, password: 'a long password' }
      const headers = keyed()
      const first = await server.anonymous.post('/api/auth/login', body, headers)
      const second = await server.anonymous.post('/api/auth/login', body, headers)
      expect(second.body.data.accessToken).toBe(first.body.data.accessToken)
      const rows = await server.database.sql
        .selectFrom('idempotencyKeys')
        .select(['answer', 'bodyHash'])
        .execute()
      expect(JSON.stringify(rows)).not.toContain(first.body.data.refreshToken)
      const guess = createHash('sha256').update(JSON.stringify(body)).digest('base64url')
      expect(rows.map(({ bodyHash }) => bodyHash)).not.toContain(guess)
    })
  })

  describe('other origins', () => {
    it('are closed unless allowed', async () => {
      const ask = async (origin: string) =>
        (await server.anonymous.get('/api/health', { origin })).headers.get(
          'access-control-allow-origin',
        )
      expect(await ask('https://evil.example')).toBeNull()
      expect(await ask('null')).toBeNull()
      expect(await ask('https://shop.example.evil.example')).toBeNull()
      expect(await ask('https://shop.example')).toBe('https://shop.example')
      expect(await ask('frontdesk-app://console')).toBe('frontdesk-app://console')
      expect(await ask(server.url)).toBe(server.url)
    })

    it('may not open sockets unless allowed', async () => {
      await expect(server.socket('/chat', {}, { origin: 'https://evil.example' })).rejects.toThrow(
        'websocket error',
      )
      const allowed = await server.socket('/chat', {}, { origin: 'https://other.example' })
      expect(allowed.socket.connected).toBe(true)
    })
  })

  it('sends a strict content policy and no powered-by', async () => {
    const { headers } = await server.anonymous.get('/api/health')
    expect(headers.get('content-security-policy')).toMatch(
      /default-src 'none';\s*script-src 'self';\s*style-src 'self'/,
    )
    expect(headers.get('content-security-policy')).not.toContain('unsafe')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-powered-by')).toBeNull()
  })

  it('answers health, liveness, readiness and metrics without an envelope', async () => {
    expect((await server.anonymous.get('/api/health')).body).toEqual({
      status: 'ok',
      timestamp: expect.any(String),
      uptime: expect.any(Number),
      version: '0.0.0-test',
    })
    expect((await server.anonymous.get('/livez')).status).toBe(200)
    expect((await server.anonymous.get('/readyz')).body).toEqual({
      status: 'ready',
      checks: { database: true },
    })
    const metrics = (await server.anonymous.get('/metrics')).body
    for (const name of [
      'messages_total',
      'sockets',
      'commit_messages',
      'commit_seconds',
      'fanout_seconds',
      'job_lag_seconds',
    ]) {
      expect(metrics).toContain(`frontdesk_${name}`)
    }
    expect(metrics).toContain('nodejs_eventloop_lag')
  })

  it('describes every route of the contract as OpenAPI 3.1', async () => {
    const { body } = await server.anonymous.get('/api/openapi.json')
    expect(body.openapi).toBe('3.1.0')
    const described = Object.keys(body.paths)
    for (const route of server.routes) {
      if (
        route.schema === undefined ||
        route.schema.hide === true ||
        !route.url.startsWith('/api/')
      )
        continue
      expect(described).toContain(route.url.replace(/:(\w+)/g, '{$1}'))
    }
    expect((await server.anonymous.get('/api/docs/')).status).toBe(200)
  })

  it('survives a client that goes away in the middle of a request', async () => {
    await new Promise<void>((resolve) => {
      const request = httpRequest(`${server.url}/api/customers`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': '100' },
      })
      request.once('error', () => resolve())
      request.write('{"email":')
      request.once('socket', (socket) =>
        socket.once('connect', () => request.destroy(new Error('gone'))),
      )
    })
    expect((await createApi(server.url).get('/livez')).status).toBe(200)
  })
})

onBothDatabases('general limits', (create) => {
  it('answer 429 with how long to wait, and count down in headers', async () => {
    const on = await create()
    const server = await startServer(on, { environment: { RATE_LIMITS: 'on' } })
    const first = await server.admin.get('/api/settings')
    expect(Number(first.headers.get('ratelimit-remaining'))).toBe(599)
    const statuses = []
    for (let round = 0; round < 13; round++) {
      statuses.push(
        ...(
          await Promise.all(Array.from({ length: 50 }, () => server.admin.get('/api/settings')))
        ).map(({ status }) => status),
      )
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(599)
    const refused = await server.admin.get('/api/settings')
    expect(refused).toMatchObject({ status: 429, body: { code: 'rate_limited' } })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    await server.stop()
    await on.drop()
  })
})
