import { z } from 'zod'
import type { OpeningHours } from '../contract/chat-settings.ts'
import { atLeast, type Role } from '../contract/identity.ts'
import { ResponseTarget } from '../contract/notifications.ts'
import { type ConversationRow, lockConversation } from '../conversations/index.ts'
import type { Database, Sql, Tx } from '../db/transaction.ts'
import { cancel, enqueue, type JobHandler } from '../jobs/index.ts'
import { ownHours } from '../routing/index.ts'
import { readHours, storedValues, writeSettings } from '../settings/index.ts'
import { afterOpen } from '../webchat/index.ts'
import { notify } from './actions.ts'
import { activeStaff } from './queries.ts'
import { takersOf } from './waiting.ts'

/** The job that tells of a customer who has waited nearly, or wholly, as long as the workspace allows. */
export const RESPONSE_DUE = 'responseDue'

const SETTING = 'responseTarget'
const WARNED_AT = 2 / 3

const Payload = z.object({
  conversationId: z.string(),
  since: z.string(),
  stage: z.enum(['soon', 'over']),
})
type Due = z.output<typeof Payload>

const { isOn, minutes } = ResponseTarget.shape
const DEFAULTS = ResponseTarget.parse({})
const Stored = ResponseTarget.extend({
  isOn: isOn.catch(DEFAULTS.isOn),
  minutes: minutes.catch(DEFAULTS.minutes),
}).catch(DEFAULTS)

/** How soon customers are to be answered, defaults filled in. */
export const readResponseTarget = async (sql: Sql): Promise<ResponseTarget> =>
  Stored.parse((await storedValues(sql, [SETTING]))[SETTING] ?? {})

/** Changes what is given; it counts for whoever begins to wait from now on, and for those who are watched already. */
export async function updateResponseTarget(
  tx: Tx,
  wanted: { [K in keyof ResponseTarget]?: ResponseTarget[K] | undefined },
): Promise<ResponseTarget> {
  const target = Stored.parse({ ...(await readResponseTarget(tx.sql)), ...wanted })
  await writeSettings(tx, { [SETTING]: target })
  return target
}

/** A customer who waits for an answer, in a conversation of a team or of everybody (null). */
export interface Wait {
  conversationId: string
  teamId: string | null
  since: string
}

/** From now on a customer's wait for an answer is watched, where the workspace has a target. */
export async function awaitAnswer(tx: Tx, { conversationId, teamId, since }: Wait): Promise<void> {
  const target = await readResponseTarget(tx.sql)
  if (!target.isOn) return
  const allowed = await allowedIn(tx.sql, target, teamId)
  await plan(tx, allowed, { conversationId, since, stage: 'soon' })
}

/** What was planned in the hours of another team counts no more; a customer who waits does so in this one's. */
export async function moveWait(
  tx: Tx,
  { since, ...moved }: Omit<Wait, 'since'> & { since: string | null },
): Promise<void> {
  await cancel(tx, keyOf(moved))
  if (since !== null) await awaitAnswer(tx, { ...moved, since })
}

const keyOf = ({ conversationId }: Pick<Wait, 'conversationId'>) =>
  `${RESPONSE_DUE} ${conversationId}`

/** How long customers may wait, and when that time counts. */
interface Allowed {
  minutes: number
  hours: OpeningHours
}

const allowedIn = async (
  sql: Sql,
  { minutes: most }: ResponseTarget,
  teamId: string | null,
): Promise<Allowed> => ({
  minutes: most,
  hours: (await ownHours(sql, teamId)) ?? (await readHours(sql)),
})

async function plan(tx: Tx, allowed: Allowed, due: Due): Promise<void> {
  const at = dueAt(allowed, due)
  if (at === null) return
  await enqueue(tx, {
    kind: RESPONSE_DUE,
    payload: due,
    dedupeKey: keyOf(due),
    runAt: at.toISOString(),
  })
}

function dueAt(
  { minutes: most, hours }: Allowed,
  { since, stage }: Pick<Due, 'since' | 'stage'>,
): Date | null {
  return afterOpen(hours, new Date(since), stage === 'soon' ? most * WARNED_AT : most)
}

const isAwaited = (
  row: ConversationRow | undefined,
): row is ConversationRow & { waitingSince: string } =>
  row?.status === 'open' && row.snoozedUntil === null && row.waitingSince !== null

/** Tells of a customer who still waits, and watches the wait further. */
export const tellOfDue =
  (database: Database): JobHandler =>
  async (raw) => {
    const planned = Payload.parse(raw)
    await database.transaction(async (tx) => {
      const row = await lockConversation(tx, planned.conversationId)
      const target = await readResponseTarget(tx.sql)
      if (!isAwaited(row) || !target.isOn) return
      // They were answered, and wait for another answer now.
      const isSame = row.waitingSince === planned.since
      const due = isSame ? planned : { ...planned, since: row.waitingSince, stage: 'soon' as const }
      const allowed = await allowedIn(tx.sql, target, row.teamId)
      const reached = stageOf(tx, allowed, due.since)
      if (reached === 'over' || reached === due.stage)
        await tell(tx, row, { ...due, stage: reached })
      if (reached === 'over') return
      await plan(tx, allowed, { ...due, stage: reached === 'soon' ? 'over' : due.stage })
    })
  }

/** How far a wait has come by now. */
function stageOf(tx: Tx, allowed: Allowed, since: string): Due['stage'] | null {
  for (const stage of ['over', 'soon'] as const) {
    const at = dueAt(allowed, { since, stage })
    if (at !== null && at.toISOString() <= tx.now) return stage
  }
  return null
}

async function tell(tx: Tx, row: ConversationRow, { since, stage }: Due): Promise<void> {
  const isOver = stage === 'over'
  const subject = {
    kind: 'response_due',
    cause: `due ${row.id} ${since} ${stage}`,
    about: 'conversation',
    aboutId: row.id,
    ticketNumber: null,
    who: row.visitorName,
    excerpt: '',
  } as const
  const takers = row.assigneeId === null ? new Set(await takersOf(tx, row.teamId)) : undefined
  const isTold = ({ id, role }: { id: string; role: Role }) =>
    (takers?.has(id) ?? id === row.assigneeId) || (isOver && atLeast(role, 'supervisor'))
  const told = (await activeStaff(tx.sql)).filter(isTold)
  await notify(
    tx,
    told.map(({ id }) => ({ agentId: id, subject, isUrgent: isOver })),
  )
}
