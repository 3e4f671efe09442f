import type { CrispStatus, CrispWebsite, UpdateCrispWebsiteBody } from '../contract/crisp.ts'
import type { Database } from '../db/transaction.ts'
import { problem } from '../problems.ts'
import { holdTeam } from '../routing/index.ts'
import type { CrispChannel } from './channel.ts'
import { countSessions } from './public/lists.ts'
import { ownerState } from './live/owner.ts'
import { findWebsite, listWebsites } from './queries.ts'
import { viewWebsite } from './view.ts'

/** How the connection to Crisp stands, for the people who look after it. */
export async function statusOf(
  database: Database,
  { credentials, client }: CrispChannel,
): Promise<CrispStatus> {
  const state = credentials && (await ownerState(database))
  const websites: CrispWebsite[] = []
  for (const { websiteId } of await listWebsites(database.sql))
    websites.push(await describeWebsite(database, websiteId))
  return {
    connection: credentials ? (state?.connection ?? 'connecting') : 'off',
    since: state?.since ?? null,
    why: state?.why ?? null,
    tier: credentials?.tier ?? null,
    quota: { used: (await client?.budget.used()) ?? 0, perDay: credentials?.dailyRequests ?? 0 },
    outbox: {
      waiting: await countOutbox(database, false),
      failed: await countOutbox(database, true),
    },
    lost: await countLost(database),
    websites,
  }
}

/** A website with what is known of it; throws `crisp_website_not_found`. */
export async function describeWebsite(
  database: Database,
  websiteId: string,
): Promise<CrispWebsite> {
  const row = await findWebsite(database.sql, websiteId)
  if (!row) throw problem('crisp_website_not_found')
  const conversations = await countSessions(database.reads, websiteId)
  return viewWebsite(row, conversations, database.clock.now())
}

/** Changes what is set about a website; throws `crisp_website_not_found` or `team_not_found`. */
export const updateWebsite = (
  database: Database,
  websiteId: string,
  { isEnabled, teamId, inboxRules }: UpdateCrispWebsiteBody,
): Promise<void> =>
  database.transaction(async (tx) => {
    if (!(await findWebsite(tx.sql, websiteId))) throw problem('crisp_website_not_found')
    for (const id of [teamId, ...Object.values(inboxRules ?? {})])
      if (id && !(await holdTeam(tx, id))) throw problem('team_not_found')
    const set = {
      ...(isEnabled !== undefined && { isEnabled: isEnabled ? 1 : 0 }),
      ...(teamId !== undefined && { teamId }),
      ...(inboxRules && { inboxRules: JSON.stringify(inboxRules) }),
    }
    if (Object.keys(set).length === 0) return
    await tx.sql.updateTable('crispWebsites').set(set).where('websiteId', '=', websiteId).execute()
  })

async function countOutbox({ sql }: Database, isFailed: boolean): Promise<number> {
  const { count } = await sql
    .selectFrom('crispOutbox')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('failedAt', isFailed ? 'is not' : 'is', null)
    .executeTakeFirstOrThrow()
  return count
}

async function countLost({ sql }: Database): Promise<number> {
  const { count } = await sql
    .selectFrom('crispLost')
    .select((row) => row.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}
