import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'
import { createLimits } from '../http/limits.ts'
import { Visits } from './visit.ts'

const AN_HOUR = 120

onBothDatabases('where a visitor goes', (create) => {
  let on: TestDatabase
  let server: TestServer
  let agent: Account
  beforeAll(async () => {
    on = await create()
    server = await startServer(on)
    agent = await server.signIn('agent')
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  async function chat(): Promise<string> {
    const socket = await server.socket('/chat')
    const start = { customerEmail: `${crypto.randomUUID()}@customer.test`, customerName: 'Mai' }
    return (await socket.ask('startChat', start)).sessionId
  }
  const limits = createLimits(true)
  // Each as of another process: none of them rests from what the one before kept.
  const visit = (sessionId: string, url: string, title = '') =>
    new Visits({
      database: server.database,
      limit: limits.visits,
      onError(error) {
        throw error
      },
    }).visit(sessionId, { url, title })
  const pagesOf = async (sessionId: string): Promise<Array<{ url: string }>> =>
    (await agent.api.get(`/api/inbox/${sessionId}`)).body.data.visitor.pages

  it('is kept for the latest twenty pages', async () => {
    const sessionId = await chat()
    for (let page = 1; page <= 22; page++) await visit(sessionId, `https://x.test/${page}`)
    const urls = (await pagesOf(sessionId)).map(({ url }) => url)
    expect(urls).toHaveLength(20)
    expect(urls[0]).toBe('https://x.test/22')
  })

  it('is kept for fewer when their addresses are long, and always for the newest', async () => {
    const sessionId = await chat()
    const long = (page: number) => `https://x.test/${page}/`.padEnd(2_000, 'x')
    for (let page = 1; page <= 10; page++) await visit(sessionId, long(page), '\u0001'.repeat(300))
    const pages = await pagesOf(sessionId)
    expect(pages[0]?.url).toBe(long(10))
    expect(JSON.stringify(pages).length).toBeLessThanOrEqual(8_000)
  })

  it('is kept so many times an hour, in each chat', async () => {
    const [walker, other] = [await chat(), await chat()]
    for (let used = 1; used < AN_HOUR; used++) await limits.visits.take(walker)
    for (const page of ['last', 'one-too-many', 'another'])
      await visit(walker, `https://x.test/${page}`)
    await visit(other, 'https://x.test/first')
    expect(await pagesOf(walker)).toMatchObject([{ url: 'https://x.test/last' }])
    expect(await pagesOf(other)).toMatchObject([{ url: 'https://x.test/first' }])
  })
})
