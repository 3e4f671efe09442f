import type { StreamEvent } from '../contract/events.ts'
import { findConversation } from '../conversations/index.ts'
import type { Tx } from '../db/transaction.ts'
import { enqueue } from '../jobs/index.ts'
import { markRead, notify, type Wanted } from './actions.ts'
import { type Consequence, decideAt, type Subject } from './decide.ts'
import { endEscalation } from './escalation.ts'
import { dropRead } from './forget.ts'
import { activeStaff } from './queries.ts'
import { ANNOUNCE_QUEUED } from './queued.ts'
import { awaitAnswer, moveWait } from './response-target.ts'
import { ticketOf } from './tickets.ts'

/** Decides on these facts, the next in the stream, and does what follows from them. */
export async function decideOn(tx: Tx, facts: readonly StreamEvent[]): Promise<void> {
  const now = new Date(tx.now)
  await settle(
    tx,
    facts.flatMap((fact) => decideAt(fact, now)),
  )
}

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
    const id = endedBy(each)
    if (id !== null && wanted.some(({ subject }) => subject.aboutId === id)) await flush()
    wanted.push(...(await carryOut(tx, each)))
  }
  await flush()
}

/** About what nobody needs to be told any more. */
function endedBy(each: Consequence): string | null {
  if (each.does === 'see') return each.aboutId
  if (each.does === 'taskEnded') return each.taskId
  return each.does === 'unqueue' || each.does === 'answered' ? each.conversationId : null
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
      await awaitAnswer(tx, each)
      return []
    case 'moveWait':
      await moveWait(tx, each)
      return []
    case 'answered':
      await markRead(tx, { aboutId: each.conversationId, kinds: ['response_due'] })
      return []
    case 'taskEnded':
      await markRead(tx, { aboutId: each.taskId })
      if (each.isGone) await dropRead(tx.sql, each.taskId)
      return []
    case 'see':
      await markRead(tx, each)
      return []
  }
}
