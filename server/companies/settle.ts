import type { Selectable } from 'kysely'
import type { Company, CompanySettling } from '../contract/companies.ts'
import { linkDomain, PEOPLE_AT_ONCE, realignPeople } from '../customers/index.ts'
import { inSteps } from '../db/steps.ts'
import type { Database, Sql, Tx } from '../db/transaction.ts'
import { enqueue, type JobHandler } from '../jobs/index.ts'
import { append } from '../stream/index.ts'
import { domainsOf, viewCompany } from './queries.ts'
import type { CompanySettlingTable } from './table.ts'

export const SETTLE = 'companyPeople'

type Row = Selectable<CompanySettlingTable>

/** Which change of which company is followed. */
interface Asked {
  companyId: string
  version: number
}

interface Settling {
  byId: string
  /** Whether those who are there already have to be gone through: they may have to leave, or take another name. */
  walks: boolean
}

/** Has a company's people follow its change; what was begun for an older version goes on as part of it. */
export async function beginSettling(
  tx: Tx,
  { id: companyId, version }: Company,
  { byId, walks }: Settling,
): Promise<void> {
  const before = await settlingRow(tx.sql, companyId)
  const isWalking = walks || (before?.endedAt === null && before.isWalking === 1) ? 1 : 0
  const begun = { version, byId, isWalking, walkedAt: null, walkedId: null, ...NOBODY }
  await tx.sql
    .insertInto('companySettlings')
    .values({ companyId, ...begun, startedAt: tx.now, endedAt: null })
    .onConflict((conflict) =>
      conflict.column('companyId').doUpdateSet({ ...begun, startedAt: tx.now, endedAt: null }),
    )
    .execute()
  const dedupeKey = `${SETTLE}:${companyId}:${version}`
  await enqueue(tx, { kind: SETTLE, payload: { companyId, version }, dedupeKey })
}

const NOBODY = { joined: 0, departed: 0 }

/** Has nobody follow any more. */
export const endSettling = (tx: Tx, companyId: string) =>
  tx.sql.deleteFrom('companySettlings').where('companyId', '=', companyId).execute()

const settlingRow = (sql: Sql, companyId: string): Promise<Row | undefined> =>
  sql
    .selectFrom('companySettlings')
    .selectAll()
    .where('companyId', '=', companyId)
    .executeTakeFirst()

/** How far the people of a company have followed its latest change; null where there was none. */
export async function settlingOf(sql: Sql, companyId: string): Promise<CompanySettling | null> {
  const row = await settlingRow(sql, companyId)
  if (!row) return null
  const { joined, departed, startedAt, endedAt } = row
  return { joined, departed, startedAt, endedAt }
}

/**
 * Has some more people follow; false once all have, or somebody changed the company anew. Where it stands is kept with
 * what is done, so that whatever stops the server leaves nobody out and counts nobody twice.
 */
export async function settleSome(tx: Tx, { companyId, version }: Asked): Promise<boolean> {
  const company = await companyHeld(tx, companyId)
  const row = company && (await settlingHeld(tx, companyId, version))
  if (!company || !row) return false
  return row.isWalking === 1 ? walk(tx, company, row) : link(tx, company, row)
}

/** The same until all have followed, as a job. */
export const settleWhenAsked =
  (database: Database): JobHandler =>
  (payload) =>
    inSteps(database, (tx) => settleSome(tx, payload as Asked))

// First of all, as whoever changes a company does: nobody changes or deletes it until this is committed.
async function companyHeld(tx: Tx, id: string): Promise<Company | undefined> {
  const { dialect } = tx.database
  const row = await tx.sql
    .selectFrom('companies')
    .selectAll()
    .where('id', '=', id)
    .$if(dialect === 'postgres', (query) => query.forKeyShare())
    .executeTakeFirst()
  if (!row) return undefined
  const domains = await domainsOf(tx.sql, dialect, [id])
  return viewCompany(
    row,
    domains.map(({ domain }) => domain),
  )
}

// Whoever settles the same company is waited for.
const settlingHeld = (tx: Tx, companyId: string, version: number): Promise<Row | undefined> =>
  tx.sql
    .updateTable('companySettlings')
    .set((row) => ({ version: row.ref('version') }))
    .where('companyId', '=', companyId)
    .where('version', '=', version)
    .where('endedAt', 'is', null)
    .returningAll()
    .executeTakeFirst()

async function walk(tx: Tx, company: Company, row: Row): Promise<boolean> {
  const { walkedAt: at, walkedId: id, byId } = row
  const from = at === null || id === null ? null : { at, id }
  const { departed, next } = await realignPeople(tx, company, { from, byId })
  await save(tx, company.id, {
    departed: row.departed + departed,
    ...(next ? { walkedAt: next.at, walkedId: next.id } : { isWalking: 0 }),
  })
  return true
}

async function link(tx: Tx, company: Company, row: Row): Promise<boolean> {
  let joined = 0
  for (const domain of company.domains) {
    const limit = PEOPLE_AT_ONCE - joined
    joined += await linkDomain(tx, company, { domain, byId: row.byId, limit })
    if (joined === PEOPLE_AT_ONCE) break
  }
  const isMore = joined === PEOPLE_AT_ONCE
  await save(tx, company.id, {
    joined: row.joined + joined,
    ...(!isMore && { endedAt: tx.now }),
  })
  // Who looks at the company sees that it is done.
  if (!isMore) append(tx, { kind: 'company.changed', refs: {}, body: { company } })
  return isMore
}

const save = (tx: Tx, companyId: string, set: Partial<Row>) =>
  tx.sql.updateTable('companySettlings').set(set).where('companyId', '=', companyId).execute()
