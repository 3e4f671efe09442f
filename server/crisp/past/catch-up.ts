import type { Database } from '../../db/transaction.ts'
import { ingest } from '../ingest.ts'
import type { CrispFact } from '../facts.ts'
import type { CrispMessage, CrispSession } from '../payload.ts'
import type { SessionKey, SessionRow, WebsiteRow } from '../queries.ts'
import {
  conversationPage,
  messagesBack,
  oneConversation,
  orMissing,
  type Walk,
} from '../api/walk.ts'
import { noteWebsite } from '../websites.ts'

// Events may be on their way for a while, and clocks differ.
const OVERLAP_MS = 5 * 60_000

export interface CatchingUp extends Walk {
  database: Database
  /** Something may have been missed: what changed is read again, and what vanished is looked for. */
  isThorough: boolean
}

/** What is heard meanwhile, live. */
export interface Hearing {
  caughtUp(): Promise<void>
  hasHeardSince(key: SessionKey, moment: number): boolean
}

/** What is read of conversations about which more may be heard while it is read. */
export interface Following extends CatchingUp {
  hearing: Hearing
}

/** Reads what changed on a website since it was last read, and what was missed. */
export async function catchUp(options: Following, website: WebsiteRow): Promise<void> {
  const { database } = options
  const since = Math.max(0, website.watermark - OVERLAP_MS)
  const begun = database.clock.now()
  const seen = new Set<string>()
  let latest = website.watermark
  for (let page = 1; ; page++) {
    await options.hearing.caughtUp()
    const askedAt = performance.now()
    const sessions = await conversationPage(options, website.websiteId, { page, since })
    if (sessions.length === 0) break
    for (const session of sessions) {
      seen.add(session.sessionId)
      // A clock that is far ahead must not make us miss what comes before it.
      if (session.updatedAt <= begun.getTime() + OVERLAP_MS)
        latest = Math.max(latest, session.updatedAt)
      await follow(options, { websiteId: website.websiteId, since }, session)
      await doubt(options, { websiteId: website.websiteId, sessionId: session.sessionId }, askedAt)
    }
  }
  if (options.isThorough) await lookForVanished(options, website.websiteId, { since, seen })
  await noteWebsite(database, website.websiteId, {
    watermark: latest,
    caughtUpAt: database.clock.now().toISOString(),
    lastError: null,
    lastErrorAt: null,
  })
}

interface Since {
  websiteId: string
  since: number
}

/** What was heard while Crisp was asked may be newer than the answer: the conversation is to be asked for once more. */
export async function doubt(
  { database, hearing }: Following,
  key: SessionKey,
  askedAt: number,
): Promise<void> {
  if (!hearing.hasHeardSince(key, askedAt)) return
  await ingest(database, { ...key, facts: [{ kind: 'stale' }], isPast: false })
}

/** Takes in a conversation that may have changed. */
async function follow(
  options: CatchingUp,
  { websiteId, since }: Since,
  session: CrispSession,
): Promise<void> {
  const key = { websiteId, sessionId: session.sessionId }
  const known = await findSession(options.database, key)
  const hasNews = await isUnknown(options.database, key, session.lastFingerprint)
  const isChanged = known === undefined || session.updatedAt > known.crispUpdatedAt
  if (hasNews || known?.isWalked !== 1 || (options.isThorough && isChanged))
    await readThread(options, key, { session, since, isWalked: known?.isWalked === 1 })
  else if (isChanged)
    await ingest(options.database, { ...key, facts: [{ kind: 'session', session }], isPast: false })
}

/**
 * Reads the messages of a conversation back to where they are known, and takes them in: what is older than `since` as
 * its past, the rest as news.
 */
export async function readThread(
  options: CatchingUp,
  key: SessionKey,
  { session, since, isWalked }: { session: CrispSession; since: number; isWalked: boolean },
): Promise<void> {
  const { messages, isWhole } = await messagesBack(options, key, async (batch) => {
    const isRecent = batch.some(({ timestamp }) => timestamp >= since)
    return !isWalked || isRecent || (await hasUnknown(options.database, key, batch))
  })
  const removed = options.isThorough ? await findRemoved(options, key, { messages, isWhole }) : []
  const facts = messages.map((message): CrispFact => ({ kind: 'message', message }))
  const isOld = (fact: CrispFact) => fact.kind === 'message' && fact.message.timestamp < since
  const past = facts.filter(isOld)
  const rest = facts.filter((fact) => !isOld(fact))
  const news: CrispFact[] = [...rest, ...removed, { kind: 'session', session }]
  if (past.length > 0 && !isWalked)
    await ingest(options.database, { ...key, facts: [...past, ...news.slice(-1)], isPast: true })
  else news.unshift(...past)
  await ingest(options.database, { ...key, facts: news, isPast: false, isWhole })
}

const findSession = (database: Database, key: SessionKey): Promise<SessionRow | undefined> =>
  database.sql
    .selectFrom('crispSessions')
    .selectAll()
    .where('websiteId', '=', key.websiteId)
    .where('sessionId', '=', key.sessionId)
    .executeTakeFirst()

async function isUnknown(
  database: Database,
  key: SessionKey,
  fingerprint: number | null,
): Promise<boolean> {
  if (fingerprint === null) return false
  const found = await database.sql
    .selectFrom('crispItems')
    .select('fingerprint')
    .where('websiteId', '=', key.websiteId)
    .where('sessionId', '=', key.sessionId)
    .where('fingerprint', '=', fingerprint)
    .executeTakeFirst()
  return found === undefined
}

async function hasUnknown(
  database: Database,
  key: SessionKey,
  batch: readonly CrispMessage[],
): Promise<boolean> {
  for (const { fingerprint } of batch) if (await isUnknown(database, key, fingerprint)) return true
  return false
}

/** Messages that we have and Crisp does not name any more, where it names what is around them. */
async function findRemoved(
  options: CatchingUp,
  key: SessionKey,
  { messages, isWhole }: { messages: readonly CrispMessage[]; isWhole: boolean },
): Promise<CrispFact[]> {
  const oldest = Math.min(...messages.map(({ timestamp }) => timestamp))
  const named = new Set(messages.map(({ fingerprint }) => fingerprint))
  const known = await options.database.sql
    .selectFrom('crispItems')
    .leftJoin('crispOutbox', 'crispOutbox.fingerprint', 'crispItems.fingerprint')
    .select('crispItems.fingerprint')
    .where('crispItems.websiteId', '=', key.websiteId)
    .where('crispItems.sessionId', '=', key.sessionId)
    .where('removedAt', 'is', null)
    .where('crispOutbox.id', 'is', null)
    .$if(!isWhole, (query) => query.where('sentAt', '>=', oldest))
    .execute()
  const removed: CrispFact[] = []
  for (const { fingerprint } of known) {
    if (named.has(fingerprint)) continue
    // A list may be older than what it leaves out: only the message itself says that it is gone.
    const { client, purpose } = options
    const there = await orMissing(
      client.ask(purpose, (crisp) =>
        crisp.website.getMessageInConversation(key.websiteId, key.sessionId, fingerprint),
      ),
    )
    if (there === undefined) removed.push({ kind: 'removed', fingerprint })
  }
  return removed
}

/** Conversations that changed lately and are named no more: those that are not there either were deleted. */
async function lookForVanished(
  options: CatchingUp,
  websiteId: string,
  { since, seen }: { since: number; seen: ReadonlySet<string> },
): Promise<void> {
  const { database } = options
  const known = await database.sql
    .selectFrom('crispSessions')
    .innerJoin('conversations', 'conversations.id', 'crispSessions.conversationId')
    .select('sessionId')
    .where('websiteId', '=', websiteId)
    .where('removedAt', 'is', null)
    .where('conversations.lastActivityAt', '>=', new Date(since).toISOString())
    .execute()
  for (const { sessionId } of known) {
    if (seen.has(sessionId)) continue
    const key = { websiteId, sessionId }
    if ((await oneConversation(options, key)) === undefined)
      await ingest(database, { ...key, facts: [{ kind: 'gone' }], isPast: false })
  }
}
