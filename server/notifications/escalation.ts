import { z } from 'zod'
import { atLeast } from '../contract/identity.ts'
import { EscalationSettings } from '../contract/notifications.ts'
import { type ConversationRow, lockConversation } from '../conversations/index.ts'
import type { Database, Sql, Tx } from '../db/transaction.ts'
import { cancel, enqueue, type JobHandler } from '../jobs/index.ts'
import { storedValues, writeSettings } from '../settings/index.ts'
import { markRead, notify } from './actions.ts'
import { activeStaff } from './queries.ts'
import { isWaiting, takersOf } from './waiting.ts'

/** The job that tells again of a conversation nobody has taken. */
export const ESCALATE = 'escalate'

const Payload = z.object({
  conversationId: z.string(),
  cause: z.string(),
  since: z.string(),
  stage: z.enum(['again', 'others']),
})
type Escalating = z.output<typeof Payload>

const { isOn, againAfter, othersAfter, others } = EscalationSettings.shape
const DEFAULTS = EscalationSettings.parse({})
const Stored = EscalationSettings.extend({
  isOn: isOn.catch(DEFAULTS.isOn),
  againAfter: againAfter.catch(DEFAULTS.againAfter),
  othersAfter: othersAfter.catch(DEFAULTS.othersAfter),
  others: others.catch(DEFAULTS.others),
}).catch(DEFAULTS)

/** When the workspace tells again, and whom, defaults filled in. */
export const readEscalation = async (sql: Sql): Promise<EscalationSettings> =>
  Stored.parse((await storedValues(sql, ['escalation']))['escalation'] ?? {})

/** Changes what is given; conversations that wait already go on by what was set when they were told of last. */
export async function updateEscalation(
  tx: Tx,
  wanted: { [K in keyof EscalationSettings]?: EscalationSettings[K] | undefined },
): Promise<EscalationSettings> {
  const escalation = Stored.parse({ ...(await readEscalation(tx.sql)), ...wanted })
  await writeSettings(tx, { escalation })
  return escalation
}

const keyOf = (conversationId: string) => `${ESCALATE} ${conversationId}`

/** From now on the wait of a conversation is watched, unless the workspace does not want that. */
export async function beginEscalation(
  tx: Tx,
  conversationId: string,
  cause: string,
): Promise<void> {
  await endEscalation(tx, conversationId)
  await plan(tx, { conversationId, cause, since: tx.now, stage: 'again' })
}

/** Somebody has the conversation, or nobody needs to: nobody is told again. */
export const endEscalation = (tx: Tx, conversationId: string): Promise<void> =>
  cancel(tx, keyOf(conversationId))

async function plan(tx: Tx, payload: Escalating): Promise<void> {
  const settings = await readEscalation(tx.sql)
  if (!settings.isOn) return
  const after = payload.stage === 'again' ? settings.againAfter : settings.othersAfter
  await enqueue(tx, {
    kind: ESCALATE,
    payload,
    dedupeKey: keyOf(payload.conversationId),
    runAt: new Date(Date.parse(payload.since) + after * 1_000).toISOString(),
  })
}

/** Tells again of a conversation that still waits: the same people louder, and in the end others. */
export const escalate =
  (database: Database): JobHandler =>
  async (raw) => {
    const payload = Payload.parse(raw)
    await database.transaction(async (tx) => {
      const row = await lockConversation(tx, payload.conversationId)
      if (!isWaiting(row) || !(await readEscalation(tx.sql)).isOn) return
      await tellAgain(tx, row, payload)
      if (payload.stage === 'again') await plan(tx, { ...payload, stage: 'others' })
    })
  }

async function tellAgain(
  tx: Tx,
  row: ConversationRow,
  { cause, stage }: Escalating,
): Promise<void> {
  const subject = {
    kind: 'escalated',
    cause: `escalated ${cause} ${stage}`,
    about: 'conversation',
    aboutId: row.id,
    ticketNumber: null,
    who: row.visitorName,
    excerpt: '',
  } as const
  // What was told before is said again, and counts once.
  await markRead(tx, { aboutId: row.id, kinds: ['new_chat', 'escalated'] })
  const takers = await takersOf(tx, row.teamId)
  const told = stage === 'again' ? takers : [...takers, ...(await othersOf(tx))]
  await notify(
    tx,
    [...new Set(told)].map((agentId) => ({ agentId, subject, isUrgent: true })),
  )
}

async function othersOf(tx: Tx): Promise<string[]> {
  const { others: whom } = await readEscalation(tx.sql)
  const staff = await activeStaff(tx.sql)
  return staff
    .filter(({ role }) => whom === 'everybody' || atLeast(role, 'supervisor'))
    .map(({ id }) => id)
}
