import { openConversation } from '../conversations/index.ts'
import { customerOnChannel } from '../customers/index.ts'
import type { Tx } from '../db/transaction.ts'
import { holdTeam } from '../routing/index.ts'
import { recordActivity } from '../timeline/index.ts'
import { contactOf, visitorName } from './contact.ts'
import type { CrispFact, Telling } from './facts.ts'
import type { Scene } from './ingest.ts'
import { findWebsite, type SessionRow } from './queries.ts'

type SessionFact = Extract<CrispFact, { kind: 'session' }>
type MessageFact = Extract<CrispFact, { kind: 'message' }>

/** What is known of a conversation from what came first, whatever that was. */
function firstSight({ websiteId, sessionId, facts }: Telling): Omit<SessionRow, 'conversationId'> {
  const told = facts.find((fact): fact is SessionFact => fact.kind === 'session')?.session
  const message = facts.find((fact): fact is MessageFact => fact.kind === 'message')?.message
  const visitor = message?.from === 'user' ? message.author.name : null
  return {
    websiteId,
    sessionId,
    crispUpdatedAt: 0,
    crispCreatedAt: told?.createdAt ?? null,
    state: told?.state ?? 'unresolved',
    nickname: told?.nickname ?? visitor,
    email: told?.email ?? null,
    phone: told?.phone ?? null,
    peopleId: told?.peopleId ?? null,
    inboxId: told?.inboxId ?? null,
    isBlocked: 0,
    operatorId: null,
    raw: JSON.stringify(told?.raw ?? {}),
    isStale: 1,
    isWalked: 0,
    removedAt: null,
  }
}

/** Opens the conversation that Crisp tells of for the first time. */
export async function openSession(tx: Tx, telling: Telling): Promise<Scene> {
  const sight = firstSight(telling)
  const told = telling.facts.find((fact): fact is SessionFact => fact.kind === 'session')?.session
  const isEmailVerified = told?.isEmailVerified ?? false
  const contact = contactOf(sight, { isEmailVerified, formerName: null })
  const customer = await customerOnChannel(tx, contact, null)
  const { websiteId, sessionId, isPast } = telling
  const startedAt = startOf(telling, sight.crispCreatedAt, tx.now)
  const conversation = await openConversation(tx, {
    channel: 'crisp',
    customer,
    visitorName: visitorName(sight),
    teamId: await teamOf(tx, sight),
    isVerified: isEmailVerified,
    external: { source: websiteId, id: sessionId, startedAt },
    isPast,
  })
  await recordActivity(tx, {
    customerId: customer.id,
    type: 'chat',
    description: 'Chat started',
    metadata: { sessionId: conversation.id },
    timestamp: startedAt,
  })
  const session: SessionRow = { ...sight, conversationId: conversation.id }
  await tx.sql.insertInto('crispSessions').values(session).execute()
  return { tx, session, conversation, isPast, isRewritten: isPast }
}

// What is still to come may be older; a conversation begins no later than its first message.
function startOf({ facts }: Telling, createdAt: number | null, now: string): string {
  const times = facts.flatMap((fact) => (fact.kind === 'message' ? [fact.message.timestamp] : []))
  if (createdAt !== null) times.push(createdAt)
  const first = times.reduce((least, time) => Math.min(least, time), Date.parse(now))
  return new Date(first).toISOString()
}

/** The team that new conversations of an inbox go to; null once there is no such team. */
async function teamOf(
  tx: Tx,
  { websiteId, inboxId }: Pick<SessionRow, 'websiteId' | 'inboxId'>,
): Promise<string | null> {
  const website = await findWebsite(tx.sql, websiteId)
  if (!website) return null
  const rules = JSON.parse(website.inboxRules) as Record<string, string>
  const teamId = (inboxId === null ? undefined : rules[inboxId]) ?? website.teamId
  return teamId === null ? null : ((await holdTeam(tx, teamId))?.id ?? null)
}
