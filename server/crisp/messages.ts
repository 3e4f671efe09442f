import { insertRows } from '../db/bulk.ts'
import { type Brought, bringMessages, dateMessage, editMessage } from '../conversations/index.ts'
import type { Scene } from './ingest.ts'
import { takeMark } from './marks.ts'
import { arrived } from './replies/outbox.ts'
import type { CrispMessage } from './payload.ts'
import { agentOfOperator, findItems, findOperator, type ItemRow } from './queries.ts'
import { remoteFileOf } from './remote-files.ts'
import { plainContent, storable, textOf } from './texts.ts'

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
    'removedAt',
  ],
} as const

const iso = (milliseconds: number) => new Date(milliseconds).toISOString()
/** The key of a message of Crisp in our thread. */
const keyOf = (fingerprint: number) => `crisp:${fingerprint}`

/** Takes messages in, each once; answers the fingerprints that are new. */
export async function takeMessages(
  scene: Scene,
  messages: readonly CrispMessage[],
): Promise<number[]> {
  const once = new Map(messages.map((message) => [message.fingerprint, message]))
  const items = await findItems(scene.tx, scene.session, [...once.keys()])
  const known = new Map(items.map((item) => [item.fingerprint, item]))
  const unsaid = items.length === 0 ? new Set<number | null>() : await unsaidOf(scene)
  const fresh: CrispMessage[] = []
  for (const message of once.values()) {
    const item = known.get(message.fingerprint)
    if (item) await takeAgain(scene, { item, isOurs: unsaid.has(item.fingerprint) }, message)
    else fresh.push(message)
  }
  await bring(scene, fresh)
  await takeMarks(scene, [...once.values()])
  return fresh.map(({ fingerprint }) => fingerprint)
}

async function bring(scene: Scene, messages: readonly CrispMessage[]): Promise<void> {
  const { tx, session, conversation, isPast } = scene
  if (messages.length === 0) return
  const authors = await authorsOf(scene, messages)
  const brought = messages.map((message): Brought => {
    const author = authors.get(authorKey(message)) ?? { type: 'system', id: null, name: '' }
    return { ...shapeOf(message), author: authored(message, author) }
  })
  const stored = await bringMessages(tx, conversation, { messages: brought, isPast })
  scene.isRewritten ||= stored.isRewritten
  const ids = new Map(stored.rows.map((row) => [row.clientMessageId, row.id]))
  const items = messages.map((message) => ({
    websiteId: session.websiteId,
    sessionId: session.sessionId,
    messageId: ids.get(keyOf(message.fingerprint)) ?? null,
    ...itemOf(message),
  }))
  await insertRows(tx.sql, tx.database.dialect, ITEMS, items)
}

const itemOf = (message: CrispMessage) => ({
  fingerprint: message.fingerprint,
  type: storable(message.type),
  author: message.from === 'user' ? ('visitor' as const) : ('operator' as const),
  content: plainContent(message.content),
  sentAt: message.timestamp,
  raw: JSON.stringify(message.raw),
  removedAt: null,
})

const KINDS: Record<string, { kind: Brought['kind']; visibility: Brought['visibility'] }> = {
  note: { kind: 'note', visibility: 'internal' },
  event: { kind: 'event', visibility: 'internal' },
  file: { kind: 'file', visibility: 'public' },
  animation: { kind: 'file', visibility: 'public' },
  audio: { kind: 'file', visibility: 'public' },
}

const shapeOf = (message: CrispMessage): Omit<Brought, 'author'> => ({
  ...(KINDS[message.type] ?? { kind: 'text', visibility: 'public' }),
  content: textOf(message),
  remoteFile: remoteFileOf(message),
  clientMessageId: keyOf(message.fingerprint),
  sentAt: iso(message.timestamp),
  rank: message.fingerprint,
  editedAt: message.isEdited ? iso(message.timestamp) : null,
})

type Author = Brought['author']
const authorKey = ({ from, author }: CrispMessage) => `${from} ${author.id ?? ''}`

const authored = ({ isAutomated, from, author }: CrispMessage, known: Author): Author => ({
  ...known,
  ...(isAutomated && from === 'operator' && { type: 'bot', id: null }),
  ...(author.name !== null && from === 'operator' && { name: storable(author.name) }),
})

/** Who wrote: the visitor, or an operator, who is our agent where both have the same address. */
async function authorsOf(
  { tx, session, conversation }: Scene,
  messages: readonly CrispMessage[],
): Promise<Map<string, Author>> {
  const authors = new Map<string, Author>()
  for (const message of messages) {
    const key = authorKey(message)
    if (authors.has(key)) continue
    if (message.from === 'user') {
      const { customerId: id, visitorName } = conversation
      const name = storable(message.author.name ?? '') || visitorName
      authors.set(key, { type: 'customer', id, name })
      continue
    }
    const { id } = message.author
    const agent = id === null ? undefined : await agentOfOperator(tx.sql, session.websiteId, id)
    const operator = id === null ? undefined : await findOperator(tx.sql, session.websiteId, id)
    const name = agent?.name ?? operator?.name ?? message.author.name ?? 'Crisp'
    authors.set(key, { type: 'agent', id: agent?.id ?? null, name: storable(name) })
  }
  return authors
}

/** A message that is known: ours has arrived, or Crisp has it with another text now. */
async function takeAgain(
  scene: Scene,
  { item, isOurs }: { item: ItemRow; isOurs: boolean },
  message: CrispMessage,
): Promise<void> {
  const { tx, conversation } = scene
  if (item.removedAt !== null) return
  if (isOurs) await arrived(scene.tx, scene, item.fingerprint)
  if (isOurs || item.sentAt !== message.timestamp) {
    const place = { sentAt: iso(message.timestamp), rank: item.fingerprint }
    if (item.messageId) await dateMessage(tx, conversation, item.messageId, place)
  }
  const content = plainContent(message.content)
  const before = JSON.parse(item.raw ?? '{}') as { edited?: unknown }
  // A read that was cached before an edit says the old text again.
  const isNewer = isOurs || message.isEdited || before.edited !== true
  if (!isNewer) return
  await keepItem(scene, { ...itemOf(message), removedAt: item.removedAt })
  if (content === item.content || item.messageId === null || isOurs) return
  const remoteFile = remoteFileOf(message)
  const told = { content: textOf(message), remoteFile, editedAt: tx.now }
  await editMessage(tx, conversation, item.messageId, told)
}

/** The messages of ours that Crisp is not known to have. */
async function unsaidOf({ tx, session }: Scene): Promise<Set<number | null>> {
  const rows = await tx.sql
    .selectFrom('crispOutbox')
    .select('fingerprint')
    .where('websiteId', '=', session.websiteId)
    .where('sessionId', '=', session.sessionId)
    .where('kind', '=', 'message')
    .execute()
  return new Set(rows.map((row) => row.fingerprint))
}

const keepItem = ({ tx, session }: Scene, item: ReturnType<typeof itemOf> | ItemRow) =>
  tx.sql
    .updateTable('crispItems')
    .set({ type: item.type, content: item.content, sentAt: item.sentAt, raw: item.raw })
    .where('websiteId', '=', session.websiteId)
    .where('sessionId', '=', session.sessionId)
    .where('fingerprint', '=', item.fingerprint)
    .execute()

async function takeMarks(scene: Scene, messages: readonly CrispMessage[]): Promise<void> {
  const marked = (from: 'user' | 'operator', is: 'isRead' | 'isDelivered') =>
    messages.filter((message) => message.from === from && message[is]).map((one) => one.fingerprint)
  const mark = { kind: 'mark', of: 'operator' } as const
  await takeMark(scene, { ...mark, what: 'read', fingerprints: marked('operator', 'isRead') })
  await takeMark(scene, { ...mark, what: 'got', fingerprints: marked('operator', 'isDelivered') })
  const read = marked('user', 'isRead')
  await takeMark(scene, { ...mark, of: 'visitor', what: 'read', fingerprints: read })
}
