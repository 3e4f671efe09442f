import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  type CrispEmulator,
  startCrispEmulator,
} from '../../../tests/support/crisp-emulator/emulator.ts'
import { expectLive, startOn } from '../../../tests/support/crisp-mirror.ts'
import { onBothDatabases, type TestDatabase } from '../../../tests/support/databases.ts'
import { type Account, startServer, type TestServer } from '../../../tests/support/server.ts'

onBothDatabases('the interface of the Crisp copying tool', (create) => {
  let on: TestDatabase
  let crisp: CrispEmulator
  let server: TestServer
  let agent: Account
  let session: string
  beforeAll(async () => {
    on = await create()
    let at = Date.now() - 30 * 86_400_000
    let isPast = true
    crisp = await startCrispEmulator({ now: () => (isPast ? (at += 1_000) : Date.now()) })
    const { acts, websiteId } = crisp
    for (let index = 0; index < 12; index++) {
      session = acts.visitorArrives(websiteId, {
        nickname: `Visitor ${index}`,
        email: `visitor${index}@example.org`,
      })
      acts.visitorSays(session, `hello ${index}`)
      acts.operatorSays(session, {
        type: 'file',
        content: { name: 'a.pdf', url: 'https://a.test' },
      })
    }
    isPast = false
    server = await startOn(crisp, on)
    agent = await server.signIn('agent')
    await expectLive(crisp)
  })
  afterAll(async () => {
    await server.stop()
    await crisp.stop()
    await on.drop()
  })

  it('fetches every conversation, and two who ask at once share the work', async () => {
    crisp.requests.clear()
    const ask = () => agent.api.get(`/crisp/conversations/${crisp.websiteId}`)
    const [one, two] = await Promise.all([ask(), ask()])
    expect(one.status).toBe(200)
    expect(one.body).toMatchObject({
      code: 200,
      message: expect.any(String),
      pagination: { total: 12, page: 1, pageParRecord: 12 },
    })
    expect(one.body.data).toHaveLength(12)
    expect(two.body).toEqual(one.body)
    expect(crisp.requests.repeated()).toBeLessThan(12)
    const { body } = await agent.api.get('/crisp-db/conversations?page=2&limit=5')
    expect(body.pagination).toEqual({ total: 12, page: 2, pageParRecord: 5 })
    expect(body.data).toEqual(one.body.data.slice(5, 10))
    expect(one.body.data[0]).toMatchObject({
      session_id: session,
      website_id: crisp.websiteId,
      status: 1,
      state: 'unresolved',
      meta_nickname: 'Visitor 11',
      meta_email: 'visitor11@example.org',
      created_at_crisp: expect.stringMatching(/Z$/),
      updated_at_crisp: expect.stringMatching(/Z$/),
    })
  })

  it('fetches and lists the messages of a conversation, numbers as decimal texts', async () => {
    const fetched = await agent.api.get(`/crisp/messages/${crisp.websiteId}/${session}`)
    const [first, second] = crisp.truth().find((one) => one.session_id === session)?.messages ?? []
    expect(fetched.body).toMatchObject({
      code: 200,
      pagination: { total: 2, page: 1, pageParRecord: 2 },
      data: [
        {
          fingerprint: String(first?.fingerprint),
          session_id: session,
          website_id: crisp.websiteId,
          type: 'text',
          from: 'visitor',
          content: 'hello 11',
          timestamp: String(first?.timestamp),
        },
        { from: 'operator', type: 'file', content: JSON.stringify(second?.content) },
      ],
    })
    const { body } = await agent.api.get(`/crisp-db/messages/${session}?page=2&limit=1`)
    expect(body.data).toEqual([fetched.body.data[1]])
    expect(body.pagination).toEqual({ total: 2, page: 2, pageParRecord: 1 })
  })

  it('can be read by programs that speak SQL', async () => {
    const { sql } = server.database
    const rows = await sql
      .selectFrom('crisp_messages' as never)
      .selectAll()
      .where('session_id' as never, '=', session as never)
      .orderBy('timestamp' as never)
      .execute()
    expect(rows).toMatchObject([{ from: 'visitor', content: 'hello 11' }, { type: 'file' }])
    const conversations = await sql
      .selectFrom('crisp_conversations' as never)
      .selectAll()
      .execute()
    expect(conversations).toHaveLength(12)
  })

  it('refuses in its own envelope', async () => {
    const unknown = await agent.api.get(`/crisp/messages/${crisp.websiteId}/session_none`)
    expect(unknown).toMatchObject({
      status: 404,
      body: { code: 404, message: expect.any(String), error: 'conversation_not_found' },
    })
    const site = await agent.api.get('/crisp/conversations/none')
    expect(site.body).toMatchObject({ code: 404, error: 'crisp_website_not_found' })
    expect((await server.anonymous.get('/crisp-db/conversations')).body).toMatchObject({
      code: 401,
      error: 'unauthorized',
    })
    expect((await agent.api.get('/crisp-db/messages/%00')).status).toBe(404)
    crisp.faults.script({ route: '/messages', fault: { kind: 'answer', status: 402 } })
    const refused = await agent.api.get(`/crisp/messages/${crisp.websiteId}/${session}`)
    expect(refused.body).toMatchObject({ code: 502, error: 'crisp_refused' })
  })

  it('says when to come again to whoever tries tokens', async () => {
    const limited = await startServer({
      environment: { DATA_DIR: `${on.environment['DATA_DIR']}-3`, RATE_LIMITS: 'on' },
    })
    const guess = () => limited.anonymous.get('/crisp-db/conversations')
    await Promise.all(Array.from({ length: 600 }, guess))
    const answer = await guess()
    expect(answer).toMatchObject({
      status: 429,
      body: { code: 429, message: expect.any(String), error: 'rate_limited' },
    })
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    await limited.stop()
  })

  it('is not there without credentials', async () => {
    const bare = await startServer({ environment: { DATA_DIR: `${on.environment['DATA_DIR']}-2` } })
    const answer = await bare.admin.get('/crisp/conversations/any')
    expect(answer).toMatchObject({ status: 503, body: { error: 'crisp_not_configured' } })
    expect((await bare.admin.get('/api/crisp/status')).body.data.connection).toBe('off')
    await bare.stop()
  })
})
