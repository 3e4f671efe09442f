import { expect, it } from 'vitest'
import { Fact, Refs } from '../contract/events.ts'
import type { Database } from '../db/transaction.ts'
import type { Seeded } from './seed.ts'

type Opened = () => Database

/** States what is true of every database that Frontdesk wrote itself, of one that was filled in bulk. */
export function itHoldsEveryInvariant(open: Opened, made: () => Seeded): void {
  itNumbersEvents(open, made)
  itTellsByTheContract(open)
  itLeavesConversationsAsTold(open)
  itNumbersMessages(open)
  itKeepsWhatWasTold(open)
  itKnowsWhoWaits(open)
}

function itNumbersEvents(open: Opened, made: () => Seeded): void {
  it('numbers its events without a gap, in the order of time, up to the counter', async () => {
    const events = await open()
      .sql.selectFrom('events')
      .select(['seq', 'at'])
      .orderBy('seq')
      .execute()
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1))
    expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).toSorted())
    const counters = await open().sql.selectFrom('counters').selectAll().execute()
    expect(Object.fromEntries(counters.map(({ name, value }) => [name, value]))).toEqual({
      event: made().events,
      notified: made().events,
      counted: made().events,
      fact: expect.any(Number),
      ticket: made().tickets,
    })
  })
}

function itTellsByTheContract(open: Opened): void {
  it('tells every event as the contract has it, with nothing more', async () => {
    const events = await open().sql.selectFrom('events').selectAll().execute()
    for (const { kind, refs, body } of events.filter(({ seq }) => seq % 7 === 0)) {
      const fact = { kind, body: JSON.parse(body) }
      expect(Fact.parse(fact)).toEqual(fact)
      expect(Refs.parse(JSON.parse(refs))).toEqual(JSON.parse(refs))
    }
  })
}

function itLeavesConversationsAsTold(open: Opened): void {
  it('leaves each conversation as its last event says', async () => {
    const last = new Map<string, object>()
    const events = await open().sql.selectFrom('events').selectAll().orderBy('seq').execute()
    for (const { body } of events) {
      const { conversation } = JSON.parse(body)
      if (conversation) last.set(conversation.id, conversation)
    }
    const rows = await open()
      .sql.selectFrom('conversations')
      .leftJoin('users', 'users.id', 'assigneeId')
      .selectAll('conversations')
      .select('users.name as assigneeName')
      .execute()
    expect(last.size).toBe(rows.length)
    for (const row of rows)
      expect(last.get(row.id)).toMatchObject({
        status: row.status,
        assignee: row.assigneeId === null ? null : { id: row.assigneeId, name: row.assigneeName },
        headSeq: row.headSeq,
        agentReadSeq: row.agentReadSeq,
        customerReadSeq: row.customerReadSeq,
        waitingSince: row.waitingSince,
        lastActivityAt: row.lastActivityAt,
        closedAt: row.closedAt,
      })
  })
}

function itNumbersMessages(open: Opened): void {
  it('numbers the messages of each conversation 1…n, and counts its notes', async () => {
    const messages = await open()
      .sql.selectFrom('messages')
      .selectAll()
      .orderBy('conversationId')
      .orderBy('position')
      .orderBy('innerSeq')
      .execute()
    const threads = Map.groupBy(messages, ({ conversationId }) => conversationId)
    for (const row of await open().sql.selectFrom('conversations').selectAll().execute()) {
      const thread = threads.get(row.id) ?? []
      const numbers = thread.flatMap(({ seq }) => (seq === null ? [] : [seq]))
      expect(numbers).toEqual(Array.from({ length: row.headSeq }, (_, index) => index + 1))
      expect(thread.filter(({ kind }) => kind === 'note')).toHaveLength(row.noteCount)
      expect(thread.filter(({ seq }) => seq === null)).toHaveLength(row.innerCount)
      const times = thread.map(({ sentAt }) => sentAt)
      expect(times).toEqual(times.toSorted())
    }
  })
}

function itKeepsWhatWasTold(open: Opened): void {
  it('has each customer, each ticket and each rating as its last event says', async () => {
    const { sql } = open()
    const events = await sql.selectFrom('events').selectAll().orderBy('seq').execute()
    const last = (pick: (body: Record<string, never>) => { id: string } | undefined) =>
      new Map(
        events.flatMap(({ body }) => {
          const found = pick(JSON.parse(body))
          return found ? [[found.id, found] as const] : []
        }),
      )
    const tickets = last(({ ticket }) => ticket)
    for (const row of await sql.selectFrom('tickets').selectAll().execute())
      expect(tickets.get(row.id)).toMatchObject({ status: row.status, updatedAt: row.updatedAt })
    const activities = await sql.selectFrom('activities').select('id').execute()
    expect(new Set(activities.map(({ id }) => id))).toEqual(
      new Set(last(({ activity }) => activity).keys()),
    )
    const ratings = await sql.selectFrom('chatRatings').selectAll().execute()
    expect(ratings).toHaveLength(events.filter(({ kind }) => kind === 'conversation.rated').length)
    const closings = await sql.selectFrom('conversations').select(['id', 'closedAt']).execute()
    const closedAt = new Map(closings.map((row) => [row.id, row.closedAt]))
    for (const row of ratings) expect(row.closedAt).toBe(closedAt.get(row.conversationId))
  })
}

function itKnowsWhoWaits(open: Opened): void {
  it('has for each conversation that waits the first message nobody answered', async () => {
    const { sql } = open()
    const waiting = await sql
      .selectFrom('conversations')
      .select(['id', 'lastReplySeq', 'waitingSince'])
      .where('waitingSince', 'is not', null)
      .execute()
    for (const row of waiting) {
      const { sentAt } = await sql
        .selectFrom('messages')
        .select('sentAt')
        .where('conversationId', '=', row.id)
        .where('seq', '=', row.lastReplySeq + 1)
        .executeTakeFirstOrThrow()
      expect(row.waitingSince).toBe(sentAt)
    }
  })
}
