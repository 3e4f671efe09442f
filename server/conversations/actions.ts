import type { Insertable } from 'kysely'
import type { Channel, ConversationCustomer } from '../contract/conversations.ts'
import type { CustomerRef } from '../contract/customers.ts'
import { folded } from '../contract/text.ts'
import type { VisitorContext } from '../contract/visitors.ts'
import { updateRows } from '../db/bulk.ts'
import type { Tx } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { problem } from '../problems.ts'
import { append } from '../stream/index.ts'
import { recordActivity } from '../timeline/index.ts'
import { appendMessages } from './append.ts'
import { type ConversationRow, lockConversation } from './queries.ts'
import { recordReopened } from './resumed.ts'
import type { ConversationTable } from './table.ts'
import { type Actor, type Change, refsOf, tell } from './tell.ts'
import { viewConversation, viewCustomerOf, viewState } from './view.ts'

/** A conversation to be. */
export interface NewConversation {
  channel: Channel
  customer: CustomerRef & Partial<ConversationCustomer>
  visitorName: string
  startKey?: string | undefined
  assignee?: { id: string; name: string } | null
  teamId?: string | null
  /** What a web chat knows of who started it; `id` is their browser's. */
  visitor?: { id: string | null; context: VisitorContext }
  /** The site's own signature said who this is. */
  isVerified?: boolean
  /** The id that signature gave. */
  verifiedAs?: string | null
  /** Where it lives on another system, and since when. */
  external?: { source: string; id: string; startedAt: string }
  /** Brought in with its past: `tellRewritten` tells of it once its messages are there. */
  isPast?: boolean
}

const fresh = (wanted: NewConversation, now: string): Insertable<ConversationTable> => ({
  id: newId(),
  channel: wanted.channel,
  customerId: wanted.customer.id,
  visitorName: wanted.visitorName,
  status: 'open',
  assigneeId: wanted.assignee?.id ?? null,
  headSeq: 0,
  noteCount: 0,
  innerCount: 0,
  agentReadSeq: 0,
  customerReadSeq: 0,
  agentGotSeq: 0,
  customerGotSeq: 0,
  lastReplySeq: 0,
  lastReplyBy: null,
  passedBy: null,
  teamId: wanted.teamId ?? null,
  isVerified: wanted.isVerified === true ? 1 : 0,
  verifiedAs: wanted.verifiedAs ?? null,
  visitorId: wanted.visitor?.id ?? null,
  waitingSince: null,
  lastActivityAt: wanted.external?.startedAt ?? now,
  startedAt: wanted.external?.startedAt ?? now,
  closedAt: null,
  startKey: wanted.startKey ?? null,
  externalSource: wanted.external?.source ?? null,
  externalId: wanted.external?.id ?? null,
  data: wanted.visitor ? JSON.stringify(wanted.visitor.context) : null,
  tagIds: '',
  visitorSearch: folded(wanted.visitorName),
  snoozedUntil: null,
  returnedAt: null,
  continuesIn: null,
  continuesHow: null,
  continues: null,
})

/** Opens a conversation. The caller makes sure that `startKey` is new. */
export async function openConversation(tx: Tx, wanted: NewConversation): Promise<ConversationRow> {
  const row = await tx.sql
    .insertInto('conversations')
    .values(fresh(wanted, tx.now))
    .returningAll()
    .executeTakeFirstOrThrow()
  const conversation = { ...row, assigneeName: wanted.assignee?.name ?? null }
  if (wanted.isPast) return conversation
  append(tx, {
    kind: 'conversation.started',
    refs: refsOf(conversation),
    body: {
      conversation: viewConversation(conversation, {
        customer: wanted.customer,
        lastMessage: null,
        ticketId: null,
      }),
    },
  })
  return conversation
}

/** Takes the conversation for this transaction; throws `conversation_not_found`. */
export async function takeConversation(tx: Tx, id: string): Promise<ConversationRow> {
  const conversation = await lockConversation(tx, id)
  if (!conversation) throw problem('conversation_not_found')
  return conversation
}

async function save(tx: Tx, row: ConversationRow): Promise<void> {
  const { assigneeId, teamId, passedBy, status, closedAt, waitingSince, lastActivityAt } = row
  const { snoozedUntil, returnedAt } = row
  const standing = { status, closedAt, waitingSince, lastActivityAt, snoozedUntil, returnedAt }
  await tx.sql
    .updateTable('conversations')
    .set({ assigneeId, teamId, passedBy, ...standing })
    .where('id', '=', row.id)
    .execute()
}

/** Saves a change, tells it, and leaves a system line in the thread. */
export async function saveChange(
  tx: Tx,
  row: ConversationRow,
  told: { change: Change; by: Actor; line: string | null; clientMessageId?: string | null },
): Promise<ConversationRow> {
  // Whoever answered in a stub would answer nobody.
  if (row.continuesIn !== null && row.status === 'open') throw problem('conversation_continued')
  await save(tx, row)
  tell(tx, row, told)
  const { line: content, by, clientMessageId = null } = told
  if (content !== null)
    await leaveLines(tx, [{ conversationId: row.id, content, by, clientMessageId }])
  return row
}

/**
 * Leaves a line for agents in the thread: a word (`assigned`, `transferred`, `closed`, `reopened`, `snoozed`, `returned`,
 * `converted`) and, after a space, whom or what; clients put it into their language. It takes no number.
 */
export const addSystemLine = (
  tx: Tx,
  conversationId: string,
  content: string,
  by: Actor,
): Promise<void> => leaveLines(tx, [{ conversationId, content, by, clientMessageId: null }])

interface SystemLine {
  conversationId: string
  content: string
  by: Actor
  clientMessageId: string | null
}

async function leaveLines(tx: Tx, lines: readonly SystemLine[]): Promise<void> {
  const drafts = lines.map(({ by, ...line }) => {
    const author = by ?? { type: 'system' as const, id: null, name: '' }
    return { ...line, author, kind: 'event', visibility: 'internal' } as const
  })
  await appendMessages(tx, drafts)
}

/** Gives a conversation to an agent, or (null) back to the queue; giving it to whom it has changes nothing. */
export async function assignConversation(
  tx: Tx,
  row: ConversationRow,
  to: { id: string; name: string } | null,
  by: Actor,
): Promise<ConversationRow> {
  const [changed = row] = await assignConversations(tx, [{ row, to }], by)
  return changed
}

/** Gives out many conversations in few statements; answers those that changed hands. */
export async function assignConversations(
  tx: Tx,
  wanted: ReadonlyArray<{ row: ConversationRow; to: { id: string; name: string } | null }>,
  by: Actor,
): Promise<ConversationRow[]> {
  const changed = wanted
    .filter(({ row, to }) => row.assigneeId !== (to?.id ?? null))
    .map(({ row, to }) => ({
      ...row,
      assigneeId: to?.id ?? null,
      assigneeName: to?.name ?? null,
      passedBy: to === null && by !== null ? row.assigneeId : row.passedBy,
      returnedAt: null,
    }))
  const columns = { table: 'conversations', columns: ['assigneeId', 'passedBy', 'returnedAt'] }
  await updateRows(tx.sql, tx.database.dialect, columns, changed)
  for (const row of changed) tell(tx, row, { change: 'assigned', by })
  const lines = changed.map(({ id: conversationId, assigneeName }) => {
    const content = assigneeName === null ? 'unassigned' : `assigned ${assigneeName}`
    return { conversationId, content, by, clientMessageId: null }
  })
  if (lines.length > 0) await leaveLines(tx, lines)
  return changed
}

/** An agent joins: the customer is told, and the conversation is the agent's when it has nobody. */
export async function joinConversation(
  tx: Tx,
  row: ConversationRow,
  agent: { id: string; name: string },
): Promise<ConversationRow> {
  if (row.status === 'closed') return row
  const by: Actor = { type: 'agent', id: agent.id, name: agent.name }
  const next =
    row.assigneeId === null ? { ...row, assigneeId: agent.id, assigneeName: agent.name } : row
  return saveChange(tx, next, { change: 'joined', by, line: null })
}

/** Closes a conversation; closing a closed one changes nothing. */
export async function closeConversation(
  tx: Tx,
  row: ConversationRow,
  by: Actor,
): Promise<ConversationRow> {
  if (row.status === 'closed') return row
  if (row.channel !== 'ticket') await recordClosing(tx, row, by)
  const next: ConversationRow = {
    ...row,
    status: 'closed',
    closedAt: tx.now,
    waitingSince: null,
    lastActivityAt: tx.now,
    snoozedUntil: null,
    returnedAt: null,
  }
  return saveChange(tx, next, { change: 'closed', by, line: 'closed' })
}

const recordClosing = (tx: Tx, row: ConversationRow, by: Actor) =>
  recordActivity(tx, {
    customerId: row.customerId,
    type: 'chat_closed',
    description: 'Chat closed',
    metadata: { sessionId: row.id, by: by?.name ?? null },
  })

/** Opens a closed conversation again; an open one stays as it is. */
export async function reopenConversation(
  tx: Tx,
  row: ConversationRow,
  by: Actor,
): Promise<ConversationRow> {
  if (row.status === 'open') return row
  if (by?.type === 'agent') await recordReopened(tx, row, by.id)
  const next: ConversationRow = { ...row, status: 'open', closedAt: null, lastActivityAt: tx.now }
  return saveChange(tx, next, { change: 'reopened', by, line: 'reopened' })
}

/** Closes a conversation whose past is brought in, as of when it was; nothing is told of it but by `tellRewritten`. */
export async function closePast(tx: Tx, row: ConversationRow, at: string): Promise<void> {
  if (row.status === 'closed') return
  Object.assign(row, { status: 'closed', closedAt: at, waitingSince: null })
  await save(tx, row)
}

/** It is now known whose conversation this is, or under which name they write. `row` must be held. */
export async function identifyConversation(
  tx: Tx,
  row: ConversationRow,
  {
    customer,
    visitorName,
    isVerified,
    verifiedAs = row.verifiedAs,
  }: Pick<NewConversation, 'customer' | 'visitorName' | 'verifiedAs'> & { isVerified: boolean },
): Promise<void> {
  const whose = {
    customerId: customer.id,
    visitorName,
    isVerified: isVerified ? 1 : 0,
    verifiedAs,
  }
  Object.assign(row, whose)
  await tx.sql
    .updateTable('conversations')
    .set({ ...whose, visitorSearch: folded(visitorName) })
    .where('id', '=', row.id)
    .execute()
  append(tx, {
    kind: 'conversation.identified',
    refs: refsOf(row),
    body: {
      conversation: viewState(row),
      customer: viewCustomerOf(customer),
      visitorName,
      isVerified,
    },
  })
}
