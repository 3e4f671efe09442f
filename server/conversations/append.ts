import { sql } from 'kysely'
import type { Channel } from '../contract/conversations.ts'
import type { Attachment, RemoteFile } from '../contract/files.ts'
import { isBlank, MESSAGE_MAX } from '../contract/text.ts'
import { insertRows, updateRows } from '../db/bulk.ts'
import type { Tx } from '../db/transaction.ts'
import { takeUploads } from '../files/index.ts'
import { activeAgents } from '../identity/index.ts'
import { isId, newId } from '../ids.ts'
import { type ProblemError, problem } from '../problems.ts'
import { goesOnIn } from './continued.ts'
import { type Overlooked, unseenBy } from './overlooked.ts'
import {
  type ConversationRow,
  lockConversations,
  type MessageRow,
  ticketsOfThreads,
} from './queries.ts'
import { recordTalks, resumes } from './resumed.ts'
import { stir } from './stir.ts'
import { tellMessage } from './tell.ts'

/** A message as its sender gives it. */
export interface Draft {
  conversationId: string
  author: { type: MessageRow['authorType']; id: string | null; name: string }
  kind: MessageRow['kind']
  visibility: MessageRow['visibility']
  content: string
  clientMessageId: string | null
  /** Where it may go: a conversation of another channel is not found. Any, when absent. */
  channels?: readonly Channel[]
  /** The session whose customer writes here because it goes on here: refused as closed when it no longer does. */
  through?: string | undefined
  /**
   * The last message its author saw: what the other side said after it is neither read nor answered by this one, and an
   * agent's that crosses another agent's is refused. They saw all, when absent.
   */
  seenSeq?: number | undefined
  /** It was decided on before, whatever another agent replied since. */
  mayCross?: boolean
  /** The author, an agent of ours, takes an open conversation that has nobody. */
  takes?: boolean
  /** Files its author uploaded to the conversation. */
  attachmentIds?: readonly string[] | undefined
  /** The agents an internal note names. */
  mentions?: readonly string[] | undefined
}

/** What became of a draft: the stored message (`repeated` when it had been stored before), or why not. */
export type Outcome =
  | { message: MessageRow; conversation: ConversationRow; repeated: boolean }
  | ProblemError

export const MESSAGES = {
  table: 'messages',
  columns: [
    'id',
    'conversationId',
    'seq',
    'position',
    'innerSeq',
    'authorType',
    'authorId',
    'authorName',
    'kind',
    'visibility',
    'content',
    'attachments',
    'remoteFile',
    'mentions',
    'clientMessageId',
    'sentAt',
    'rank',
    'editedAt',
    'removedAt',
    'delivery',
    'deliveryError',
  ],
} as const
export const HEADS = {
  table: 'conversations',
  columns: [
    'assigneeId',
    'headSeq',
    'noteCount',
    'innerCount',
    'agentReadSeq',
    'customerReadSeq',
    'lastReplySeq',
    'lastReplyBy',
    'waitingSince',
    'lastActivityAt',
    'snoozedUntil',
    'returnedAt',
  ],
} as const

/**
 * The text as it is stored: verbatim but for white space at its end; a problem when it is no message. Beside files
 * there need be none.
 */
export function messageContent(content: string, hasFiles = false): string {
  const text = content.trimEnd()
  if (text.length > MESSAGE_MAX) throw problem('message_too_long')
  if (text.includes('\u0000') || !text.isWellFormed()) throw problem('validation_failed')
  if (!isBlank(text)) return text
  if (hasFiles) return ''
  throw problem('message_empty')
}

const mentionsOf = (drafts: readonly Draft[]) => drafts.flatMap(({ mentions = [] }) => mentions)

const keyOf = (conversationId: string, clientMessageId: string | null) =>
  clientMessageId === null ? undefined : `${conversationId} ${clientMessageId}`

/** Messages that were stored under these drafts' keys before. */
async function alreadyStored(
  tx: Tx,
  drafts: readonly Draft[],
): Promise<Map<string | undefined, MessageRow>> {
  const keys = drafts
    .filter((draft) => draft.clientMessageId !== null)
    .map((draft) => ({ c: draft.conversationId.toLowerCase(), k: draft.clientMessageId }))
  if (keys.length === 0) return new Map()
  const json = JSON.stringify(keys)
  const wanted =
    tx.database.dialect === 'sqlite'
      ? sql`(select value ->> '$.c' as c, value ->> '$.k' as k from json_each(${json}))`
      : sql`jsonb_to_recordset(${json}::jsonb)`
  const alias = tx.database.dialect === 'sqlite' ? sql`wanted` : sql`wanted(c uuid, k text)`
  const { rows } = await sql<MessageRow>`select m.* from ${wanted} as ${alias}
    join messages m on m.conversation_id = wanted.c and m.client_message_id = wanted.k`.execute(
    tx.sql,
  )
  return new Map(rows.map((row) => [keyOf(row.conversationId, row.clientMessageId), row]))
}

/** Places one message at the end of its conversation and moves the conversation's head. */
export function place(
  conversation: ConversationRow,
  draft: Draft,
  now: string,
  { files = [], overlooked = {} }: { files?: readonly Attachment[]; overlooked?: Overlooked } = {},
): MessageRow {
  const isPublic = draft.visibility === 'public'
  if (isPublic) advanceHead(conversation, { ...draft.author, overlooked }, now)
  else conversation.innerCount += 1
  if (draft.kind === 'note') conversation.noteCount += 1
  return {
    id: newId(),
    conversationId: conversation.id,
    seq: isPublic ? conversation.headSeq : null,
    position: conversation.headSeq,
    innerSeq: isPublic ? 0 : conversation.innerCount,
    authorType: draft.author.type,
    authorId: draft.author.id,
    authorName: draft.author.name,
    kind: draft.kind === 'text' && draft.content === '' ? 'file' : draft.kind,
    visibility: draft.visibility,
    content: draft.content,
    attachments: files.length === 0 ? null : JSON.stringify(files),
    remoteFile: null,
    mentions: draft.mentions?.length ? JSON.stringify([...new Set(draft.mentions)]) : null,
    clientMessageId: draft.clientMessageId,
    sentAt: now,
    rank: 0,
    editedAt: null,
    removedAt: null,
    delivery: goesOut(conversation, draft) ? 'pending' : null,
    deliveryError: null,
  }
}

// What agents write in a conversation that lives on another system has to get there.
const goesOut = ({ channel }: ConversationRow, { author, kind }: Draft) =>
  channel === 'crisp' && author.type === 'agent' && kind !== 'event'

// Who writes has read what came before, and answers or starts the customer's wait; what they overlooked waits on.
function advanceHead(
  conversation: ConversationRow,
  { type, id, overlooked }: Draft['author'] & { overlooked: Overlooked },
  now: string,
): void {
  conversation.headSeq += 1
  const { seq: unread = conversation.headSeq + 1, since } = overlooked
  // A message that another system dated may be older than what happened here.
  if (now > conversation.lastActivityAt) conversation.lastActivityAt = now
  if (type === 'customer') {
    conversation.customerReadSeq = unread - 1
    conversation.waitingSince ??= now
  } else if (type === 'agent') {
    conversation.agentReadSeq = unread - 1
    conversation.lastReplySeq = conversation.headSeq
    conversation.lastReplyBy = id
    conversation.waitingSince = since ?? null
    if (since === undefined) conversation.returnedAt = null
  }
}

/**
 * Appends a batch of messages in one go: one statement reads the conversations, one the known keys, one writes the
 * messages, one the heads. The same key again is the same message. A closed conversation takes internal lines only.
 * Answers one outcome a draft, in order; the drafts' content must have passed `messageContent`.
 */
export async function appendMessages(tx: Tx, drafts: readonly Draft[]): Promise<Outcome[]> {
  const known = drafts.filter((draft) => isId(draft.conversationId))
  const ids = [...new Set(known.map((draft) => draft.conversationId.toLowerCase()))]
  const conversations = new Map((await lockConversations(tx, ids)).map((row) => [row.id, row]))
  const stored = await alreadyStored(tx, known)
  const unseen = await unseenBy(tx, known, conversations)
  const uploads = await takeUploads(tx, known)
  const mentioned = await activeAgents(tx.sql, tx.database.dialect, mentionsOf(known))
  const fresh: MessageRow[] = []
  const talks: Array<{ conversation: ConversationRow; message: MessageRow }> = []
  const ticketIds = await threadTickets(tx, [...conversations.values()])
  const outcomes = drafts.map((draft): Outcome => {
    const conversation = conversations.get(draft.conversationId.toLowerCase())
    if (!conversation || draft.channels?.includes(conversation.channel) === false)
      return problem('conversation_not_found')
    const key = keyOf(conversation.id, draft.clientMessageId)
    const before = stored.get(key)
    if (before) return { message: before, conversation, repeated: true }
    if (isClosedTo(draft, conversation)) return problem('conversation_closed')
    if (crosses(draft, conversation)) return problem('reply_crossed')
    if (mentionsOf([draft]).some((id) => !mentioned.has(id))) return problem('agent_not_found')
    const files = uploads.claim(draft)
    if (!files) return problem('file_not_found')
    stir(tx, conversation, draft)
    const since = conversation.lastActivityAt
    const seen = { files, overlooked: unseen.of(draft, conversation) }
    const message = unseen.add(place(conversation, draft, tx.now, seen))
    if (resumes(conversation, message, since)) talks.push({ conversation, message })
    uploads.attached(files, message.id)
    fresh.push(message)
    if (key !== undefined) stored.set(key, message)
    tellMessage(tx, message, conversation, ticketIds.get(conversation.id))
    return { message, conversation, repeated: false }
  })
  await insertRows(tx.sql, tx.database.dialect, MESSAGES, fresh.map(asInserted))
  await uploads.save()
  await updateRows(tx.sql, tx.database.dialect, HEADS, movedBy(fresh, conversations))
  await recordTalks(tx, talks)
  return outcomes
}

const movedBy = (
  fresh: readonly MessageRow[],
  conversations: ReadonlyMap<string, ConversationRow>,
): ConversationRow[] => {
  const touched = new Set(fresh.map((message) => message.conversationId))
  return [...conversations.values()].filter((row) => touched.has(row.id))
}

// JSON is written as what it says, not as a text of it.
export const asInserted = ({ attachments, remoteFile, mentions, ...row }: MessageRow): object => ({
  ...row,
  attachments: attachments === null ? null : (JSON.parse(attachments) as Attachment[]),
  remoteFile: remoteFile === null ? null : (JSON.parse(remoteFile) as RemoteFile),
  mentions: mentions === null ? null : (JSON.parse(mentions) as string[]),
})

const isClosedTo = ({ visibility, through }: Draft, conversation: ConversationRow) =>
  (conversation.status === 'closed' && visibility === 'public') ||
  (through !== undefined && !goesOnIn(conversation, through))

const crosses = (
  { seenSeq, author, visibility, mayCross = false }: Draft,
  conversation: ConversationRow,
) =>
  seenSeq !== undefined &&
  author.type === 'agent' &&
  visibility === 'public' &&
  !mayCross &&
  conversation.lastReplySeq > seenSeq &&
  conversation.lastReplyBy !== author.id

async function threadTickets(
  tx: Tx,
  conversations: ConversationRow[],
): Promise<Map<string, string>> {
  const threads = conversations.filter((row) => row.channel === 'ticket').map((row) => row.id)
  if (threads.length === 0) return new Map()
  const rows = await ticketsOfThreads(tx.sql, tx.database.dialect, threads)
  return new Map(rows.map((row) => [row.conversationId, row.id]))
}
