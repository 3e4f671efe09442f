import { z } from 'zod'
import { insertRows } from '../db/bulk.ts'
import type { Database } from '../db/transaction.ts'
import type { CrispClient } from './api/client.ts'
import { emailOf } from './contact.ts'
import type { CrispCredentials } from './api/credentials.ts'
import { findWebsite, listWebsites, type WebsiteRow } from './queries.ts'
import { CrispRefusal } from './api/refusal.ts'
import { storable } from './texts.ts'

const text = z.string().nullish().catch(null)
const Website = z.looseObject({ website_id: z.string().min(1), name: text, domain: text })
const Details = z.looseObject({
  user_id: z.string().min(1),
  email: text,
  first_name: text,
  last_name: text,
})

const listOf = (answer: unknown): unknown[] => (Array.isArray(answer) ? answer : [])

/** Finds the websites of the token, keeps those that are new, and answers them all. */
export async function findWebsites(
  database: Database,
  client: CrispClient,
  { tier, websiteIds }: CrispCredentials,
): Promise<WebsiteRow[]> {
  const found = tier === 'plugin' ? await pluginWebsites(client) : new Map<string, string | null>()
  for (const id of websiteIds) if (!found.has(id)) found.set(id, null)
  for (const [websiteId, name] of found) {
    if (await findWebsite(database.sql, websiteId)) continue
    await keepWebsite(database, websiteId, name ?? (await nameOf(client, websiteId)))
  }
  return listWebsites(database.sql)
}

async function pluginWebsites(client: CrispClient): Promise<Map<string, string | null>> {
  const found = new Map<string, string | null>()
  for (let page = 1; ; page++) {
    const answer = await orNothing(
      client.ask('follow', (crisp) => crisp.plugin.listAllConnectWebsites(page, false, false)),
    )
    const before = found.size
    for (const raw of listOf(answer)) {
      const read = Website.safeParse(raw)
      if (read.success) found.set(read.data.website_id, read.data.name ?? read.data.domain ?? null)
    }
    if (found.size === before) return found
  }
}

async function nameOf(client: CrispClient, websiteId: string): Promise<string> {
  const answer = await orNothing(
    client.ask('follow', (crisp) => crisp.website.getWebsite(websiteId)),
  )
  const read = Website.safeParse({ website_id: websiteId, ...answer })
  return (read.success && (read.data.name ?? read.data.domain)) || websiteId
}

// What a token may not see it need not: refused credentials and outages are another matter.
async function orNothing<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked
  } catch (error) {
    const isHarmless =
      error instanceof CrispRefusal && (error.remedy === 'never' || error.remedy === 'missing')
    if (isHarmless) return undefined
    throw error
  }
}

// What happened there before is for the backfill.
const keepWebsite = (database: Database, websiteId: string, name: string) => {
  const now = database.clock.now()
  return database.sql
    .insertInto('crispWebsites')
    .values({
      websiteId,
      name: storable(name),
      isEnabled: 1,
      teamId: null,
      inboxRules: '{}',
      watermark: now.getTime(),
      backfill: 'none',
      backfillPage: 0,
      backfillDone: 0,
      backfillMessages: 0,
      backfillRequests: 0,
      createdAt: now.toISOString(),
    })
    .onConflict((conflict) => conflict.column('websiteId').doNothing())
    .execute()
}

const OPERATORS = {
  table: 'crisp_operators',
  columns: ['websiteId', 'operatorId', 'email', 'name'],
} as const

/** Learns who the operators of a website are. */
export async function learnOperators(
  database: Database,
  client: CrispClient,
  websiteId: string,
): Promise<void> {
  const answer = await orNothing(
    client.ask('follow', (crisp) => crisp.website.listWebsiteOperators(websiteId)),
  )
  const operators = listOf(answer).flatMap((raw) => {
    const one = raw as { details?: unknown } | null
    const read = Details.safeParse(one?.details ?? one)
    if (!read.success) return []
    const { user_id: operatorId, email, first_name: first, last_name: last } = read.data
    const name = storable([first, last].filter(Boolean).join(' ')) || operatorId
    return [{ websiteId, operatorId, email: emailOf(email ?? null) ?? '', name }]
  })
  if (operators.length === 0) return
  await database.transaction(async (tx) => {
    await tx.sql.deleteFrom('crispOperators').where('websiteId', '=', websiteId).execute()
    await insertRows(tx.sql, database.dialect, OPERATORS, operators)
  })
}

/** Notes something about a website. */
export const noteWebsite = (
  database: Database,
  websiteId: string,
  what: Partial<Omit<WebsiteRow, 'websiteId'>>,
) =>
  database.sql.updateTable('crispWebsites').set(what).where('websiteId', '=', websiteId).execute()
