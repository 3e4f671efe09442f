import type { StreamEvent } from '../contract/events.ts'
import { findConversation } from '../conversations/index.ts'
import type { Database, Sql, Tx } from '../db/transaction.ts'
import { enqueue } from '../jobs/index.ts'
import { headOf } from '../stream/index.ts'
import { markRead, notify, type Wanted } from './actions.ts'
import { type Consequence, decideAt, DECIDED_KINDS, type Subject } from './decide.ts'
import { endEscalation } from './escalation.ts'
import { activeStaff } from './queries.ts'
import { ANNOUNCE_QUEUED } from './queued.ts'
import { awaitAnswer } from './response-target.ts'
import { ticketOf } from './tickets.ts'

/** Whether there is anything to decide; nothing new is the rule between two commits, and costs no commit of its own. */
export async function isBehind({ sql }: Database): Promise<boolean> {
  const row = await sql
    .selectFrom('counters')
    .select('value')
    .where('name', '=', 'notified')
    .executeTakeFirstOrThrow()
  return (await headOf(sql)) !== row.value
}

/** Takes the place up to which all is decided for this transaction: one process decides at a time. */
async function takeCursor(tx: Tx): Promise<number> {
  const { value } = await tx.sql
    .selectFrom('counters')
    .select('value')
    .where('name', '=', 'notified')
    .$if(tx.database.dialect === 'postgres', (query) => query.forUpdate())
    .executeTakeFirstOrThrow()
  return value
}

const moveCursor = (tx: Tx, value: number) =>
  tx.sql.updateTable('counters').set({ value }).where('name', '=', 'notified').execute()

/** Decides the next facts, at most `limit`; answers whether there are more. */
export async function decideSome(tx: Tx, limit: number): Promise<boolean> {
  const cursor = await takeCursor(tx)
  const head = await headOf(tx.sql)
  const rows = await nextRows(tx.sql, { after: cursor, head, limit })
  const isMore = rows.length === limit
  const now = new Date(tx.now)
  await settle(
    tx,
    rows.flatMap((row) => decideAt(eventOf(row), now)),
  )
  await moveCursor(tx, isMore ? (rows.at(-1)?.seq ?? head) : head)
  return isMore
}

/** The number and kind of the next fact to decide; undefined when there is none. */
export async function nextUndecided(
  sql: Sql,
): Promise<{ seq: number; kind: StreamEvent['kind'] } | undefined> {
  const { value: after } = await sql
    .selectFrom('counters')
    .select('value')
    .where('name', '=', 'notified')
    .executeTakeFirstOrThrow()
  const [next] = await nextRows(sql, { after, head: await headOf(sql), limit: 1 })
  return next && { seq: next.seq, kind: next.kind as StreamEvent['kind'] }
}

/** Leaves the fact with this number undecided, unless it is decided meanwhile. */
export async function passOver(tx: Tx, seq: number): Promise<void> {
  const after = await takeCursor(tx)
  const [next] = await nextRows(tx.sql, { after, head: seq, limit: 1 })
  if (next?.seq === seq) await moveCursor(tx, seq)
}

const nextRows = (
  sql: Sql,
  { after, head, limit }: { after: number; head: number; limit: number },
) =>
  sql
    .selectFrom('events')
    .selectAll()
    .where('seq', '>', after)
    .where('seq', '<=', head)
    .where('kind', 'in', DECIDED_KINDS)
    .orderBy('seq')
    .limit(limit)
    .execute()

type EventRow = Awaited<ReturnType<typeof nextRows>>[number]

const eventOf = ({ refs, body, ...row }: EventRow) =>
  ({ ...row, refs: JSON.parse(refs), body: JSON.parse(body) }) as StreamEvent

/** Carries out what was decided, in order: what is seen before it is told must not count as seen. */
async function settle(tx: Tx, consequences: readonly Consequence[]): Promise<void> {
  if (consequences.length === 0) return
  const staff = new Set((await activeStaff(tx.sql)).map(({ id }) => id))
  let wanted: Wanted[] = []
  const flush = async () => {
    await notify(
      tx,
      wanted.filter(({ agentId }) => staff.has(agentId)),
    )
    wanted = []
  }
  for (const each of consequences) {
    if (each.does === 'see' || each.does === 'unqueue' || each.does === 'answered') {
      const id = each.does === 'see' ? each.aboutId : each.conversationId
      if (wanted.some(({ subject }) => subject.aboutId === id)) await flush()
    }
    wanted.push(...(await carryOut(tx, each)))
  }
  await flush()
}

// What becomes an agent's is told by the name of who waits in it, which the fact does not say.
async function named(tx: Tx, subject: Subject): Promise<Subject> {
  if (subject.excerpt !== '' || subject.aboutId === null) return subject
  const conversation = await findConversation(tx.sql, subject.aboutId)
  return { ...subject, excerpt: conversation?.visitorName ?? '' }
}

async function carryOut(tx: Tx, each: Consequence): Promise<Wanted[]> {
  switch (each.does) {
    case 'tell': {
      const subject = await named(tx, each.subject)
      return each.agentIds.map((agentId) => ({ agentId, subject }))
    }
    case 'tellOfComment': {
      const ticket = await ticketOf(tx.sql, each.ticketId)
      if (!ticket?.assigneeId || ticket.assigneeId === each.byId) return []
      const subject = { ...each.subject, ticketNumber: ticket.ticketNumber }
      return [{ agentId: ticket.assigneeId, subject }]
    }
    case 'queue': {
      const { does: _, ...queued } = each
      await enqueue(tx, { kind: ANNOUNCE_QUEUED, payload: { ...queued, looks: 1 } })
      return []
    }
    case 'unqueue':
      await endEscalation(tx, each.conversationId)
      await markRead(tx, { aboutId: each.conversationId, kinds: ['new_chat', 'escalated'] })
      return []
    case 'await':
      await awaitAnswer(tx, each.conversationId, each.since)
      return []
    case 'answered':
      await markRead(tx, { aboutId: each.conversationId, kinds: ['response_due'] })
      return []
    case 'see':
      await markRead(tx, each)
      return []
  }
}
