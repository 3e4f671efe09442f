import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createApi } from '../../tests/support/api.ts'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { type ServerProcess, startProcess } from '../../tests/support/process.ts'
import { ADMIN } from '../../tests/support/server.ts'
import { connect } from '../../tests/support/sockets.ts'

const REPLIES = 40
const KILLS = 6

onBothDatabases('scheduled replies of a server that is killed', (create) => {
  let on: TestDatabase
  let server: ServerProcess
  const start = () =>
    startProcess({ ...on.environment, ADMIN_EMAIL: ADMIN.email, ADMIN_PASSWORD: ADMIN.password })

  beforeEach(async () => {
    on = await create()
    server = await start()
  })
  afterEach(async () => {
    await server.end('SIGTERM')
    await on.drop()
  })

  async function signIn() {
    const { body } = await createApi(server.url).post('/api/auth/login', ADMIN)
    return createApi(server.url, body.data.accessToken)
  }

  async function startChat(): Promise<string> {
    const customer = await connect(server.url, '/chat', {}, {})
    const { sessionId } = await customer.ask('startChat', {
      customerEmail: 'mai@x.test',
      customerName: 'Mai',
    })
    customer.close()
    return sessionId
  }

  it('are each sent once: those that were due while it was away right after the start', async () => {
    const chat = await startChat()
    const agent = await signIn()
    const begun = Date.now()
    for (let index = 0; index < REPLIES; index++) {
      const answer = await agent.post(`/api/inbox/${chat}/scheduled`, {
        content: `reply ${index}`,
        at: new Date(begun + 1_500 + index * 150).toISOString(),
        stopsOnReply: false,
        clientMessageId: `reply ${index}`,
      })
      expect(answer.status).toBe(201)
    }
    for (let kill = 0; kill < KILLS; kill++) {
      // At another distance from the server's look for what is due each time.
      await delay(700 + kill * 137)
      await server.end('SIGKILL')
      server = await start()
    }
    const after = await signIn()
    const pending = async () =>
      (await after.get(`/api/inbox/${chat}/scheduled`)).body.data as unknown[]
    await expect.poll(pending, { timeout: 10_000, interval: 200 }).toEqual([])
    const { body } = await after.get(`/api/inbox/${chat}/messages?limit=200`)
    const texts = (body.data as { seq: number | null; content: string }[])
      .filter(({ seq }) => seq !== null)
      .map(({ content }) => content)
    const all = Array.from({ length: REPLIES }, (_, index) => `reply ${index}`)
    expect(texts.toSorted()).toEqual(all.toSorted())
  }, 150_000)
})
