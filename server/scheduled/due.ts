import { z } from 'zod'
import type { HeldBecause, ScheduledMessage } from '../contract/scheduled.ts'
import { appendMessages, type ConversationRow } from '../conversations/index.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { releaseUploads } from '../files/index.ts'
import { findUser } from '../identity/index.ts'
import type { JobHandler } from '../jobs/index.ts'
import { problem, ProblemError } from '../problems.ts'
import { awaitDue, type Decider, isPending, saveScheduled, takeScheduled } from './actions.ts'
import { hasWrittenAfter, overdueAt, type ScheduledRow } from './queries.ts'
import { filesOf, viewScheduled } from './view.ts'

const Payload = z.object({ id: z.string() })

/**
 * Sends what became due while no server ran, without waiting for jobs that a killed one holds. One that cannot be sent
 * does not keep the others.
 */
export async function sendOverdue(
  database: Database,
  onError: (error: unknown) => void,
): Promise<void> {
  const now = database.clock.now().toISOString()
  const send = sendWhenDue(database)
  for (const id of await overdueAt(database.sql, now))
    await send({ id }, { attempts: 1 }).catch(onError)
}

/** Sends a reply that is due, or keeps it back and says why. However often it runs, one message comes of it. */
export const sendWhenDue =
  (database: Database): JobHandler =>
  async (payload) => {
    const { id } = Payload.parse(payload)
    await database.transaction(async (tx) => {
      const { row, conversation } = await takeScheduled(tx, id)
      if (row.state !== 'waiting') return
      // It was given a later time, or the clock was set back.
      if (row.dueAt > tx.now) return awaitDue(tx, row)
      const heldBecause = await reasonToHold(tx, row, conversation)
      // What was written since has not been seen by whoever decided about it.
      if (heldBecause === null) await deliver(tx, row, { conversation, seenSeq: row.afterSeq })
      else await saveScheduled(tx, { ...row, state: 'held', heldBecause }, conversation)
    })
  }

async function reasonToHold(
  tx: Tx,
  row: ScheduledRow,
  conversation: ConversationRow,
): Promise<HeldBecause | null> {
  if (conversation.status === 'closed') return 'conversation_closed'
  if (await isStopped(tx, row)) return 'customer_wrote'
  return (await isStaff(tx, row.authorId)) ? null : 'author_gone'
}

/** Whether the customer wrote first where that stops it. */
export const isStopped = async (tx: Tx, row: ScheduledRow): Promise<boolean> =>
  row.stopsOnReply === 1 && hasWrittenAfter(tx.sql, row.conversationId, row.afterSeq)

async function isStaff(tx: Tx, id: string): Promise<boolean> {
  const user = await findUser(tx.sql, id)
  return user?.isActive === 1 && user.role !== 'customer'
}

/**
 * Sends a reply now, whatever held it. Once sent it is answered as it is. Throws `scheduled_not_found`,
 * `scheduled_done` for a cancelled one, or `conversation_closed`.
 */
export const sendNow = (database: Database, id: string, by: Decider): Promise<ScheduledMessage> =>
  database.transaction(async (tx) => {
    const { row, conversation } = await takeScheduled(tx, id)
    if (row.state === 'sent') return viewScheduled(row)
    if (!isPending(row)) throw problem('scheduled_done')
    // Who has gone writes no more: it is then the message of whoever sends it.
    const author = (await isStaff(tx, row.authorId)) ? {} : { authorId: by.id, authorName: by.name }
    return viewScheduled(await deliver(tx, { ...row, ...author }, { conversation }))
  })

/** The message and what becomes of the scheduled reply are one commit: neither is ever without the other. */
async function deliver(
  tx: Tx,
  row: ScheduledRow,
  { conversation, seenSeq }: { conversation: ConversationRow; seenSeq?: number },
): Promise<ScheduledRow> {
  const files = filesOf(row)
  await releaseUploads(tx, files)
  const [outcome] = await appendMessages(tx, [
    {
      conversationId: row.conversationId,
      author: { type: 'agent', id: row.authorId, name: row.authorName },
      kind: 'text',
      visibility: 'public',
      content: row.content,
      clientMessageId: row.clientMessageId,
      seenSeq,
      mayCross: true,
      takes: row.isUndo === 1,
      attachmentIds: files.map((file) => file.id),
    },
  ])
  if (!outcome || outcome instanceof ProblemError)
    throw outcome ?? new Error('nothing came of a scheduled reply')
  const sent = { state: 'sent', heldBecause: null, messageId: outcome.message.id } as const
  return saveScheduled(tx, { ...row, ...sent }, conversation)
}
