import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import type { Database } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { conversationOf, sessionFact, SITE } from './crisp.fixture.ts'
import { ingest } from './ingest.ts'
import { put } from './outbox.ts'
import { CrispRefusal } from './refusal.ts'
import { CrispSender } from './sender.ts'

onBothDatabases('what is said to Crisp', (create) => {
  let on: TestDatabase
  let database: Database
  let now = Date.UTC(2026, 10, 26, 9)
  let there: number[]
  beforeAll(async () => {
    on = await create()
    database = await on.open({ now: () => new Date(now) })
  })
  afterAll(async () => {
    await database.close()
    await on.drop()
  })
  beforeEach(async () => {
    there = []
    await database.sql.deleteFrom('crispOutbox').execute()
  })

  const website = {
    async sendMessageInConversation(
      _site: string,
      _session: string,
      body: { fingerprint: number },
    ) {
      there.push(body.fingerprint)
      return { fingerprint: body.fingerprint }
    },
    async getMessageInConversation(_site: string, _session: string, fingerprint: number) {
      if (!there.includes(fingerprint)) throw new CrispRefusal(404, 'message_not_found')
      return { fingerprint }
    },
  }
  const client = {
    once: <T>(_purpose: string, request: (crisp: never) => Promise<T>) =>
      request({ website } as never),
  }
  const sender = (given: Database, errors: unknown[] = []) =>
    new CrispSender(given, client, (error) => errors.push(error))
  async function say(by: CrispSender): Promise<void> {
    await by.sayDue()
    await by.settled()
  }

  async function putMessage(fingerprint: number): Promise<void> {
    const sessionId = `session_${newId()}`
    const facts = [sessionFact(conversationOf(sessionId))]
    await ingest(database, { websiteId: SITE, sessionId, facts, isPast: false })
    const session = await database.sql
      .selectFrom('crispSessions')
      .selectAll()
      .where('sessionId', '=', sessionId)
      .executeTakeFirstOrThrow()
    await database.transaction((tx) =>
      put(tx, { session, kind: 'message', body: { fingerprint }, fingerprint }),
    )
  }
  const waiting = () => database.sql.selectFrom('crispOutbox').select('id').execute()

  it('is said once, though the database went away before that could be noted', async () => {
    await putMessage(1)
    const errors: unknown[] = []
    const lost = new Error('connection terminated')
    await say(sender({ ...database, transaction: () => Promise.reject(lost) }, errors))
    expect(there).toEqual([1])
    expect(errors).toEqual([lost])
    now += 60_000
    await say(sender(database))
    expect(there).toEqual([1])
    expect(await waiting()).toEqual([])
  })

  it('waits for nobody else’s turn, however much another conversation has to say again', async () => {
    await putMessage(3)
    const row = await database.sql.selectFrom('crispOutbox').selectAll().executeTakeFirstOrThrow()
    const runAt = new Date(now + 300_000).toISOString()
    await database.sql.updateTable('crispOutbox').set({ runAt }).execute()
    for (let more = 0; more < 100; more++)
      await database.sql
        .insertInto('crispOutbox')
        .values({ ...row, id: newId(), fingerprint: 1_000 + more })
        .execute()
    await putMessage(4)
    await say(sender(database))
    expect(there).toEqual([4])
  })

  it('is said once by two who read the list at the same time', async () => {
    await putMessage(2)
    await Promise.all([say(sender(database)), say(sender(database))])
    expect(there).toEqual([2])
    expect(await waiting()).toEqual([])
  })
})
