import type { Hold, RescheduleBody, ScheduledMessage } from '../contract/scheduled.ts'
import { SCHEDULED_MAX } from '../contract/scheduled.ts'
import { type ConversationRow, messageContent, takeConversation } from '../conversations/index.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { releaseUploads, reserveUploads } from '../files/index.ts'
import { newId } from '../ids.ts'
import { enqueue } from '../jobs/index.ts'
import { problem } from '../problems.ts'
import { append } from '../stream/index.ts'
import {
  findScheduled,
  lockScheduled,
  pendingIn,
  type ScheduledRow,
  scheduledUnder,
} from './queries.ts'
import { filesOf, viewScheduled } from './view.ts'

/** The agent who decides. */
export interface Decider {
  id: string
  name: string
}

/** A reply to be sent later. */
export interface Letter {
  conversationId: string
  content: string
  clientMessageId: string
  hold: Hold
  /** The last message its writer saw: one that crosses another agent's reply is refused at once. */
  seenSeq?: number | undefined
  attachmentIds?: readonly string[] | undefined
}

/** The job that sends a reply when it is due. */
export const SEND_SCHEDULED = 'sendScheduled'

/**
 * Keeps a reply until it is due. The same `clientMessageId` again answers what became of it. Throws
 * `conversation_not_found`, `conversation_closed`, `reply_crossed`, `file_not_found`, `scheduled_too_many`, and for the
 * text what a message throws.
 */
export const scheduleReply = (
  database: Database,
  letter: Letter,
  by: Decider,
): Promise<ScheduledMessage> =>
  database.transaction(async (tx) => {
    const content = messageContent(letter.content, (letter.attachmentIds ?? []).length > 0)
    const conversation = await takePeoples(tx, letter.conversationId)
    const known = await scheduledUnder(tx.sql, conversation.id, letter.clientMessageId)
    if (known) return viewScheduled(known)
    await refuseUnlessFree(tx, conversation, letter, by)
    const files = await reserveUploads(tx, { ...letter, author: { type: 'agent' } })
    if (!files) throw problem('file_not_found')
    const row: ScheduledRow = {
      id: newId(),
      conversationId: conversation.id,
      authorId: by.id,
      authorName: by.name,
      content,
      attachments: files.length === 0 ? null : JSON.stringify(files),
      clientMessageId: letter.clientMessageId,
      ...timing(tx, letter.hold),
      afterSeq: Math.min(conversation.headSeq, letter.seenSeq ?? Infinity),
      state: 'waiting',
      heldBecause: null,
      messageId: null,
      createdAt: tx.now,
      updatedAt: tx.now,
    }
    await tx.sql.insertInto('scheduledMessages').values(row).execute()
    await awaitDue(tx, row)
    tell(tx, row, conversation)
    return viewScheduled(row)
  })

function timing(tx: Tx, hold: Hold): Pick<ScheduledRow, 'dueAt' | 'isUndo' | 'stopsOnReply'> {
  if ('at' in hold) return { dueAt: hold.at, isUndo: 0, stopsOnReply: hold.stopsOnReply ? 1 : 0 }
  const dueAt = new Date(Date.parse(tx.now) + hold.seconds * 1_000).toISOString()
  return { dueAt, isUndo: 1, stopsOnReply: 0 }
}

// A ticket's thread is written by the ticket's comments.
async function takePeoples(tx: Tx, id: string): Promise<ConversationRow> {
  const conversation = await takeConversation(tx, id)
  if (conversation.channel === 'ticket') throw problem('conversation_not_found')
  return conversation
}

async function refuseUnlessFree(
  tx: Tx,
  conversation: ConversationRow,
  { seenSeq }: Letter,
  by: Decider,
): Promise<void> {
  if (conversation.status === 'closed') throw problem('conversation_closed')
  const { lastReplySeq, lastReplyBy } = conversation
  if (seenSeq !== undefined && lastReplySeq > seenSeq && lastReplyBy !== by.id)
    throw problem('reply_crossed')
  if ((await pendingIn(tx.sql, conversation.id)).length >= SCHEDULED_MAX)
    throw problem('scheduled_too_many')
}

/** Has a reply sent when it is due: one job waits for each time it was given. */
export const awaitDue = (tx: Tx, { id, dueAt }: ScheduledRow): Promise<void> =>
  enqueue(tx, {
    kind: SEND_SCHEDULED,
    payload: { id },
    runAt: dueAt,
    dedupeKey: `scheduled ${id} ${dueAt}`,
  })

/** A scheduled reply and its conversation, taken for this transaction; throws `scheduled_not_found`. */
export async function takeScheduled(
  tx: Tx,
  id: string,
): Promise<{ row: ScheduledRow; conversation: ConversationRow }> {
  const known = await findScheduled(tx.sql, id)
  if (!known) throw problem('scheduled_not_found')
  const conversation = await takeConversation(tx, known.conversationId)
  return { row: await lockScheduled(tx, id), conversation }
}

/** Whether it is still to be decided about. */
export const isPending = ({ state }: ScheduledRow): boolean =>
  state === 'waiting' || state === 'held'

/**
 * Changes the text or the time. The text is then that of whoever changed it; a new time makes a held one wait again.
 * Throws `scheduled_not_found`, `scheduled_done`, `conversation_closed`, and for the text what a message throws.
 */
export const reschedule = (
  database: Database,
  id: string,
  wanted: RescheduleBody,
  by: Decider,
): Promise<ScheduledMessage> =>
  database.transaction(async (tx) => {
    const { row, conversation } = await takeScheduled(tx, id)
    if (!isPending(row)) throw problem('scheduled_done')
    if (wanted.at !== undefined && conversation.status === 'closed')
      throw problem('conversation_closed')
    const next: ScheduledRow = {
      ...row,
      ...rewritten(row, wanted.content, by),
      ...(wanted.at !== undefined && { dueAt: wanted.at, state: 'waiting', heldBecause: null }),
      stopsOnReply: (wanted.stopsOnReply ?? row.stopsOnReply === 1) ? 1 : 0,
      isUndo: wanted.at === undefined ? row.isUndo : 0,
      afterSeq: conversation.headSeq,
    }
    if (wanted.at !== undefined) await awaitDue(tx, next)
    return viewScheduled(await saveScheduled(tx, next, conversation))
  })

function rewritten(row: ScheduledRow, wanted: string | undefined, by: Decider) {
  if (wanted === undefined) return {}
  const content = messageContent(wanted, row.attachments !== null)
  return content === row.content ? {} : { content, authorId: by.id, authorName: by.name }
}

/**
 * Takes a reply back before it is sent; its files are uploads again. Cancelling twice changes nothing. Throws
 * `scheduled_not_found`, or `scheduled_done` once it is sent.
 */
export const cancelScheduled = (database: Database, id: string): Promise<void> =>
  database.transaction(async (tx) => {
    const { row, conversation } = await takeScheduled(tx, id)
    if (row.state === 'cancelled') return
    if (!isPending(row)) throw problem('scheduled_done')
    await releaseUploads(tx, filesOf(row))
    await saveScheduled(tx, { ...row, state: 'cancelled', heldBecause: null }, conversation)
  })

/** Saves what became of a scheduled reply, and tells it. */
export async function saveScheduled(
  tx: Tx,
  row: ScheduledRow,
  conversation: ConversationRow,
): Promise<ScheduledRow> {
  const { id, attachments: _, ...columns } = { ...row, updatedAt: tx.now }
  await tx.sql.updateTable('scheduledMessages').set(columns).where('id', '=', id).execute()
  tell(tx, row, conversation)
  return row
}

const tell = (tx: Tx, row: ScheduledRow, { channel, customerId }: ConversationRow): void =>
  append(tx, {
    kind: 'scheduled.changed',
    refs: { channel, conversationId: row.conversationId, customerId },
    body: { scheduled: viewScheduled(row) },
  })
