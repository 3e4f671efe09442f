import type { Database } from '../../db/transaction.ts'
import type { CrispFact } from '../facts.ts'
import { ingest } from '../ingest.ts'
import type { CrispSession } from '../payload.ts'
import { findWebsite } from '../queries.ts'
import { conversationPage, countConversations, messagesBack, type Walk } from '../api/walk.ts'
import { noteWebsite } from '../websites.ts'

const AT_ONCE = 2

/** Asks that everything of a website be brought in; while that is under way, it goes on. */
export const wantBackfill = (database: Database, websiteId: string) =>
  database.sql
    .updateTable('crispWebsites')
    .set({ backfill: 'wanted', backfillPage: 0, backfillDone: 0, backfillMessages: 0 })
    .set({
      backfillRequests: 0,
      backfillReached: null,
      backfillTotal: null,
      backfillStartedAt: null,
      backfillEndedAt: null,
    })
    .set({ lastError: null, lastErrorAt: null })
    .where('websiteId', '=', websiteId)
    .where('backfill', 'in', ['none', 'done'])
    .execute()

/**
 * Brings in everything of a website, page by page, from where it was when it was broken off: what is here whole and has
 * not changed since is not read again.
 */
export async function backfill(
  options: Walk & { database: Database; isStopped: () => boolean },
  websiteId: string,
): Promise<void> {
  const { database, client } = options
  const website = await findWebsite(database.sql, websiteId)
  if (!website) return
  const backfillStartedAt = website.backfillStartedAt ?? database.clock.now().toISOString()
  let counted = client.requests
  const backfillTotal = website.backfillTotal ?? (await countConversations(options, websiteId))
  await noteWebsite(database, websiteId, { backfill: 'running', backfillStartedAt, backfillTotal })
  const progress = { done: website.backfillDone, messages: website.backfillMessages }
  for (let page = website.backfillPage + 1; !options.isStopped(); page++) {
    const sessions = await conversationPage(options, websiteId, { page })
    if (sessions.length === 0) {
      await end(options, websiteId, backfillStartedAt)
      return
    }
    await inParallel(sessions, async (session) => {
      const fresh = await bringWhole(options, websiteId, session)
      progress.messages += fresh
      progress.done += 1
    })
    const requests = website.backfillRequests + client.requests - counted
    website.backfillRequests = requests
    counted = client.requests
    await noteWebsite(database, websiteId, {
      backfillPage: page,
      backfillReached: Math.min(...sessions.map(({ updatedAt }) => updatedAt)),
      backfillDone: progress.done,
      backfillMessages: progress.messages,
      backfillRequests: requests,
    })
  }
}

/** Takes in one conversation back to its first message; answers how many of its messages were new. */
async function bringWhole(
  options: Walk & { database: Database; isStopped: () => boolean },
  websiteId: string,
  session: CrispSession,
): Promise<number> {
  const { database } = options
  const key = { websiteId, sessionId: session.sessionId }
  if (options.isStopped() || (await isWholeAlready(database, key, session.updatedAt))) return 0
  const { messages } = await messagesBack(options, key)
  const facts = messages.map((message): CrispFact => ({ kind: 'message', message }))
  facts.push({ kind: 'session', session })
  const { fresh } = await ingest(database, { ...key, facts, isPast: true, isWhole: true })
  return fresh.length
}

async function isWholeAlready(
  database: Database,
  { websiteId, sessionId }: { websiteId: string; sessionId: string },
  updatedAt: number,
): Promise<boolean> {
  const found = await database.sql
    .selectFrom('crispSessions')
    .select('sessionId')
    .where('websiteId', '=', websiteId)
    .where('sessionId', '=', sessionId)
    .where('isWalked', '=', 1)
    .where('crispUpdatedAt', '>=', updatedAt)
    .executeTakeFirst()
  return found !== undefined
}

async function end(
  { database }: { database: Database },
  websiteId: string,
  startedAt: string,
): Promise<void> {
  // A conversation that was deleted meanwhile moved those behind it a place up, where a page was read already.
  const { count } = await database.sql
    .selectFrom('crispSessions')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('websiteId', '=', websiteId)
    .where('removedAt', '>=', startedAt)
    .executeTakeFirstOrThrow()
  const now = database.clock.now().toISOString()
  await noteWebsite(
    database,
    websiteId,
    count > 0
      ? { backfillPage: 0, backfillReached: null, backfillStartedAt: now, backfill: 'wanted' }
      : { backfill: 'done', backfillEndedAt: now },
  )
}

async function inParallel<T>(items: readonly T[], run: (item: T) => Promise<void>): Promise<void> {
  const rest = [...items]
  const work = async () => {
    for (let next = rest.shift(); next !== undefined; next = rest.shift()) await run(next)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
}
