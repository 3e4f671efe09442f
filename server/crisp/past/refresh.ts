import { doubt, type Following, readThread } from './catch-up.ts'
import { ingest } from '../ingest.ts'
import type { SessionKey } from '../queries.ts'
import { oneConversation } from '../api/walk.ts'

const AT_MOST = 20
const PAUSE_MS = 30_000
const RECENT_MS = 60_000

/** When a conversation was last asked for: what changes all the time must not cost the day's requests. */
const asked = new Map<string, { at: number; isMissing: boolean }>()

/** Asks for the conversations of which events told without telling all. */
export async function refreshStale(options: Following, websiteId: string): Promise<void> {
  const { database } = options
  const stale = await database.sql
    .selectFrom('crispSessions')
    .select(['sessionId', 'isWalked'])
    .where('websiteId', '=', websiteId)
    .where('isStale', '=', 1)
    .where('removedAt', 'is', null)
    .limit(AT_MOST)
    .execute()
  for (const { sessionId, isWalked } of stale)
    await refresh(options, { websiteId, sessionId }, isWalked === 1)
  for (const [name, { at }] of asked) if (Date.now() - at > 2 * PAUSE_MS) asked.delete(name)
}

async function refresh(options: Following, key: SessionKey, isWalked: boolean): Promise<void> {
  const { database } = options
  const name = `${key.websiteId} ${key.sessionId}`
  const last = asked.get(name)
  if (last && Date.now() - last.at < PAUSE_MS) return
  await options.hearing.caughtUp()
  const askedAt = performance.now()
  const session = await oneConversation(options, key)
  asked.set(name, { at: Date.now(), isMissing: session === undefined })
  if (session) {
    const since = database.clock.now().getTime() - RECENT_MS
    await readThread(options, key, { session, since, isWalked })
    await doubt(options, key, askedAt)
  } else if (last?.isMissing) {
    // What was told of a moment ago may not be in every cache yet: gone is what is not there twice.
    await ingest(database, { ...key, facts: [{ kind: 'gone' }], isPast: false })
  }
}
