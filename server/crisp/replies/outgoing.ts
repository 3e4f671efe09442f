import type { Attachment } from '../../contract/files.ts'
import type { Message } from '../../contract/conversations.ts'
import { insertRows } from '../../db/bulk.ts'
import type { Tx } from '../../db/transaction.ts'
import type { NewEvent } from '../../stream/index.ts'
import { isIngesting } from '../ingest.ts'
import { put } from './outbox.ts'
import { findItems, operatorOfAgent, sessionOfConversation, type SessionRow } from '../queries.ts'
import { plainContent } from '../texts.ts'

/** Under this name Crisp knows what we say. */
export const ORIGIN = 'urn:frontdesk:crisp:0'

const ITEMS = {
  table: 'crisp_items',
  columns: [
    'websiteId',
    'sessionId',
    'fingerprint',
    'messageId',
    'type',
    'author',
    'content',
    'sentAt',
    'raw',
  ],
} as const

/** Where the bytes of a file can be read by Crisp; undefined where nobody outside can. */
export type Address = (file: Attachment) => string | undefined

/** Puts on the list what agents did and said in conversations of Crisp; answers whether there was any of it. */
export async function carryOut(
  tx: Tx,
  facts: readonly NewEvent[],
  addressOf: Address,
): Promise<boolean> {
  if (isIngesting(tx)) return false
  let isAny = false
  for (const fact of facts) {
    if (fact.refs.channel !== 'crisp' || !fact.refs.conversationId) continue
    if (!isWorthTelling(fact)) continue
    const session = await sessionOfConversation(tx.sql, fact.refs.conversationId)
    if (!session) continue
    await carry(tx, session, { fact, addressOf })
    isAny = true
  }
  return isAny
}

const isWorthTelling = (fact: NewEvent): boolean =>
  (fact.kind === 'message.added' &&
    fact.body.message.author.type === 'agent' &&
    fact.body.message.kind !== 'event') ||
  fact.kind === 'conversation.changed' ||
  (fact.kind === 'conversation.read' && fact.body.by === 'agent')

async function carry(
  tx: Tx,
  session: SessionRow,
  { fact, addressOf }: { fact: NewEvent; addressOf: Address },
): Promise<void> {
  if (fact.kind === 'message.added') {
    const { message, conversation } = fact.body
    await carryMessage(tx, session, message, addressOf)
    // Who answers has read, but for what they had not seen.
    if (message.visibility === 'public' && conversation.agentReadSeq >= conversation.headSeq)
      await put(tx, { session, kind: 'read', body: {} })
  } else if (fact.kind === 'conversation.read') await put(tx, { session, kind: 'read', body: {} })
  else if (fact.kind === 'conversation.changed') {
    const { change, conversation } = fact.body
    if (change === 'closed' || change === 'reopened') {
      const state = change === 'closed' ? 'resolved' : 'unresolved'
      await put(tx, { session, kind: 'state', body: { state } })
    } else if (['assigned', 'joined', 'transferred'].includes(change))
      await carryAssignment(tx, session, conversation.assignee?.id ?? null)
  }
}

// Who is no operator there cannot be given it there.
async function carryAssignment(tx: Tx, session: SessionRow, agentId: string | null): Promise<void> {
  const to =
    agentId === null ? undefined : await operatorOfAgent(tx.sql, session.websiteId, agentId)
  const operatorId = to?.operatorId ?? null
  if (operatorId === session.operatorId) return
  await put(tx, { session, kind: 'assign', body: { operatorId } })
}

interface Part {
  type: 'text' | 'note' | 'file'
  content: unknown
}

async function carryMessage(
  tx: Tx,
  session: SessionRow,
  message: Message,
  addressOf: Address,
): Promise<void> {
  const operator = message.author.id
    ? await operatorOfAgent(tx.sql, session.websiteId, message.author.id)
    : undefined
  const user = {
    type: 'participant',
    nickname: message.author.name,
    ...(operator && { user_id: operator.operatorId }),
  }
  for (const part of partsOf(message, addressOf)) {
    const fingerprint = await freshFingerprint(tx, session)
    const sentAt = Date.parse(message.sentAt)
    const body = { ...part, from: 'operator', origin: ORIGIN, fingerprint, user, automated: false }
    const item = {
      websiteId: session.websiteId,
      sessionId: session.sessionId,
      fingerprint,
      messageId: message.id,
      type: part.type,
      author: 'operator',
      content: plainContent(part.content),
      sentAt,
      raw: JSON.stringify({ ...body, timestamp: sentAt }),
    }
    await insertRows(tx.sql, tx.database.dialect, ITEMS, [item])
    await put(tx, { session, kind: 'message', body, messageId: message.id, fingerprint })
  }
}

/** A message with files is several there: its text, then each file. */
function partsOf({ content, visibility, attachments = [] }: Message, addressOf: Address): Part[] {
  const type = visibility === 'internal' ? 'note' : 'text'
  const files = attachments.map((file): Part => {
    const url = addressOf(file)
    const { name } = file
    return url === undefined || type === 'note'
      ? { type, content: `📎 ${name}` }
      : { type: 'file', content: { name, url, type: file.type } }
  })
  return content === '' ? files : [{ type, content }, ...files]
}

/** A number of our own for a message, chosen before it is said: by it what comes back is known to be ours. */
async function freshFingerprint(tx: Tx, session: SessionRow): Promise<number> {
  for (;;) {
    const fingerprint = Date.parse(tx.now) * 100 + Math.floor(Math.random() * 100)
    const taken = await findItems(tx, session, [fingerprint])
    if (taken.length === 0) return fingerprint
  }
}
