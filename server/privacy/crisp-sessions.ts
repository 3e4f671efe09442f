import { amongIds } from '../db/bulk.ts'
import type { Tx } from '../db/transaction.ts'
import type { Trace } from './tombstones.ts'

interface Session {
  websiteId: string
  sessionId: string
}

/** The trace a conversation of Crisp leaves. */
export const sessionTrace = ({ websiteId, sessionId }: Session): Trace => ({
  kind: 'crisp session',
  value: `${websiteId} ${sessionId}`,
})

/**
 * Forgets that these conversations are Crisp's, and all it said of them: whatever the visitor writes there from then on
 * begins a new one. Answers what they were known by there.
 */
export async function forgetSessions(tx: Tx, conversationIds: readonly string[]): Promise<Trace[]> {
  const { dialect } = tx.database
  const among = amongIds(dialect, 'conversationId', conversationIds)
  const sessions = await tx.sql
    .selectFrom('crispSessions')
    .select(['websiteId', 'sessionId', 'email', 'peopleId'])
    .where(among)
    .execute()
  await tx.sql.deleteFrom('crispOutbox').where(among).execute()
  for (const session of sessions) await forgetSession(tx, session)
  await forgetLost(tx, sessions)
  await tx.sql
    .updateTable('conversations')
    .set({ externalSource: null, externalId: null })
    .where(amongIds(dialect, 'id', conversationIds))
    .execute()
  return sessions.flatMap(({ email, peopleId, ...session }) => [
    sessionTrace(session),
    ...(email === null ? [] : [{ kind: 'email', value: email.trim().toLowerCase() }]),
    ...(peopleId === null ? [] : [{ kind: 'crisp', value: peopleId }]),
  ])
}

async function forgetSession(tx: Tx, { websiteId, sessionId }: Session): Promise<void> {
  for (const table of ['crispReconciled', 'crispDifferences'] as const)
    await tx.sql.deleteFrom(table).where('sessionId', '=', sessionId).execute()
  for (const table of ['crispItems', 'crispSessions'] as const)
    await tx.sql
      .deleteFrom(table)
      .where('websiteId', '=', websiteId)
      .where('sessionId', '=', sessionId)
      .execute()
}

// Few as a rule: what Crisp said that could not be placed.
async function forgetLost(tx: Tx, sessions: readonly Session[]): Promise<void> {
  if (sessions.length === 0) return
  const lost = await tx.sql.selectFrom('crispLost').select(['id', 'raw']).execute()
  const ids = lost.flatMap(({ id, raw }) =>
    sessions.some(({ sessionId }) => raw.includes(sessionId)) ? [id] : [],
  )
  await tx.sql
    .deleteFrom('crispLost')
    .where(amongIds(tx.database.dialect, 'id', ids))
    .execute()
}
