import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { appendMessages, Sender, openConversation } from '../conversations/index.ts'
import { customerForEmail } from '../customers/index.ts'
import type { Database } from '../db/transaction.ts'
import { enqueue } from '../jobs/index.ts'
import { append, eventsAfter, headOf, subscribe } from './index.ts'

const activity = (description: string) => ({
  kind: 'customer.deleted' as const,
  refs: {},
  body: { id: description },
})

onBothDatabases('the stream', (create) => {
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

  const conversation = () =>
    database.transaction(async (tx) => {
      const { customer } = await customerForEmail(tx, {
        email: `${crypto.randomUUID()}@x.test`,
        name: 'Mai',
      })
      return openConversation(tx, { channel: 'webchat', customer, visitorName: 'Mai' })
    })
  const draft = (conversationId: string, clientMessageId: string | null = null) => ({
    conversationId,
    author: { type: 'customer' as const, id: null, name: 'Mai' },
    kind: 'text' as const,
    visibility: 'public' as const,
    content: 'Xin chào',
    clientMessageId,
  })

  it('numbers 1,000 concurrent messages of one conversation 1…1000, without gap or repeat', async () => {
    const { id } = await conversation()
    const sender = new Sender(database)
    const sent = await Promise.all(Array.from({ length: 1_000 }, () => sender.send(draft(id))))
    const numbers = sent.map(({ message }) => message.seq ?? 0).toSorted((a, b) => a - b)
    expect(numbers).toEqual(Array.from({ length: 1_000 }, (_, index) => index + 1))
    const stored = await database.sql
      .selectFrom('messages')
      .select('seq')
      .where('conversationId', '=', id)
      .orderBy('seq')
      .execute()
    expect(stored.map((row) => row.seq)).toEqual(numbers)
  })

  it('numbers messages without gap or repeat when separate transactions append at once', async () => {
    const { id } = await conversation()
    await Promise.all(
      Array.from({ length: 60 }, () =>
        database.transaction((tx) => appendMessages(tx, [draft(id)])),
      ),
    )
    const stored = await database.sql
      .selectFrom('messages')
      .select('seq')
      .where('conversationId', '=', id)
      .orderBy('seq')
      .execute()
    expect(stored.map((row) => row.seq)).toEqual(
      Array.from({ length: 60 }, (_, index) => index + 1),
    )
  })

  it('numbers events without gap or repeat, in the order of their commits', async () => {
    const before = await headOf(database.sql)
    const announced: number[] = []
    const stop = subscribe(database, (events) =>
      announced.push(...events.map((event) => event.seq)),
    )
    await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        database.transaction(async (tx) => append(tx, activity(String(index)))),
      ),
    )
    stop()
    const expected = Array.from({ length: 50 }, (_, index) => before + index + 1)
    expect((await eventsAfter(database.sql, before)).map((event) => event.seq)).toEqual(expected)
    expect(announced.toSorted((a, b) => a - b)).toEqual(expected)
  })

  it('announces an event only after its commit can be read', async () => {
    const seen: Array<Promise<boolean>> = []
    const stop = subscribe(database, (events) => {
      for (const { seq } of events)
        seen.push(eventsAfter(database.sql, seq - 1).then((found) => found[0]?.seq === seq))
    })
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        database.transaction(async (tx) => append(tx, activity(String(index)))),
      ),
    )
    stop()
    expect(seen).toHaveLength(20)
    expect(await Promise.all(seen)).not.toContain(false)
  })

  it('leaves no event, no job and no burnt number behind a transaction that rolls back', async () => {
    const head = await headOf(database.sql)
    const announced: unknown[] = []
    const stop = subscribe(database, (events) => announced.push(...events))
    const failing = database.transaction(async (tx) => {
      append(tx, activity('never'))
      await enqueue(tx, { kind: 'never', dedupeKey: 'never' })
      tx.beforeCommit(async () => {
        throw new Error('at the last moment')
      })
    })
    await expect(failing).rejects.toThrow('at the last moment')
    stop()
    expect(announced).toEqual([])
    expect(await headOf(database.sql)).toBe(head)
    expect(
      await database.sql.selectFrom('jobs').select('id').where('kind', '=', 'never').execute(),
    ).toEqual([])
    await database.transaction(async (tx) => append(tx, activity('next')))
    expect((await eventsAfter(database.sql, head)).map((event) => event.seq)).toEqual([head + 1])
  })

  describe('group commit', () => {
    it('stores a message once however often its key is sent, and answers the same each time', async () => {
      const { id } = await conversation()
      const sender = new Sender(database)
      const sent = await Promise.all(
        Array.from({ length: 50 }, () => sender.send(draft(id, 'the same key'))),
      )
      const again = await sender.send(draft(id, 'the same key'))
      const ids = new Set(
        [...sent, again].map(({ message }) => `${message.id} ${message.seq} ${message.sentAt}`),
      )
      expect(ids.size).toBe(1)
      const stored = await database.sql
        .selectFrom('messages')
        .select('id')
        .where('conversationId', '=', id)
        .execute()
      expect(stored).toHaveLength(1)
    })

    it('fails only the message that cannot be stored', async () => {
      const { id } = await conversation()
      const sender = new Sender(database)
      const unknown = sender.send(draft(crypto.randomUUID()))
      const good = sender.send(draft(id))
      await expect(unknown).rejects.toMatchObject({ code: 'conversation_not_found' })
      expect((await good).message.seq).toBe(1)
    })

    it('stores what it could when one item breaks the whole batch', async () => {
      const { id } = await conversation()
      const sender = new Sender(database)
      // An author id that is no text breaks the batch inside the database or its encoding.
      const breaking = sender.send({
        ...draft(id),
        author: { type: 'nobody' as 'customer', id: null, name: null as unknown as string },
      })
      const good = sender.send(draft(id))
      await expect(breaking).rejects.toThrow(/null|constraint/i)
      expect((await good).message.seq).toBe(1)
    })
  })
})
