import {
  assignConversation,
  closeConversation,
  closePast,
  editMessage,
  markHeld,
  removeMessage,
  removeMessages,
  reopenConversation,
  takeConversation,
} from '../conversations/index.ts'
import type { CrispFact } from './facts.ts'
import { identify } from './identify.ts'
import type { Scene } from './ingest.ts'
import { takeMark } from './marks.ts'
import type { CrispSession } from './payload.ts'
import { agentOfOperator, findItems, findUnsaid } from './queries.ts'
import { remoteFileOf } from './remote-files.ts'
import { plainContent, textOf } from './texts.ts'

type Standing = Exclude<CrispFact, { kind: 'message' }>

/** Takes in what Crisp said of a conversation besides its messages. */
export async function takeStanding(scene: Scene, fact: Standing): Promise<void> {
  const { session } = scene
  switch (fact.kind) {
    case 'session':
      return takeSession(scene, fact.session)
    case 'state':
      return takeState(scene, fact.state)
    case 'routed':
      return takeRouting(scene, fact.operatorId)
    case 'edited':
      return takeEdit(scene, fact)
    case 'removed':
      return takeRemoval(scene, fact.fingerprint)
    case 'mark':
      return takeMark(scene, fact)
    case 'gone':
      return takeEnd(scene)
    case 'meta': {
      const { kind: _, ...meta } = fact
      Object.assign(session, meta)
      return identify(scene, false)
    }
    case 'person':
      session.peopleId = fact.peopleId
      session.isStale = 1
      return identify(scene, false)
    case 'inbox':
      session.inboxId = fact.inboxId
      return undefined
    case 'about':
      return takeAbout(scene, fact)
    case 'blocked':
      session.isBlocked = fact.isBlocked ? 1 : 0
      return undefined
    default:
      session.isStale = 1
      return undefined
  }
}

function takeAbout(
  { session }: Scene,
  { meta, participants }: Extract<CrispFact, { kind: 'about' }>,
): void {
  const raw = JSON.parse(session.raw) as { meta?: object }
  const told = {
    ...raw,
    ...(meta && { meta: { ...raw.meta, ...meta } }),
    ...(participants && { participants }),
  }
  session.raw = JSON.stringify(told)
}

async function takeSession(scene: Scene, told: CrispSession): Promise<void> {
  const { tx, session } = scene
  session.isStale = 0
  // Reads may come from a cache: what is older than what we have says nothing.
  if (told.updatedAt < session.crispUpdatedAt) return
  Object.assign(session, {
    crispUpdatedAt: told.updatedAt,
    crispCreatedAt: told.createdAt ?? session.crispCreatedAt,
    nickname: told.nickname ?? session.nickname,
    email: told.email ?? session.email,
    phone: told.phone ?? session.phone,
    peopleId: told.peopleId ?? session.peopleId,
    inboxId: told.inboxId,
    isBlocked: told.isBlocked ? 1 : 0,
    raw: JSON.stringify(told.raw),
  })
  await identify(scene, told.isEmailVerified)
  if (told.state !== null) await takeState(scene, told.state)
  await takeRouting(scene, told.operatorId)
  if (told.unread !== 0) return
  const { isPast, conversation } = scene
  const mark = { by: 'agent', what: 'read', seq: conversation.headSeq, isPast } as const
  await markHeld(tx, conversation, mark)
}

/** What was read of the conversation before it was changed is not true any more. */
async function refresh(scene: Scene): Promise<void> {
  scene.conversation = await takeConversation(scene.tx, scene.session.conversationId)
}

/**
 * Whether something of ours is on its way, so that what Crisp says is older and is to be asked for again. Its echo ends
 * the wait: what Crisp says after it is news.
 */
async function waits(
  { tx, session }: Scene,
  kind: 'state' | 'assign',
  told: object,
): Promise<boolean> {
  const unsaid = await findUnsaid(tx, session, kind)
  if (!unsaid) return false
  if (unsaid.isUncertain === 1 && unsaid.body === JSON.stringify(told)) {
    await tx.sql.deleteFrom('crispOutbox').where('id', '=', unsaid.id).execute()
    return false
  }
  session.isStale = 1
  return true
}

async function takeState(scene: Scene, state: string): Promise<void> {
  const { tx, session, conversation, isPast } = scene
  if (await waits(scene, 'state', { state })) return
  session.state = state
  const isResolved = state === 'resolved'
  if (isResolved === (conversation.status === 'closed')) return
  if (isResolved && isPast) {
    await closePast(tx, conversation, conversation.lastActivityAt)
    scene.isRewritten = true
    return
  }
  await (isResolved
    ? closeConversation(tx, conversation, null)
    : reopenConversation(tx, conversation, null))
  await refresh(scene)
}

async function takeRouting(scene: Scene, operatorId: string | null): Promise<void> {
  const { tx, session, conversation } = scene
  if (session.operatorId === operatorId || (await waits(scene, 'assign', { operatorId }))) return
  const before = session.operatorId
  session.operatorId = operatorId
  const { websiteId } = session
  const to = operatorId === null ? undefined : await agentOfOperator(tx.sql, websiteId, operatorId)
  const had = before === null ? undefined : await agentOfOperator(tx.sql, websiteId, before)
  // Who was given it here and is unknown there keeps it.
  const isTaken = !to && conversation.assigneeId !== (had?.id ?? null)
  if (isTaken || conversation.status === 'closed') return
  await assignConversation(tx, conversation, to ?? null, null)
  await refresh(scene)
}

async function takeEdit(
  scene: Scene,
  { fingerprint, content }: Extract<CrispFact, { kind: 'edited' }>,
): Promise<void> {
  const { tx, session, conversation } = scene
  const [item] = await findItems(tx, session, [fingerprint])
  if (!item) session.isStale = 1
  if (!item || item.removedAt !== null) return
  const raw = { ...(JSON.parse(item.raw ?? '{}') as object), content, edited: true }
  await tx.sql
    .updateTable('crispItems')
    .set({ content: plainContent(content), raw: JSON.stringify(raw) })
    .where('websiteId', '=', session.websiteId)
    .where('sessionId', '=', session.sessionId)
    .where('fingerprint', '=', fingerprint)
    .execute()
  if (item.messageId === null) return
  const message = { type: item.type, content }
  const told = { content: textOf(message), remoteFile: remoteFileOf(message), editedAt: tx.now }
  await editMessage(tx, conversation, item.messageId, told)
}

async function takeRemoval(scene: Scene, fingerprint: number): Promise<void> {
  const { tx, session, conversation } = scene
  const [item] = await findItems(tx, session, [fingerprint])
  if (item?.removedAt) return
  const { websiteId, sessionId } = session
  const grave = { content: '', raw: null, removedAt: tx.now }
  // Also of what we have not seen: a message may be told after its removal.
  const unseen = { type: 'text', author: 'visitor', sentAt: 0, messageId: null } as const
  await tx.sql
    .insertInto('crispItems')
    .values({ websiteId, sessionId, fingerprint, ...unseen, ...grave })
    .onConflict((conflict) =>
      conflict.columns(['websiteId', 'sessionId', 'fingerprint']).doUpdateSet(grave),
    )
    .execute()
  if (item?.messageId) await removeMessage(tx, conversation, item.messageId)
}

/** The conversation was deleted there: what it said goes here too, and stays gone. */
async function takeEnd(scene: Scene): Promise<void> {
  const { tx, session, conversation } = scene
  if (session.removedAt !== null) return
  Object.assign(session, { removedAt: tx.now, isStale: 0, raw: '{}', state: 'resolved' })
  await tx.sql
    .updateTable('crispItems')
    .set({ content: '', raw: null, removedAt: tx.now })
    .where('websiteId', '=', session.websiteId)
    .where('sessionId', '=', session.sessionId)
    .where('removedAt', 'is', null)
    .execute()
  await tx.sql
    .deleteFrom('crispOutbox')
    .where('websiteId', '=', session.websiteId)
    .where('sessionId', '=', session.sessionId)
    .execute()
  await closeConversation(tx, conversation, null)
  await refresh(scene)
  await removeMessages(tx, scene.conversation)
}

/** Brings a deleted conversation back when it has messages that were never known; answers whether it did. */
export async function revive(scene: Scene, facts: readonly CrispFact[]): Promise<boolean> {
  const told = facts.flatMap((fact) => (fact.kind === 'message' ? [fact.message.fingerprint] : []))
  const known = await findItems(scene.tx, scene.session, told)
  if (new Set(told).size <= known.length) return false
  Object.assign(scene.session, { removedAt: null, isStale: 1, state: 'unresolved' })
  await reopenConversation(scene.tx, scene.conversation, null)
  await refresh(scene)
  return true
}

/** Writes down what is known of the conversation now. */
export async function saveSession({ tx, session }: Scene): Promise<void> {
  const { websiteId, sessionId, ...row } = session
  await tx.sql
    .updateTable('crispSessions')
    .set(row)
    .where('websiteId', '=', websiteId)
    .where('sessionId', '=', sessionId)
    .execute()
}
