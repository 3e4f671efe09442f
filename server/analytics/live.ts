import { sql } from 'kysely'
import type { Live } from '../contract/analytics.ts'
import type { Database, Sql } from '../db/transaction.ts'
import { readRouting } from '../routing/index.ts'
import { readReportSettings } from './settings.ts'

const SHOWN = 20
const MINUTE_MS = 60_000

// In plain text, so that each planner sees which index holds them all.
const isWaiting = sql<boolean>`status = 'open' and channel <> 'ticket' and snoozed_until is null
  and waiting_since is not null`
const isOpen = sql<boolean>`status = 'open' and channel <> 'ticket' and snoozed_until is null`

/** How many conversations are open, wait, and have waited since before a moment. */
export const standingNow = (db: Sql, riskBefore: string) =>
  db
    .selectFrom('conversations')
    .select((row) => [
      row.fn.countAll<number>().as('open'),
      sql<number>`count(case when assignee_id is null then 1 end)`.as('unassigned'),
      row.fn.count<number>('waitingSince').as('waiting'),
      sql<number>`count(case when waiting_since <= ${riskBefore} then 1 end)`.as('atRisk'),
      row.fn.min('waitingSince').as('waitingSince'),
    ])
    .where(isOpen)
    .executeTakeFirstOrThrow()

/** Those who have waited longest. */
export const longestWaits = (db: Sql) =>
  db
    .selectFrom('conversations')
    .leftJoin('users', 'users.id', 'assigneeId')
    .leftJoin('teams', 'teams.id', 'teamId')
    .select(['conversations.id as conversationId', 'visitorName as customer', 'channel'])
    .select(['waitingSince', 'users.name as agent', 'teams.name as team'])
    .where(isWaiting)
    .orderBy(sql`coalesce(waiting_since, '9999-12-31T23:59:59.999Z')`)
    .orderBy('conversations.id')
    .limit(SHOWN)
    .execute()

/** How many conversations each agent has open, and in how many the customer waits. */
export const loads = (db: Sql) =>
  db
    .selectFrom('conversations')
    .select('assigneeId')
    .select((row) => [
      row.fn.countAll<number>().as('open'),
      row.fn.count<number>('waitingSince').as('waiting'),
    ])
    .where(isOpen)
    .where('assigneeId', 'is not', null)
    .groupBy('assigneeId')
    .execute()

const staff = (db: Sql) =>
  db
    .selectFrom('users')
    .select(['id', 'name', 'availability', 'isPresent', 'isIdle', 'capacity'])
    .where('role', '!=', 'customer')
    .where('isActive', '=', 1)
    .orderBy('name')
    .orderBy('id')
    .execute()

type Member = Awaited<ReturnType<typeof staff>>[number]

// Without any console open an agent is absent, and at idle machines away, whatever they said.
function stateOf({ isPresent, isIdle, availability }: Member): Live['agents'][number]['state'] {
  if (isPresent !== 1) return 'offline'
  return availability === 'online' && isIdle === 1 ? 'away' : availability
}

/** How it stands at this moment: who waits, who is there, and what is at risk. */
export async function liveBoard({ reads, clock }: Database): Promise<Live> {
  const now = clock.now()
  const { riskMinutes } = await readReportSettings(reads)
  const riskBefore = new Date(now.getTime() - riskMinutes * MINUTE_MS).toISOString()
  const [standing, longest, members, carried, { maxOpen }] = await Promise.all([
    standingNow(reads, riskBefore),
    longestWaits(reads),
    staff(reads),
    loads(reads),
    readRouting(reads),
  ])
  const loadOf = new Map(carried.map((load) => [load.assigneeId, load]))
  return {
    at: now.toISOString(),
    riskMinutes,
    ...standing,
    longest: longest.flatMap(({ waitingSince, ...wait }) =>
      waitingSince === null ? [] : { ...wait, waitingSince, isAtRisk: waitingSince <= riskBefore },
    ),
    agents: members.map((member) => ({
      id: member.id,
      name: member.name,
      state: stateOf(member),
      open: loadOf.get(member.id)?.open ?? 0,
      waiting: loadOf.get(member.id)?.waiting ?? 0,
      capacity: member.capacity ?? maxOpen,
    })),
  }
}
