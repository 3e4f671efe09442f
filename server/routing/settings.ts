import type { OpeningHours } from '../contract/chat-settings.ts'
import { RoutingSettings } from '../contract/routing.ts'
import type { Database, Sql, Tx } from '../db/transaction.ts'
import { enqueue } from '../jobs/index.ts'
import { problem } from '../problems.ts'
import { Kept, storedValues, writeSettings } from '../settings/index.ts'
import { findTeam, holdTeam } from './queries.ts'

const { policy, whenAway, maxOpen, teamId } = RoutingSettings.shape

// As everywhere in the settings: what cannot be read counts as not set.
const Stored = RoutingSettings.extend({
  policy: policy.catch('manual'),
  whenAway: whenAway.catch('keep'),
  maxOpen: maxOpen.catch(10),
  teamId: teamId.catch(null),
}).catch(RoutingSettings.parse({}))

/** How the workspace gives out its conversations, defaults filled in. */
export const readRouting = async (sql: Sql): Promise<RoutingSettings> =>
  Stored.parse((await storedValues(sql, ['routing']))['routing'])

/** Changes what is given, and works off the queue by the new rules. Throws `team_not_found`. */
export async function updateRouting(
  tx: Tx,
  wanted: { [K in keyof RoutingSettings]?: RoutingSettings[K] | undefined },
): Promise<RoutingSettings> {
  if (wanted.teamId != null && !(await holdTeam(tx, wanted.teamId))) throw problem('team_not_found')
  const routing = Stored.parse({ ...(await readRouting(tx.sql)), ...wanted })
  await writeSettings(tx, { routing })
  forgetNewChats(tx)
  await enqueue(tx, { kind: ASSIGN_WAITING, dedupeKey: ASSIGN_WAITING })
  return routing
}

/** The job that works off the queue. */
export const ASSIGN_WAITING = 'assignWaiting'

/** The team that a new web chat goes to; null is everybody. It cannot be deleted until the transaction ends. */
export async function teamOfNewChats(tx: Tx): Promise<string | null> {
  const { teamId: id } = await readRouting(tx.sql)
  return id !== null && (await holdTeam(tx, id)) ? id : null
}

/** Where new web chats go, null being everybody, and when that team answers; null is as the workspace does. */
export interface NewChats {
  teamId: string | null
  hours: OpeningHours | null
}

const newChats = new Kept<NewChats>(async (sql) => {
  const { teamId: id } = await readRouting(sql)
  const team = id === null ? undefined : await findTeam(sql, id)
  return { teamId: team?.id ?? null, hours: team?.hours ?? null }
})

/** Who answers new web chats, a few seconds old at most. */
export const newChatsOf = (database: Database): Promise<NewChats> => newChats.read(database)

/** From the commit on, this process reads anew who answers new web chats. */
export const forgetNewChats = (tx: Tx): void => newChats.forget(tx)
