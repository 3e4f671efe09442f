import type { Company, CompanyBody, UpdateCompanyBody } from '../contract/companies.ts'
import { folded } from '../contract/text.ts'
import { companyKey, isPublicMail, unlinkPeople } from '../customers/index.ts'
import { isUniqueViolation } from '../db/conflict.ts'
import { inSteps } from '../db/steps.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { problem } from '../problems.ts'
import { append } from '../stream/index.ts'
import { type CompanyRow, domainsOf, takeCompany, viewCompany } from './queries.ts'
import { beginSettling, endSettling, settleSome } from './settle.ts'

// For people so many the answer waits; the others follow in the background.
const STEPS_AT_ONCE = 2

/** Adds a company and links the people of its domains; throws `company_name_taken`, `domain_taken` or `validation_failed`. */
export async function createCompany(
  database: Database,
  { name, domains }: CompanyBody,
  byId: string,
): Promise<Company> {
  refusePublic(domains)
  const company = await database.transaction(async (tx) => {
    const row = await tx.sql
      .insertInto('companies')
      .values({ id: newId(), ...namesOf(name), version: 1, createdAt: tx.now, updatedAt: tx.now })
      .onConflict((conflict) => conflict.column('nameKey').doNothing())
      .returningAll()
      .executeTakeFirst()
    if (!row) throw problem('company_name_taken')
    await addDomains(tx, row.id, domains)
    const made = tell(tx, viewCompany(row, domains))
    if (domains.length > 0) await beginSettling(tx, made, { byId, walks: false })
    return made
  })
  await settleFirst(database, company)
  return company
}

// The change is committed and a job follows it: whatever goes wrong here is no failure of the change.
async function settleFirst(database: Database, { id: companyId, version }: Company): Promise<void> {
  try {
    for (let step = 0; step < STEPS_AT_ONCE; step++)
      if (!(await database.transaction((tx) => settleSome(tx, { companyId, version })))) return
  } catch (error) {
    database.onHookError(error)
  }
}

const namesOf = (name: string) => ({ name, nameKey: companyKey(name), searchText: folded(name) })

const tell = (tx: Tx, company: Company): Company => {
  append(tx, { kind: 'company.changed', refs: {}, body: { company } })
  return company
}

function refusePublic(domains: readonly string[]): void {
  const message = 'is a domain of a public mail service such as gmail.com'
  const issues = domains.flatMap((domain, index) =>
    isPublicMail(domain)
      ? [{ code: 'custom' as const, path: ['domains', index], message, input: domain }]
      : [],
  )
  if (issues.length > 0) throw problem('validation_failed', { issues })
}

async function addDomains(tx: Tx, companyId: string, domains: readonly string[]): Promise<void> {
  for (const domain of domains) {
    const added = await tx.sql
      .insertInto('companyDomains')
      .values({ domain, companyId })
      .onConflict((conflict) => conflict.column('domain').doNothing())
      .returning('domain')
      .executeTakeFirst()
    if (!added) throw problem('domain_taken')
  }
}

/**
 * Names a company anew and gives it other domains: its people take the name, and come and go with the domains. Throws
 * `company_not_found`, `company_name_taken`, `domain_taken`, `validation_failed`, or `company_changed` where the change
 * was made to an older version.
 */
export async function updateCompany(
  database: Database,
  id: string,
  body: UpdateCompanyBody,
  byId: string,
): Promise<Company> {
  const { name, domains } = body
  refusePublic(domains)
  const company = await database.transaction(async (tx) => {
    const row = await takeCompany(tx, id)
    const had = (await domainsOf(tx.sql, tx.database.dialect, [row.id])).map((one) => one.domain)
    refuseOld(viewCompany(row, had), body)
    const version = row.version + 1
    const after = await renamed(tx, { ...row, ...namesOf(name), version, updatedAt: tx.now })
    const gone = had.filter((domain) => !domains.includes(domain))
    if (gone.length > 0)
      await tx.sql.deleteFrom('companyDomains').where('domain', 'in', gone).execute()
    await addDomains(
      tx,
      row.id,
      domains.filter((domain) => !had.includes(domain)),
    )
    const changed = tell(tx, viewCompany(after, domains))
    await beginSettling(tx, changed, { byId, walks: gone.length > 0 || name !== row.name })
    return changed
  })
  await settleFirst(database, company)
  return company
}

function refuseOld(current: Company, { name, domains, version }: UpdateCompanyBody): void {
  const isSame = current.name === name && current.domains.join() === domains.join()
  if (version !== undefined && version !== current.version && !isSame)
    throw problem('company_changed', { current })
}

async function renamed(tx: Tx, row: CompanyRow): Promise<CompanyRow> {
  const { id, name, nameKey, searchText, version, updatedAt } = row
  try {
    await tx.sql
      .updateTable('companies')
      .set({ name, nameKey, searchText, version, updatedAt })
      .where('id', '=', id)
      .execute()
  } catch (error) {
    throw isUniqueViolation(error) ? problem('company_name_taken') : error
  }
  return row
}

/** Deletes a company; its people stay, in none. Throws `company_not_found`. */
export async function deleteCompany(database: Database, id: string, byId: string): Promise<void> {
  const company = await database.transaction(async (tx) => {
    const row = await takeCompany(tx, id)
    await endSettling(tx, row.id)
    return row
  })
  let isGone = false
  while (!isGone) {
    await inSteps(database, (tx) => unlinkPeople(tx, company.id, byId))
    isGone = await database.transaction((tx) => removeEmpty(tx, company.id))
  }
}

// Whoever holds the company now may have linked somebody once more; nobody can from here on.
async function removeEmpty(tx: Tx, companyId: string): Promise<boolean> {
  const { id } = await takeCompany(tx, companyId)
  const late = await tx.sql
    .selectFrom('customers')
    .select('id')
    .where('companyId', '=', id)
    .limit(1)
    .executeTakeFirst()
  if (late) return false
  await tx.sql.deleteFrom('companies').where('id', '=', id).execute()
  append(tx, { kind: 'company.deleted', refs: {}, body: { id } })
  return true
}
