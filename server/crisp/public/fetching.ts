import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '../../db/transaction.ts'
import { problem } from '../../problems.ts'
import { wantBackfill } from '../past/backfill.ts'
import type { CrispChannel } from '../channel.ts'
import { BudgetSpent, type CrispClient } from '../api/client.ts'
import type { CrispFact } from '../facts.ts'
import { ingest } from '../ingest.ts'
import { findWebsite, type SessionKey, type WebsiteRow } from '../queries.ts'
import { CrispRefusal } from '../api/refusal.ts'
import { messagesBack, oneConversation } from '../api/walk.ts'
import { findWebsites } from '../websites.ts'

const LOOK_MS = 250

/** The client of a channel; throws `crisp_not_configured`. */
function clientOf({ client }: CrispChannel): CrispClient {
  if (!client) throw problem('crisp_not_configured')
  return client
}

/** A website that is on; throws `crisp_website_not_found`. */
export async function websiteOf(
  database: Database,
  channel: CrispChannel,
  websiteId: string,
): Promise<WebsiteRow> {
  const client = clientOf(channel)
  const known = await findWebsite(database.sql, websiteId)
  if (!known && channel.credentials)
    await orProblem(findWebsites(database, client, channel.credentials))
  const website = known ?? (await findWebsite(database.sql, websiteId))
  if (website?.isEnabled !== 1) throw problem('crisp_website_not_found')
  return website
}

/** What Crisp refused, as a problem of ours. */
async function orProblem<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof CrispRefusal)
      throw problem('crisp_refused', { values: { reason: error.reason } })
    if (error instanceof BudgetSpent)
      throw problem('crisp_refused', { values: { reason: 'quota_limit_exceeded' } })
    throw error
  }
}

/**
 * Brings in everything of a website and answers how it stands whenever more of it is here, last when all of it is; joins
 * what is under way already. Throws `crisp_website_not_found`, and `crisp_refused` with what goes wrong meanwhile.
 */
export async function* fetchWebsite(
  database: Database,
  channel: CrispChannel,
  { websiteId, signal }: { websiteId: string; signal: AbortSignal },
): AsyncGenerator<WebsiteRow> {
  await websiteOf(database, channel, websiteId)
  const begun = database.clock.now().toISOString()
  await wantBackfill(database, websiteId)
  channel.nudge('backfill')
  let page: number | undefined
  for (;;) {
    const website = await findWebsite(database.sql, websiteId)
    if (website?.isEnabled !== 1) throw problem('crisp_website_not_found')
    if (website.backfill === 'done') return yield website
    // What is under way may be in trouble: then only how it goes on says anything.
    page ??= website.lastError === null ? 0 : website.backfillPage
    if (website.backfillPage !== page) {
      page = website.backfillPage
      yield website
    } else if (website.lastErrorAt !== null && website.lastErrorAt >= begun)
      throw problem('crisp_refused', { values: { reason: website.lastError ?? '' } })
    else await pause(LOOK_MS, undefined, { signal })
  }
}

/** Brings in one conversation with all of its messages. */
export async function fetchConversation(
  database: Database,
  channel: CrispChannel,
  key: SessionKey,
): Promise<void> {
  await websiteOf(database, channel, key.websiteId)
  const walk = { client: clientOf(channel), purpose: 'follow' as const }
  const session = await orProblem(oneConversation(walk, key))
  if (!session) throw problem('conversation_not_found')
  const { messages } = await orProblem(messagesBack(walk, key))
  const facts = messages.map((message): CrispFact => ({ kind: 'message', message }))
  facts.push({ kind: 'session', session })
  await ingest(database, { ...key, facts, isPast: true, isWhole: true })
}
