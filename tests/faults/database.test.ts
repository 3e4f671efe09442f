import { sql } from 'kysely'
import pg from 'pg'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Sql } from '../../server/db/transaction.ts'
import { isUnavailable } from '../../server/db/unavailable.ts'
import { advance } from '../../server/stream/index.ts'
import { onBothDatabases, onPostgres, onSqlite, type TestDatabase } from '../support/databases.ts'
import { type ServerProcess, startProcess } from '../support/process.ts'
import { createApi } from '../support/api.ts'
import { ADMIN, startServer, type TestServer } from '../support/server.ts'
import { connect, type TestSocket } from '../support/sockets.ts'
import { layWire, type Wire } from '../support/wire.ts'

const MAI = { customerEmail: 'mai@x.test', customerName: 'Mai' }
const say = (socket: TestSocket, sessionId: string, content: string) =>
  socket.ask('sendMessage', {
    sessionId,
    content,
    senderType: 'customer',
    clientMessageId: content.slice(0, 100),
  })

onPostgres('a database connection that is lost', (create) => {
  let on: TestDatabase
  let running: ServerProcess
  let other: pg.Client
  beforeEach(async () => {
    on = await create()
    running = await startProcess({
      ADMIN_EMAIL: ADMIN.email,
      ADMIN_PASSWORD: ADMIN.password,
      ...on.environment,
    })
    other = new pg.Client({ connectionString: on.environment['DATABASE_URL'] })
    await other.connect()
  })
  afterEach(async () => {
    await other.end()
    await running.end('SIGTERM')
    await on.drop()
  })
  const backends = async (that: string): Promise<number[]> => {
    const { rows } = await other.query<{ pid: number }>(
      `select pid from pg_stat_activity
       where datname = current_database() and application_name = 'frontdesk' and ${that}`,
    )
    return rows.map(({ pid }) => pid)
  }

  it('in the middle of a message ends neither the process nor the chat', async () => {
    const socket = await connect(running.url, '/chat', {}, {})
    const { sessionId } = await socket.ask('startChat', MAI)
    await other.query('begin')
    await other.query('select * from conversations for update')
    const sending = say(socket, sessionId, 'while the line is cut')
    let waiting: number[] = []
    while (waiting.length === 0) waiting = await backends("wait_event_type = 'Lock'")
    for (const pid of await backends('true'))
      await other.query('select pg_terminate_backend($1)', [pid])
    await other.query('commit')
    const answer = await sending
    expect(answer.success || answer.code === 'unavailable').toBe(true)
    // Some connections end a moment later than they are told to: until then a message is refused as passing, and sent again.
    const again = async () => {
      const { success, code } = await say(socket, sessionId, 'and afterwards')
      expect(success || code === 'unavailable').toBe(true)
      return success
    }
    await expect.poll(again, { timeout: 10_000 }).toBe(true)
    const { rows } = await other.query(
      `select count(*)::int as stored from messages where content = 'and afterwards'`,
    )
    expect(rows).toEqual([{ stored: 1 }])
    expect(running.child.exitCode).toBeNull()
    const isReady = async () => (await createApi(running.url).get('/readyz')).status
    await expect.poll(isReady, { timeout: 10_000 }).toBe(200)
    socket.close()
  }, 40_000)
})

onPostgres('a database that does not answer', (create) => {
  let on: TestDatabase
  let wire: Wire
  let server: TestServer
  beforeEach(async () => {
    on = await create()
    wire = await layWire(on.environment['DATABASE_URL'] ?? '')
    const environment = { ...on.environment, DATABASE_URL: wire.url }
    server = await startServer({ ...on, environment })
  })
  afterEach(async () => {
    await server.stop()
    await wire.close()
    await on.drop()
  })

  it('is told of within two seconds while it is silent, and comes back', async () => {
    wire.freeze()
    const begun = performance.now()
    expect(await server.anonymous.get('/readyz')).toMatchObject({
      status: 503,
      body: { status: 'unavailable', checks: { database: false } },
    })
    expect(performance.now() - begun).toBeLessThan(2_000)
    wire.thaw()
    await expect.poll(async () => (await server.anonymous.get('/readyz')).status).toBe(200)
  })

  it('is a passing 503 at both edges while it is gone, and nobody is signed out', async () => {
    const visitor = await server.socket('/chat')
    const { sessionId, sessionToken } = await visitor.ask('startChat', MAI)
    await wire.cut()
    expect(await server.admin.get('/api/customers')).toMatchObject({
      status: 503,
      body: { success: false, statusCode: 503, code: 'unavailable' },
    })
    expect(await server.anonymous.post('/api/auth/login', ADMIN)).toMatchObject({
      status: 503,
      body: { code: 'unavailable' },
    })
    expect((await server.anonymous.get('/livez')).status).toBe(200)
    expect(await say(visitor, sessionId, 'hello?')).toMatchObject({
      success: false,
      code: 'unavailable',
    })
    await expect(server.socket('/console', { token: server.adminToken })).rejects.toThrow(
      'unavailable',
    )
    await expect(server.socket('/chat', { sessionToken })).rejects.toThrow('unavailable')
    await expect(server.socket('/console', { token: 'nonsense' })).rejects.toThrow('unauthorized')
    await wire.mend()
    await server.socket('/console', { token: server.adminToken })
    expect(await say(visitor, sessionId, 'hello again')).toMatchObject({ success: true })
  })
})

onPostgres('a process that hangs in the middle of its work', (create) => {
  it('holds up the others for some seconds only, and is told that its work is undone', async () => {
    const on = await create()
    const hung = await on.open()
    const other = await on.open()
    let wake = () => {}
    const awake = new Promise<void>((resolve) => (wake = resolve))
    let holds = () => {}
    const held = new Promise<void>((resolve) => (holds = resolve))
    const work = hung.transaction(async (tx) => {
      await advance(tx, 'event', 1)
      holds()
      await awake
      await advance(tx, 'event', 1)
    })
    await held
    expect(await other.transaction((tx) => advance(tx, 'event', 1))).toBe(1)
    wake()
    const failure: unknown = await work.catch((error: unknown) => error)
    expect(isUnavailable(failure)).toBe(true)
    await hung.close()
    await other.close()
    await on.drop()
  }, 40_000)
})

onBothDatabases('a socket that shows what is not ours', (create) => {
  it('is refused as unauthorized', async () => {
    const on = await create()
    const server = await startServer(on)
    for (const auth of [{ token: 'nonsense' }, { sessionToken: 'nonsense' }, { sessionToken: 1 }])
      await expect(server.socket('/chat', auth)).rejects.toThrow('unauthorized')
    await expect(server.socket('/console')).rejects.toThrow('unauthorized')
    await server.stop()
    await on.drop()
  })
})

onSqlite('a database that cannot be written to', (create) => {
  const full = (on: Sql, is: boolean) =>
    sql`pragma max_page_count = ${sql.lit(is ? 1 : 1_000_000)}`.execute(on)
  const readOnly = (on: Sql, is: boolean) =>
    sql`pragma query_only = ${sql.lit(is ? 1 : 0)}`.execute(on)

  it.each([
    { what: 'a full disk', set: full },
    { what: 'a read-only file', set: readOnly },
  ])(
    'is a passing 503 at both edges for $what, loses nothing, and is over by itself',
    async ({ set }) => {
      const on = await create()
      const server = await startServer(on)
      const visitor = await server.socket('/chat')
      const { sessionId } = await visitor.ask('startChat', MAI)
      const { sql: run } = server.database
      await set(run, true)
      const long = 'x'.repeat(10_000)
      const answers = []
      for (let index = 0; index < 20; index++) {
        const answer = await say(visitor, sessionId, `${index} ${long}`.slice(0, 10_000))
        answers.push(answer.code ?? 'stored')
      }
      expect(answers.at(-1)).toBe('unavailable')
      expect(new Set(answers.slice(answers.indexOf('unavailable')))).toEqual(
        new Set(['unavailable']),
      )
      const add = (index: number) =>
        server.admin.post('/api/customers', { email: `${index}@x.test`, name: 'x'.repeat(100) })
      let added = await add(0)
      for (let index = 1; added.status === 201; index++) added = await add(index)
      expect(added).toMatchObject({ status: 503, body: { code: 'unavailable' } })
      expect((await server.admin.get('/api/inbox?view=all')).status).toBe(200)
      await set(run, false)
      expect(await say(visitor, sessionId, 'room again')).toMatchObject({ success: true })
      const stored = await run.selectFrom('messages').select('content').execute()
      expect(stored.filter(({ content }) => content.includes('xxx'))).toHaveLength(
        answers.filter((answer) => answer === 'stored').length,
      )
      await server.stop()
      await on.drop()
    },
  )
})
