import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { insertCustomer } from '../customers/insert.ts'
import type { Database } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { eventsAfter, headOf } from '../stream/index.ts'
import {
  addSystemLine,
  appendMessages,
  type Brought,
  bringMessages,
  closePast,
  dateMessage,
  dropMessage,
  editMessage,
  markHeld,
  openConversation,
  removeMessage,
  reopenConversation,
  setDelivery,
  takeConversation,
  tellRewritten,
} from './index.ts'
import { findMessage, threadBefore } from './queries.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 0, 5, 9, minute)).toISOString()

/** A message of another system: `who` says whose, a note is always an agent's. */
const brought = (minute: number, rank: number, who: 'customer' | 'agent' | 'note'): Brought => ({
  author: { type: who === 'customer' ? 'customer' : 'agent', id: null, name: who },
  kind: who === 'note' ? 'note' : 'text',
  visibility: who === 'note' ? 'internal' : 'public',
  content: `${minute} ${rank}`,
  clientMessageId: `crisp:${rank}`,
  sentAt: at(minute),
  rank,
  remoteFile: null,
  editedAt: null,
})

onBothDatabases('messages that another system dated', (create) => {
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

  const open = () =>
    database.transaction(async (tx) => {
      const fields = { email: null, name: 'Lena', phone: undefined, company: undefined }
      const customer = await insertCustomer(tx, fields)
      if (!customer) throw new Error('no customer')
      const external = { source: 'site', id: newId(), startedAt: at(0) }
      const { id } = await openConversation(tx, {
        channel: 'crisp',
        customer,
        visitorName: 'Lena',
        external,
      })
      return id
    })
  const bring = (id: string, messages: readonly Brought[], isPast = false) =>
    database.transaction(async (tx) =>
      bringMessages(tx, await takeConversation(tx, id), { messages, isPast }),
    )
  const thread = async (id: string) =>
    (await threadBefore(database.sql, id, undefined, 500)).toReversed()
  const conversationOf = (id: string) => database.transaction((tx) => takeConversation(tx, id))
  const kindsSince = async (head: number) =>
    (await eventsAfter(database.sql, head)).map(({ kind }) => kind)

  it('stand in the order of their times and have gap-free numbers, in whatever order they come', async () => {
    const message = fc.record({
      minute: fc.integer({ min: 0, max: 9 }),
      who: fc.constantFrom<'customer' | 'agent' | 'note'>('customer', 'agent', 'note'),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(message, { minLength: 1, maxLength: 14 }),
        fc.infiniteStream(fc.nat({ max: 3 })),
        async (drawn, sizes) => {
          const id = await open()
          const all = drawn.map(({ minute, who }, rank) => brought(minute, rank + 1, who))
          for (let rest = all; rest.length > 0;) {
            const size = (sizes.next().value ?? 0) + 1
            await bring(id, rest.slice(0, size))
            await database.transaction((tx) => addSystemLine(tx, id, 'assigned Mai', null))
            rest = rest.slice(size)
          }
          const rows = await thread(id)
          const said = rows.filter(({ kind }) => kind !== 'event')
          const inOrder = all.toSorted((left, right) =>
            left.sentAt === right.sentAt
              ? left.rank - right.rank
              : left.sentAt < right.sentAt
                ? -1
                : 1,
          )
          expect(said.map(({ content }) => content)).toEqual(inOrder.map(({ content }) => content))
          const publics = rows.filter(({ visibility }) => visibility === 'public')
          expect(publics.map(({ seq }) => seq)).toEqual(publics.map((_, index) => index + 1))
          const { headSeq, lastReplySeq } = await conversationOf(id)
          expect(headSeq).toBe(publics.length)
          const reply = publics.findLast(({ authorType }) => authorType === 'agent')
          expect(lastReplySeq).toBe(reply?.seq ?? 0)
        },
      ),
      { numRuns: 40 },
    )
  }, 60_000)

  const day = 24 * 60
  const said = (minute: number) => brought(minute, minute, 'customer')
  const talks = async (id: string) => {
    const { customerId } = await conversationOf(id)
    const rows = await database.sql
      .selectFrom('activities')
      .select('at')
      .where('customerId', '=', customerId)
      .where('type', '=', 'chat_resumed')
      .orderBy('at')
      .execute()
    return rows.map((row) => row.at)
  }

  it('leave on the timeline each talk after a pause, also of a past that comes from its end', async () => {
    const id = await open()
    await bring(id, [said(3 * day), said(3 * day + 1), said(4 * day)], true)
    await bring(id, [said(1), said(2), said(2 * day)], true)
    expect(await talks(id)).toEqual([at(2 * day), at(4 * day)])
    await bring(id, [said(4 * day + 1), brought(5 * day, 5 * day, 'note')])
    await bring(id, [said(6 * day), said(6 * day + 5)])
    expect(await talks(id)).toEqual([at(2 * day), at(4 * day), at(6 * day)])
  })

  it('leave no talk on the timeline for what comes late into one that was told of', async () => {
    const id = await open()
    await bring(id, [said(1), said(day), said(day + 60), said(3 * day)])
    const before = [at(day), at(3 * day)]
    expect(await talks(id)).toEqual(before)
    await bring(id, [said(2), said(day + 30), said(3 * day - 30)])
    expect(await talks(id)).toEqual(before)
    await bring(id, [said(2 * day)])
    expect(await talks(id)).toEqual([at(day), at(2 * day), at(3 * day)])
  })

  it('leave one talk, when what opens their conversation again is no agent', async () => {
    const id = await open()
    await bring(id, [said(1)])
    await database.transaction(async (tx) => closePast(tx, await takeConversation(tx, id), at(2)))
    await bring(id, [said(day)])
    await database.transaction(async (tx) =>
      reopenConversation(tx, await takeConversation(tx, id), null),
    )
    expect((await conversationOf(id)).status).toBe('open')
    expect(await talks(id)).toEqual([at(day)])
  })

  it('are told one by one at the end, and as a thread to read anew before it', async () => {
    const id = await open()
    const head = await headOf(database.sql)
    await bring(id, [brought(1, 1, 'customer'), brought(3, 3, 'customer')])
    expect(await kindsSince(head)).toEqual(['message.added', 'message.added'])
    expect(await bring(id, [brought(2, 2, 'agent')])).toMatchObject({ isRewritten: true })
    await database.transaction(async (tx) => tellRewritten(tx, await takeConversation(tx, id)))
    expect((await kindsSince(head)).at(-1)).toBe('conversation.rewritten')
    expect((await thread(id)).map(({ seq, content }) => [seq, content])).toEqual([
      [1, '1 1'],
      [2, '2 2'],
      [3, '3 3'],
    ])
  })

  const readTo = (id: string, by: 'agent' | 'customer', seq: number) =>
    database.transaction(async (tx) =>
      markHeld(tx, await takeConversation(tx, id), { by, what: 'read', seq, isPast: false }),
    )
  const customers = (...minutes: number[]) =>
    minutes.map((minute) => brought(minute, minute, 'customer'))

  it('of which some come late are told anew first, and those at the end one by one after that', async () => {
    const id = await open()
    await bring(id, customers(2))
    const head = await headOf(database.sql)
    expect(await bring(id, customers(1, 3, 4))).toMatchObject({ isRewritten: false })
    const events = await eventsAfter(database.sql, head)
    expect(
      events.map((event) => [
        event.kind,
        event.kind === 'message.added' ? event.body.message.seq : undefined,
      ]),
    ).toEqual([
      ['conversation.rewritten', undefined],
      ['message.added', 3],
      ['message.added', 4],
    ])
    expect((await thread(id)).map(({ seq, content }) => [seq, content])).toEqual([
      [1, '1 1'],
      [2, '2 2'],
      [3, '3 3'],
      [4, '4 4'],
    ])
  })

  it('are unread from a late one on that no agent has seen, and never read before they were', async () => {
    const id = await open()
    await bring(id, customers(2, 4, 6))
    await readTo(id, 'agent', 2)
    await bring(id, customers(5))
    expect(await conversationOf(id)).toMatchObject({ agentReadSeq: 2, headSeq: 4 })
    await bring(id, customers(3))
    expect(await conversationOf(id)).toMatchObject({ agentReadSeq: 1, headSeq: 5 })
  })

  it('stay read where what comes late is an answer, or of the past', async () => {
    const id = await open()
    await bring(id, customers(2, 6))
    await readTo(id, 'agent', 2)
    await bring(id, [brought(4, 4, 'agent')])
    expect(await conversationOf(id)).toMatchObject({ agentReadSeq: 3, headSeq: 3 })
    await bring(id, [brought(3, 3, 'customer'), brought(5, 5, 'agent')])
    expect(await conversationOf(id)).toMatchObject({ agentReadSeq: 5, headSeq: 5 })
    await readTo(id, 'customer', 5)
    const past = { messages: customers(1), isPast: true }
    await database.transaction(async (tx) =>
      bringMessages(tx, await takeConversation(tx, id), past),
    )
    expect(await conversationOf(id)).toMatchObject({
      agentReadSeq: 6,
      customerReadSeq: 6,
      headSeq: 6,
    })
  })

  it('wait on where a reply had not seen them, whatever comes late', async () => {
    const id = await open()
    await bring(id, customers(2, 4, 6))
    const author = { type: 'agent', id: null, name: 'Linh' } as const
    const reply = {
      author,
      kind: 'text',
      visibility: 'public',
      content: 'written offline',
    } as const
    await database.transaction((tx) =>
      appendMessages(tx, [{ ...reply, conversationId: id, clientMessageId: null, seenSeq: 1 }]),
    )
    expect(await conversationOf(id)).toMatchObject({ agentReadSeq: 1, waitingSince: at(4) })
    await bring(id, customers(3))
    expect(await conversationOf(id)).toMatchObject({ agentReadSeq: 1, waitingSince: at(4) })
    await bring(id, [brought(5, 5, 'agent')])
    expect(await conversationOf(id)).toMatchObject({ agentReadSeq: 4, waitingSince: at(6) })
    await bring(id, [brought(7, 7, 'agent')])
    expect(await conversationOf(id)).toMatchObject({ waitingSince: null })
  })

  it('that there are twice become one, and what was read stays read', async () => {
    const id = await open()
    const { rows } = await bring(id, [...customers(1), brought(2, 2, 'agent'), ...customers(3)])
    await readTo(id, 'agent', 3)
    await database.transaction(async (tx) =>
      dropMessage(tx, await takeConversation(tx, id), rows[1]?.id ?? ''),
    )
    expect((await thread(id)).map(({ seq, content }) => [seq, content])).toEqual([
      [1, '1 1'],
      [2, '3 3'],
    ])
    expect(await conversationOf(id)).toMatchObject({
      agentReadSeq: 2,
      headSeq: 2,
      lastReplySeq: 0,
      waitingSince: at(1),
    })
  })

  it('never count as read unless an agent read them or answered after them, in whatever order they come', async () => {
    const step = fc.record({
      minute: fc.integer({ min: 0, max: 9 }),
      does: fc.constantFrom<'customer' | 'agent' | 'read'>('customer', 'customer', 'agent', 'read'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 10 }), async (steps) => {
        const id = await open()
        const seen = new Set<string>()
        for (const [index, { minute, does }] of steps.entries()) {
          if (does === 'read') {
            for (const { content } of await thread(id)) seen.add(content)
            await readTo(id, 'agent', (await conversationOf(id)).headSeq)
          } else await bring(id, [brought(minute, index + 1, does)])
          const publics = (await thread(id)).filter(({ seq }) => seq !== null)
          const { agentReadSeq } = await conversationOf(id)
          const read = publics.slice(0, agentReadSeq)
          const answered = publics.findLastIndex(({ authorType }) => authorType === 'agent')
          const unseen = read.filter((each, place) => !seen.has(each.content) && place > answered)
          expect(unseen.map(({ content }) => content)).toEqual([])
        }
      }),
      { numRuns: 15 },
    )
  }, 60_000)

  it('are edited and taken back: the place stays, the content goes for good', async () => {
    const id = await open()
    const { rows } = await bring(id, [brought(1, 1, 'customer'), brought(2, 2, 'customer')])
    const [first = '', second = ''] = rows.map((row) => row.id)
    const head = await headOf(database.sql)
    const edit = (message: string, content: string) =>
      database.transaction(async (tx) =>
        editMessage(tx, await takeConversation(tx, id), message, {
          content,
          remoteFile: null,
          editedAt: at(7),
        }),
      )
    await edit(first, 'corrected')
    await edit(first, 'corrected')
    await database.transaction(async (tx) =>
      removeMessage(tx, await takeConversation(tx, id), second),
    )
    await edit(second, 'back again?')
    expect(await thread(id)).toMatchObject([
      { seq: 1, content: 'corrected', editedAt: at(7), removedAt: null },
      { seq: 2, content: '', removedAt: expect.any(String) },
    ])
    expect(await kindsSince(head)).toEqual(['message.changed', 'message.removed'])
  })

  it('move a message of ours to where the other system has it', async () => {
    const id = await open()
    await bring(id, [brought(1, 1, 'customer')])
    const [outcome] = await database.transaction((tx) =>
      appendMessages(tx, [
        {
          conversationId: id,
          author: { type: 'agent', id: newId(), name: 'Mara' },
          kind: 'text',
          visibility: 'public',
          content: 'ours',
          clientMessageId: newId(),
        },
      ]),
    )
    if (!outcome || !('conversation' in outcome)) throw new Error('not stored')
    expect(outcome.message.delivery).toBe('pending')
    await bring(id, [brought(3, 3, 'customer')])
    await database.transaction(async (tx) =>
      dateMessage(tx, await takeConversation(tx, id), outcome.message.id, {
        sentAt: at(2),
        rank: 2,
      }),
    )
    expect((await thread(id)).map(({ seq, content }) => [seq, content])).toEqual([
      [1, '1 1'],
      [2, 'ours'],
      [3, '3 3'],
    ])
    const why = { state: 'failed', reason: 'not_allowed' } as const
    await database.transaction(async (tx) =>
      setDelivery(tx, await takeConversation(tx, id), outcome.message.id, why),
    )
    expect(await findMessage(database.sql, outcome.message.id)).toMatchObject({
      sentAt: at(2),
      delivery: 'failed',
      deliveryError: 'not_allowed',
    })
  })
})
