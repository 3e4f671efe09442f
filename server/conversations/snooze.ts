import { z } from 'zod'
import { UNTIL_REPLY } from '../contract/conversations.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { enqueue, type JobHandler } from '../jobs/index.ts'
import { problem } from '../problems.ts'
import { saveChange } from './actions.ts'
import { type ConversationRow, lockConversation } from './queries.ts'
import type { Actor } from './tell.ts'

/** The job that brings a conversation back when its time has come. */
export const WAKE = 'wakeConversation'

const Payload = z.object({ conversationId: z.string(), until: z.string() })

/**
 * Takes a conversation out of the way until a time, or (null) until its customer writes. Throws `conversation_closed` or
 * `snooze_in_past`.
 */
export async function snoozeConversation(
  tx: Tx,
  row: ConversationRow,
  until: string | null,
  by: NonNullable<Actor>,
): Promise<ConversationRow> {
  if (row.status === 'closed') throw problem('conversation_closed')
  const snoozedUntil = until === null ? UNTIL_REPLY : new Date(until).toISOString()
  if (snoozedUntil <= tx.now) throw problem('snooze_in_past')
  if (row.snoozedUntil === snoozedUntil) return row
  await askWake(tx, row.id, snoozedUntil)
  const next = { ...row, snoozedUntil, returnedAt: null }
  return saveChange(tx, next, { change: 'snoozed', by, line: `snoozed ${snoozedUntil}` })
}

/** Ends a snooze; one whose time has come (null) is marked as returned. It stands where it stood before. */
export async function wakeConversation(
  tx: Tx,
  row: ConversationRow,
  by: Actor,
): Promise<ConversationRow> {
  if (row.snoozedUntil === null) return row
  const next = { ...row, snoozedUntil: null, returnedAt: by === null ? tx.now : null }
  return saveChange(tx, next, { change: 'returned', by, line: 'returned' })
}

/** Asks for a conversation to be brought back; nothing else than the customer's message ends `UNTIL_REPLY`. */
export async function askWake(tx: Tx, conversationId: string, until: string): Promise<void> {
  if (until === UNTIL_REPLY) return
  await enqueue(tx, {
    kind: WAKE,
    payload: { conversationId, until },
    runAt: until,
    dedupeKey: `${WAKE} ${conversationId} ${until}`,
  })
}

/** Brings back what is still snoozed until the time the job was asked for. */
export const wakeWhenDue =
  (database: Database): JobHandler =>
  async (payload) => {
    const { conversationId, until } = Payload.parse(payload)
    await database.transaction(async (tx) => {
      const row = await lockConversation(tx, conversationId)
      if (row?.snoozedUntil === until) await wakeConversation(tx, row, null)
    })
  }
