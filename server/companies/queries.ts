import type { ExpressionBuilder, Selectable } from 'kysely'
import type { Company, CompanyListItem } from '../contract/companies.ts'
import { holds } from '../customers/index.ts'
import { amongIds } from '../db/bulk.ts'
import type { Dialect } from '../db/dialect.ts'
import { olderThan, type Place } from '../db/keyset.ts'
import type { Schema } from '../db/schema.ts'
import type { Database, Sql, Tx } from '../db/transaction.ts'
import { isId } from '../ids.ts'
import { problem } from '../problems.ts'
import type { CompanyTable } from './table.ts'

export type CompanyRow = Selectable<CompanyTable>

/** A company as the contract shows it. */
export const viewCompany = (row: CompanyRow, domains: string[]): Company => ({
  id: row.id,
  name: row.name,
  domains,
  version: row.version,
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
})

/** The domains of companies. */
export const domainsOf = (db: Sql, dialect: Dialect, ids: readonly string[]) =>
  db
    .selectFrom('companyDomains')
    .selectAll()
    .where(amongIds(dialect, 'companyId', ids))
    .orderBy('domain')
    .execute()

/** Companies, newest first: those whose name or a domain holds what was typed. */
export async function listCompanies(
  { reads, dialect }: Pick<Database, 'reads' | 'dialect'>,
  { q, from, limit }: { q: string | undefined; from: Place | undefined; limit: number },
): Promise<CompanyListItem[]> {
  const rows = await reads
    .selectFrom('companies')
    .selectAll()
    .$if(q !== undefined && q !== '', (query) => query.where((row) => matching(row, q ?? '')))
    .where(olderThan(from, 'createdAt', 'id'))
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  const ids = rows.map(({ id }) => id)
  const domains = await domainsOf(reads, dialect, ids)
  const counts = new Map(
    (await countPeople(reads, dialect, ids)).map(({ companyId, people }) => [companyId, people]),
  )
  return rows.map((row) => ({
    ...viewCompany(row, namesOf(domains, row.id)),
    people: counts.get(row.id) ?? 0,
  }))
}

/** How many people companies have; one that has nobody is not among them. */
export const countPeople = (db: Sql, dialect: Dialect, ids: readonly string[]) =>
  db
    .selectFrom('customers')
    .select(({ fn }) => ['companyId', fn.countAll<number>().as('people')])
    .where('mergedInto', 'is', null)
    .where('companyId', 'is not', null)
    .where(amongIds(dialect, 'companyId', ids))
    .groupBy('companyId')
    .execute()

const matching = (row: ExpressionBuilder<Schema, 'companies'>, q: string) =>
  row.or([
    holds('companies.searchText', q),
    row.exists(
      row
        .selectFrom('companyDomains')
        .select('domain')
        .whereRef('companyDomains.companyId', '=', 'companies.id')
        .where(holds('companyDomains.domain', q)),
    ),
  ])

const namesOf = (domains: readonly { domain: string; companyId: string }[], id: string) =>
  domains.flatMap(({ domain, companyId }) => (companyId === id ? [domain] : []))

/** A company with its domains, or undefined. */
export async function findCompany(
  db: Sql,
  dialect: Dialect,
  id: string,
): Promise<Company | undefined> {
  const row = isId(id)
    ? await db.selectFrom('companies').selectAll().where('id', '=', id).executeTakeFirst()
    : undefined
  return row && viewCompany(row, namesOf(await domainsOf(db, dialect, [row.id]), row.id))
}

/** A company for this transaction alone; throws `company_not_found`. */
export async function takeCompany(tx: Tx, id: string): Promise<CompanyRow> {
  const row = isId(id)
    ? await tx.sql
        .selectFrom('companies')
        .selectAll()
        .where('id', '=', id)
        .$if(tx.database.dialect === 'postgres', (query) => query.forUpdate())
        .executeTakeFirst()
    : undefined
  if (!row) throw problem('company_not_found')
  return row
}
