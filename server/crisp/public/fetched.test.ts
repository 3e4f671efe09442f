import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  type CrispEmulator,
  startCrispEmulator,
} from '../../../tests/support/crisp-emulator/emulator.ts'
import { expectLive, startOn } from '../../../tests/support/crisp-mirror.ts'
import { onBothDatabases, type TestDatabase } from '../../../tests/support/databases.ts'
import { heldMegabytes } from '../../../tests/support/held.ts'
import type { Account, TestServer } from '../../../tests/support/server.ts'
import { insertRows } from '../../db/bulk.ts'
import type { Database } from '../../db/transaction.ts'
import type { CrispChannel } from '../channel.ts'
import { conversationOf, sessionFact, SITE } from '../crisp.fixture.ts'
import { Fetched } from './fetched.ts'
import { fetchWebsite } from './fetching.ts'
import { ingest } from '../ingest.ts'
import { noteWebsite } from '../websites.ts'

const MANY = 20_000
const SESSIONS = [
  'websiteId',
  'sessionId',
  'conversationId',
  'crispUpdatedAt',
  'state',
  'nickname',
  'raw',
]

onBothDatabases('every conversation of a website, fetched', (create) => {
  let on: TestDatabase
  let crisp: CrispEmulator
  let server: TestServer
  let agent: Account
  beforeAll(async () => {
    on = await create()
    let at = Date.now() - 30 * 86_400_000
    let isPast = true
    crisp = await startCrispEmulator({ now: () => (isPast ? (at += 1_000) : Date.now()) })
    for (let index = 0; index < 130; index++) {
      const session = crisp.acts.visitorArrives(crisp.websiteId, { nickname: `Visitor ${index}` })
      crisp.acts.visitorSays(session, 'hello')
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

  const path = (websiteId: string) => `/crisp/conversations/${websiteId}`

  /** Has Crisp refuse from so many messages on. */
  function refuseAfter(asked: number): void {
    const route = '/messages'
    if (asked === 0)
      crisp.faults.script({ route, times: 1_000, fault: { kind: 'answer', status: 402 } })
    else crisp.faults.before(route, () => refuseAfter(asked - 1))
  }

  it('is refused before anything is answered, where Crisp refuses at once', async () => {
    refuseAfter(0)
    const refused = await agent.api.get(path(crisp.websiteId))
    expect(refused).toMatchObject({ status: 502, body: { code: 502, error: 'crisp_refused' } })
    crisp.faults.clear()
  })

  it('breaks off where Crisp refuses on the way, never ending as if it were whole; the next goes on from there', async () => {
    refuseAfter(70)
    const broken = await fetch(server.url + path(crisp.websiteId), {
      headers: { authorization: `Bearer ${agent.token}` },
    })
    expect(broken.status).toBe(200)
    await expect(broken.text()).rejects.toThrow('terminated')
    const { websites } = (await server.admin.get('/api/crisp/status')).body.data
    expect(websites[0]).toMatchObject({ lastError: expect.any(String) })
    crisp.faults.clear()
    const whole = await agent.api.get(path(crisp.websiteId))
    expect(whole.body).toMatchObject({
      code: 200,
      pagination: { total: 130, page: 3, pageParRecord: 130 },
    })
    const names = whole.body.data.map((one: { meta_nickname: string }) => one.meta_nickname)
    expect(names).toEqual(Array.from({ length: 130 }, (_, index) => `Visitor ${129 - index}`))
  })

  async function addSessions(rows: object[]): Promise<void> {
    const { sql, dialect } = server.database
    const { conversationId } = await sql
      .selectFrom('crispSessions')
      .select('conversationId')
      .limit(1)
      .executeTakeFirstOrThrow()
    const common = { websiteId: crisp.websiteId, conversationId, state: 'resolved', raw: '{}' }
    const into = { table: 'crisp_sessions', columns: SESSIONS }
    for (let at = 0; at < rows.length; at += 1_000)
      await insertRows(
        sql,
        dialect,
        into,
        rows.slice(at, at + 1_000).map((row) => ({ ...common, ...row })),
      )
  }

  it('is answered for 20,000 of them without holding them', async () => {
    const filler = 'x'.repeat(1_500)
    await server.database.sql
      .deleteFrom('crispSessions')
      .where('sessionId', 'like', 'filler%')
      .execute()
    await addSessions(
      Array.from({ length: MANY }, (_, index) => ({
        sessionId: `filler_${index}`,
        crispUpdatedAt: 1_600_000_000_000 + Math.floor(index / 3),
        nickname: `${filler} ${index}`,
      })),
    )
    const answer = await fetch(server.url + path(crisp.websiteId), {
      headers: { authorization: `Bearer ${agent.token}` },
    })
    const before = heldMegabytes()
    let [characters, looked, count, most] = [0, 0, 0, 0]
    let rest = ''
    const decoder = new TextDecoder()
    for await (const chunk of answer.body ?? []) {
      const text = rest + decoder.decode(chunk, { stream: true })
      count += text.split('"session_id"').length - 1
      rest = text.slice(-1_000)
      count -= rest.split('"session_id"').length - 1
      characters += chunk.length
      if (characters - looked < 5_000_000) continue
      looked = characters
      most = Math.max(most, heldMegabytes() - before)
    }
    count += rest.split('"session_id"').length - 1
    expect(count).toBe(MANY + 130)
    expect(JSON.parse(`{${rest.slice(rest.lastIndexOf('"pagination"'))}`)).toMatchObject({
      code: 200,
      pagination: { total: MANY + 130, pageParRecord: MANY + 130 },
    })
    // All of it is more than 30.
    expect(characters).toBeGreaterThan(30_000_000)
    expect(most).toBeLessThan(8)
  })
})

onBothDatabases('the conversations of a website that is being brought in', (create) => {
  let on: TestDatabase
  let database: Database
  beforeAll(async () => {
    on = await create()
    database = await on.open()
  })
  afterAll(async () => {
    await database.close()
    await on.drop()
  })

  const bring = async (...sessions: Array<[name: string, updatedAt: number]>) => {
    for (const [sessionId, updatedAt] of sessions) {
      const facts = [sessionFact(conversationOf(sessionId, { updated_at: updatedAt }))]
      await ingest(database, { websiteId: SITE, sessionId, facts, isPast: true })
    }
  }
  const at = (...times: number[]) =>
    bring(...times.map((time): [string, number] => [`at ${time}`, time]))

  it('come page by page, each once although they change meanwhile', async () => {
    await database.sql
      .insertInto('crispWebsites')
      .values({
        websiteId: SITE,
        name: 'Shop',
        isEnabled: 1,
        inboxRules: '{}',
        watermark: 0,
        backfill: 'running',
        backfillPage: 0,
        backfillDone: 0,
        backfillMessages: 0,
        backfillRequests: 0,
        createdAt: new Date().toISOString(),
      })
      .execute()
    const channel = { client: {}, credentials: undefined, nudge: () => {} }
    const { signal } = new AbortController()
    const wanted = { websiteId: SITE, signal }
    const standings = fetchWebsite(database, channel as unknown as CrispChannel, wanted)
    const fetched = new Fetched(database, SITE)
    async function next(): Promise<string[]> {
      const { value } = await standings.next()
      if (!value) throw new Error('it is over')
      const ids: string[] = []
      for await (const rows of fetched.more(value))
        ids.push(...rows.map(({ session_id: id }) => id))
      return ids
    }
    const note = (backfillPage: number, backfillReached: number) =>
      noteWebsite(database, SITE, { backfillPage, backfillReached })

    await at(9, 8, 7, 6, 3)
    await note(1, 7)
    expect(await next()).toEqual(['at 9', 'at 8'])
    await at(5, 4)
    await bring(['at 8', 10], ['at 5', 11])
    await note(2, 4)
    expect(await next()).toEqual(['at 7', 'at 6'])
    await at(1)
    await noteWebsite(database, SITE, { backfill: 'done' })
    expect(await next()).toEqual(['at 4', 'at 3', 'at 1', 'at 5'])
    expect(fetched.count).toBe(8)
    expect(await standings.next()).toMatchObject({ done: true })
  })
})
