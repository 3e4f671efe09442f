import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../../tests/support/databases.ts'
import { appendMessages } from '../../conversations/index.ts'
import type { Database } from '../../db/transaction.ts'
import { newId } from '../../ids.ts'
import { ProblemError } from '../../problems.ts'
import { witness } from '../../stream/index.ts'
import { conversationOf, messageFact, said, sessionFact, SITE, STARTED } from '../crisp.fixture.ts'
import type { CrispFact } from '../facts.ts'
import { ingest } from '../ingest.ts'
import { put } from './outbox.ts'
import { carryOut } from './outgoing.ts'
import type { SessionRow } from '../queries.ts'
import { CrispRefusal } from '../api/refusal.ts'
import { CrispSender } from './sender.ts'

onBothDatabases('what is said to Crisp', (create) => {
  let on: TestDatabase
  let database: Database
  let now = Date.UTC(2026, 10, 26, 9)
  let there: number[]
  /** What happens before Crisp answers, and under which number it then has the message. */
  let answered: ((fingerprint: number) => Promise<number>) | undefined
  beforeAll(async () => {
    on = await create()
    database = await on.open({ now: () => new Date(now) })
    witness(database, async (tx, facts) => void (await carryOut(tx, facts, () => undefined)))
  })
  afterAll(async () => {
    await database.close()
    await on.drop()
  })
  beforeEach(async () => {
    there = []
    answered = undefined
    await database.sql.deleteFrom('crispOutbox').execute()
  })

  const website = {
    async sendMessageInConversation(
      _site: string,
      _session: string,
      body: { fingerprint: number },
    ) {
      there.push(body.fingerprint)
      return { fingerprint: (await answered?.(body.fingerprint)) ?? body.fingerprint }
    },
    markMessagesReadInConversation: async () => ({}),
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

  async function arrive(): Promise<SessionRow> {
    const sessionId = `session_${newId()}`
    const facts = [sessionFact(conversationOf(sessionId))]
    await ingest(database, { websiteId: SITE, sessionId, facts, isPast: false })
    return database.sql
      .selectFrom('crispSessions')
      .selectAll()
      .where('sessionId', '=', sessionId)
      .executeTakeFirstOrThrow()
  }
  async function putMessage(fingerprint: number): Promise<void> {
    const session = await arrive()
    await database.transaction((tx) =>
      put(tx, { session, kind: 'message', body: { fingerprint }, fingerprint }),
    )
  }
  /** An agent answers; answers the message and the number that was chosen for it. */
  async function reply({ conversationId }: SessionRow) {
    const [outcome] = await database.transaction((tx) =>
      appendMessages(tx, [
        {
          conversationId,
          author: { type: 'agent', id: newId(), name: 'Mara' },
          kind: 'text',
          visibility: 'public',
          content: 'ours',
          clientMessageId: newId(),
        },
      ]),
    )
    if (!outcome || outcome instanceof ProblemError) throw new Error('not stored')
    const session = await database.sql
      .selectFrom('crispOutbox')
      .select('fingerprint')
      .where('messageId', '=', outcome.message.id)
      .executeTakeFirstOrThrow()
    return { id: outcome.message.id, fingerprint: session.fingerprint ?? 0 }
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

  it.each([
    ['came before the answer', true],
    ['comes after the answer', false],
  ])('is one message under the number Crisp gave it, where its echo %s', async (_, isFirst) => {
    const session = await arrive()
    const { websiteId, sessionId } = session
    const tell = (facts: CrispFact[]) =>
      ingest(database, { websiteId, sessionId, facts, isPast: false })
    await tell([messageFact(said(10))])
    const { id, fingerprint } = await reply(session)
    const given = fingerprint + 1_000
    const echo = said(given, { from: 'operator', content: 'ours', timestamp: STARTED + 20 })
    answered = async () => {
      if (isFirst) await tell([messageFact(echo)])
      return given
    }
    await say(sender(database))
    await tell([messageFact(echo)])
    expect(there).toEqual([fingerprint])
    expect(await waiting()).toEqual([])
    const messages = await database.sql
      .selectFrom('messages')
      .select(['id', 'seq', 'content', 'delivery', 'rank'])
      .where('conversationId', '=', session.conversationId)
      .where('seq', 'is not', null)
      .orderBy('seq')
      .execute()
    expect(messages).toMatchObject([
      { seq: 1, content: 'message 10' },
      { id, seq: 2, content: 'ours', delivery: 'sent' },
    ])
    const items = await database.sql
      .selectFrom('crispItems')
      .select(['fingerprint', 'messageId'])
      .where('sessionId', '=', sessionId)
      .where('messageId', '=', id)
      .execute()
    expect(items).toEqual([{ fingerprint: given, messageId: id }])
  })

  it('is tried again only so often where what became of it cannot be noted', async () => {
    const { id, fingerprint } = await reply(await arrive())
    let isNoting = false
    const failing: Database = {
      ...database,
      transaction: (work) => {
        isNoting = !isNoting
        return isNoting ? Promise.reject(new Error('not to be noted')) : database.transaction(work)
      },
    }
    for (let round = 0; round < 15; round++) {
      await say(sender(failing))
      now += 600_000
    }
    expect(there).toEqual([fingerprint])
    const left = await database.sql
      .selectFrom('crispOutbox')
      .select(['attempts', 'failedAt'])
      .where('messageId', '=', id)
      .execute()
    expect(left).toEqual([{ attempts: 12, failedAt: expect.any(String) }])
  })

  it('is said once by two who read the list at the same time', async () => {
    await putMessage(2)
    await Promise.all([say(sender(database)), say(sender(database))])
    expect(there).toEqual([2])
    expect(await waiting()).toEqual([])
  })
})
