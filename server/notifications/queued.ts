import { z } from 'zod'
import { type ConversationRow, findConversation, lockConversation } from '../conversations/index.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { enqueue, type JobHandler } from '../jobs/index.ts'
import { hasTaker } from '../routing/index.ts'
import { notify } from './actions.ts'
import { beginEscalation } from './escalation.ts'
import { findUnread } from './queries.ts'
import { isWaiting, takersOf } from './waiting.ts'

/** The job that tells of a conversation which waits for somebody, once it is known that the routing gives it to nobody. */
export const ANNOUNCE_QUEUED = 'announceQueued'

const LOOK_MS = 1_000
// After that long, whatever keeps the router from its work, people should know.
const MOST_LOOKS = 10

const Payload = z.object({
  conversationId: z.string(),
  cause: z.string(),
  byId: z.string().nullable(),
  isBack: z.boolean().default(false),
  looks: z.number(),
})

/** Tells whoever can take a conversation that it waits. */
export const announceQueued =
  (database: Database): JobHandler =>
  async (raw) => {
    const payload = Payload.parse(raw)
    const known = await findConversation(database.sql, payload.conversationId)
    if (!isWaiting(known)) return
    // Asked before the second look at the conversation: it may be what takes an agent's last room.
    const mayBeGiven = await hasTaker(database.sql, known.teamId)
    await database.transaction(async (tx) => {
      const row = await lockConversation(tx, payload.conversationId)
      if (!isWaiting(row)) return
      if (mayBeGiven && payload.looks < MOST_LOOKS) await lookAgain(tx, payload)
      else await announce(tx, row, payload)
    })
  }

const lookAgain = (tx: Tx, payload: z.output<typeof Payload>) =>
  enqueue(tx, {
    kind: ANNOUNCE_QUEUED,
    payload: { ...payload, looks: payload.looks + 1 },
    runAt: new Date(Date.parse(tx.now) + LOOK_MS).toISOString(),
  })

async function announce(
  tx: Tx,
  row: ConversationRow,
  { cause, byId, isBack }: z.output<typeof Payload>,
): Promise<void> {
  if (isBack && (await isTold(tx, row.id))) return
  const takers = await takersOf(tx, row.teamId)
  const subject = {
    kind: 'new_chat',
    cause: `queued ${cause}`,
    about: 'conversation',
    aboutId: row.id,
    ticketNumber: null,
    who: row.visitorName,
    excerpt: '',
  } as const
  await notify(
    tx,
    takers.filter((id) => id !== byId).map((agentId) => ({ agentId, subject })),
  )
  await beginEscalation(tx, row.id, cause)
}

/** Whether somebody has been told that it waits, and has not seen it yet. */
const isTold = async (tx: Tx, aboutId: string): Promise<boolean> =>
  (await findUnread(tx.sql, { aboutId, kinds: ['new_chat'] }, 1)).length > 0
