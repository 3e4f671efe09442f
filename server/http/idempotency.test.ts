import Fastify from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onBothDatabases, onSqlite, type TestDatabase } from '../../tests/support/databases.ts'
import { type InboxDesk, openInboxDesk } from '../../tests/support/inbox-desk.ts'
import { startServer, type TestServer } from '../../tests/support/server.ts'
import { honourIdempotencyKeys } from './idempotency.ts'
import { createSealer } from './seal.ts'
import type { Http } from './types.ts'

const keyed = () => ({ 'idempotency-key': crypto.randomUUID() })

onBothDatabases('a POST with an Idempotency-Key', (create) => {
  let on: TestDatabase
  let server: TestServer
  let desk: InboxDesk
  beforeAll(async () => {
    on = await create()
    server = await startServer(on)
    desk = await openInboxDesk(server)
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  /** Asks twice with one key: the second time is the first answer again. */
  async function twice(path: string, body?: unknown) {
    const headers = keyed()
    const first = await server.admin.post(path, body, headers)
    const again = await server.admin.post(path, body, headers)
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    expect({ status: again.status, body: again.body }).toEqual({
      status: first.status,
      body: first.body,
    })
    return first
  }
  const tag = async () =>
    (await server.admin.post('/api/tags', { name: crypto.randomUUID() })).body.data.id
  const customer = async () =>
    (
      await server.admin.post('/api/customers', {
        email: `${crypto.randomUUID()}@x.test`,
        name: 'Mai',
      })
    ).body.data.id

  it('shows again what is shown only once', async () => {
    const { status, body } = await twice('/api/settings/webchat/identity-secret')
    expect({ status, length: body.data.secret.length }).toEqual({ status: 201, length: 43 })
  })

  it('blocks once', async () => {
    const { id } = await desk.startChat()
    const { status, body } = await twice(`/api/inbox/${id}/block`, { minutes: 5 })
    expect(status).toBe(201)
    expect(body.total).toBe(body.data.length)
  })

  it('sends one notification to try them out', async () => {
    expect((await twice('/api/notifications/test', {})).status).toBe(201)
  })

  it('merges tags, decides about duplicates and counts a canned reply once', async () => {
    const [old, good] = [await tag(), await tag()]
    const merged = await twice(`/api/tags/${old}/merge`, { intoId: good })
    expect(merged).toMatchObject({ status: 200, body: { data: { id: good } } })
    const pair = { survivorId: await customer(), otherId: await customer() }
    for (const act of ['dismiss', 'restore'])
      expect((await twice(`/api/duplicates/${act}`, pair)).body.data).toEqual(pair)
    const reply = { shortcut: 'x', title: 'A reply', text: 'Hello', isShared: false }
    const kept = await server.admin.post('/api/canned-replies', reply)
    const used = await twice(`/api/canned-replies/${kept.body.data.id}/use`)
    expect(used.body.data.uses).toBe(1)
  })

  describe('that does many things', () => {
    // What closing writes of itself fails for one conversation when the rest of it is written already.
    async function failing(id: string) {
      const { sql: run, dialect } = server.database
      if (dialect === 'sqlite') {
        await sql`create trigger fail before insert on messages
          when new.conversation_id = ${sql.lit(id)} begin select raise(abort, 'no'); end`.execute(
          run,
        )
        return () => sql`drop trigger fail`.execute(run)
      }
      await sql`create function fail() returns trigger language plpgsql as
        $$ begin raise exception 'no'; end $$`.execute(run)
      await sql`create trigger fail before insert on messages for each row
        when (new.conversation_id = ${sql.lit(id)}) execute function fail()`.execute(run)
      return () => sql`drop function fail cascade`.execute(run)
    }

    it.each([
      ['without a key', () => ({})],
      ['with one', keyed],
    ])('leaves nothing behind of what is refused and does the rest, %s', async (_, headersOf) => {
      const [one, bad, two] = [
        await desk.startChat(),
        await desk.startChat(),
        await desk.startChat(),
      ]
      const mend = await failing(bad.id)
      const ids = [one.id, bad.id, two.id]
      const act = { ids, act: { kind: 'close' } }
      const { body } = await desk.agent.api.post('/api/inbox/bulk', act, headersOf())
      await mend()
      expect(body.data.results).toMatchObject([
        { id: one.id, outcome: 'done' },
        { id: bad.id, outcome: 'failed' },
        { id: two.id, outcome: 'done' },
      ])
      const states = await Promise.all(ids.map(async (id) => (await desk.stateOf(id)).status))
      expect(states).toEqual(['closed', 'open', 'closed'])
      const stats = async (id: string) => {
        const { customer: whose } = await desk.stateOf(id)
        const told = await desk.agent.api.get(`/api/timeline/customer/${whose.id}`)
        return told.body.data.filter(({ type }: { type: string }) => type === 'chat_closed').length
      }
      expect(await Promise.all(ids.map(stats))).toEqual([1, 0, 1])
    })
  })
})

onSqlite('the handler of a POST', (create) => {
  it('cannot send its answer itself: it would be on its way before the commit', async () => {
    const on = await create()
    const database = await on.open()
    const app = Fastify() as unknown as Http
    honourIdempotencyKeys(app, database, createSealer(new Uint8Array(32)))
    app.post('/hasty', (_request, reply) => reply.code(201).send({ id: 1 }))
    app.post('/calm', (_request, reply) => {
      reply.code(201)
      return { id: 1 }
    })
    const status = async (url: string) => (await app.inject({ method: 'POST', url })).statusCode
    expect([await status('/hasty'), await status('/calm')]).toEqual([500, 201])
    await app.close()
    await database.close()
    await on.drop()
  })
})
