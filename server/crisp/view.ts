import type {
  CrispBackfill,
  CrispConversation,
  CrispMessage,
  CrispWebsite,
} from '../contract/crisp.ts'
import type { ItemRow, SessionRow, WebsiteRow } from './queries.ts'

const STATUSES: Record<string, number> = { pending: 0, unresolved: 1, resolved: 2 }

const timeOf = (milliseconds: number | null) =>
  milliseconds ? new Date(milliseconds).toISOString() : null

/** A conversation as Part B shows it. */
export const viewCrispConversation = (row: SessionRow): CrispConversation => ({
  session_id: row.sessionId,
  website_id: row.websiteId,
  status: STATUSES[row.state] ?? 1,
  state: row.state,
  meta_nickname: row.nickname,
  meta_email: row.email,
  meta_phone: row.phone,
  people_id: row.peopleId,
  inbox_id: row.inboxId,
  is_blocked: row.isBlocked === 1,
  assigned_user_id: row.operatorId,
  created_at_crisp: timeOf(row.crispCreatedAt),
  updated_at_crisp: timeOf(row.crispUpdatedAt),
})

/** A message as Part B shows it. */
export const viewCrispMessage = (row: ItemRow): CrispMessage => ({
  fingerprint: String(row.fingerprint),
  session_id: row.sessionId,
  website_id: row.websiteId,
  type: row.type,
  from: row.author,
  content: row.content,
  timestamp: String(row.sentAt),
})

/** A website as the settings show it. */
export const viewWebsite = (row: WebsiteRow, conversations: number, now: Date): CrispWebsite => ({
  id: row.websiteId,
  name: row.name,
  isEnabled: row.isEnabled === 1,
  teamId: row.teamId,
  inboxRules: JSON.parse(row.inboxRules) as Record<string, string>,
  lastEventAt: row.lastEventAt,
  lagMs: row.lastLagMs,
  caughtUpAt: row.caughtUpAt,
  lastError: row.lastError,
  lastErrorAt: row.lastErrorAt,
  conversations,
  backfill: viewBackfill(row, now),
})

const viewBackfill = (row: WebsiteRow, now: Date): CrispBackfill => ({
  state: row.backfill,
  done: row.backfillDone,
  total: row.backfillTotal,
  messages: row.backfillMessages,
  requests: row.backfillRequests,
  startedAt: row.backfillStartedAt,
  endedAt: row.backfillEndedAt,
  secondsLeft: secondsLeft(row, now),
})

/** How long the rest takes if it goes on as it went so far. */
function secondsLeft(row: WebsiteRow, now: Date): number | null {
  const { backfill, backfillDone: done, backfillTotal: total, backfillStartedAt: since } = row
  if (backfill !== 'running' || total === null || since === null || done === 0) return null
  const elapsed = (now.getTime() - Date.parse(since)) / 1_000
  return Math.max(0, Math.round((elapsed / done) * (total - done)))
}
