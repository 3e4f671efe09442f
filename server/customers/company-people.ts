import type { SelectQueryBuilder } from 'kysely'
import type { Dialect } from '../db/dialect.ts'
import type { Place } from '../db/keyset.ts'
import { mailDomain } from '../db/mail-domain.ts'
import type { Schema } from '../db/schema.ts'
import type { Sql, Tx } from '../db/transaction.ts'
import { type Belonging, companyOfEmail, hasAddressOf } from './company.ts'
import { type CustomerRow, isBeingErased } from './queries.ts'
import { changesBetween, recordChanges, saveRevised } from './revise.ts'
import { searchText } from './search.ts'

/** So few at a time that no chat waits for long. */
export const PEOPLE_AT_ONCE = 50

/** A company as its people belong to it. */
interface CompanyOfPeople {
  id: string
  name: string
  domains: readonly string[]
}

type People = SelectQueryBuilder<Schema, 'customers', CustomerRow>

/** Those whose address is of a domain and whom nobody has put anywhere. */
export const linkable = (sql: Sql, dialect: Dialect, domain: string): People =>
  sql
    .selectFrom('customers')
    .selectAll()
    .where(mailDomain(dialect, 'email'), '=', domain)
    .where('companyId', 'is', null)
    .where('companyBy', 'is', null)
    .orderBy('id')

/** The people of a company in the order they came, from a place on. */
export const peopleFrom = (sql: Sql, companyId: string, from: Place | null): People =>
  sql
    .selectFrom('customers')
    .selectAll()
    .where('companyId', '=', companyId)
    .$if(from !== null, (query) =>
      query.where((row) =>
        row(row.refTuple('createdAt', 'id'), '>', row.tuple(from?.at ?? '', from?.id ?? '')),
      ),
    )
    .orderBy('createdAt')
    .orderBy('id')

const taken = ({ database }: Tx, people: People): Promise<CustomerRow[]> =>
  people.$if(database.dialect === 'postgres', (query) => query.forNoKeyUpdate()).execute()

/** Links some of those whose address is of a domain and whom nobody has put anywhere; answers how many there were. */
export async function linkDomain(
  tx: Tx,
  { id, name }: CompanyOfPeople,
  { domain, byId, limit }: { domain: string; byId: string; limit: number },
): Promise<number> {
  const rows = await taken(tx, linkable(tx.sql, tx.database.dialect, domain).limit(limit))
  const belonging: Belonging = { company: name, companyId: id, companyBy: 'domain' }
  for (const before of rows) await settleOne(tx, before, belonging, byId)
  return rows.length
}

/**
 * Goes through some of a company's people from a place on, in the order they came: who is there by a domain that is no
 * longer the company's goes where the address belongs now, and everybody else has its name. Who is merged into another
 * has no address of their own until that is undone, and stays until then. `next` is null after the last.
 */
export async function realignPeople(
  tx: Tx,
  company: CompanyOfPeople,
  { from, byId }: { from: Place | null; byId: string },
): Promise<{ departed: number; next: Place | null }> {
  const rows = await taken(tx, peopleFrom(tx.sql, company.id, from).limit(PEOPLE_AT_ONCE))
  let departed = 0
  for (const before of rows) if (await realignOne(tx, before, company, byId)) departed += 1
  const last = rows.length === PEOPLE_AT_ONCE ? rows.at(-1) : undefined
  return { departed, next: last ? { at: last.createdAt, id: last.id } : null }
}

// True for one who leaves.
async function realignOne(
  tx: Tx,
  before: CustomerRow,
  { id, name, domains }: CompanyOfPeople,
  byId: string,
): Promise<boolean> {
  if (before.email === null && (await isBeingErased(tx, before.id))) return false
  const domain = before.email?.split('@').at(-1)
  if (
    before.companyBy !== 'domain' ||
    domain === undefined ||
    domains.includes(domain) ||
    (await hasAddressOf(tx, before.id, id))
  ) {
    // That is no change of theirs.
    if (before.company !== name) await settleOne(tx, before, { company: name }, null)
    return false
  }
  const belonging = await companyOfEmail(tx, before.email)
  await settleOne(tx, before, belonging, byId)
  return belonging.companyId !== id
}

/** Takes some out of a company that is to be deleted; false once nobody is left. */
export async function unlinkPeople(tx: Tx, id: string, byId: string): Promise<boolean> {
  const rows = await taken(tx, peopleFrom(tx.sql, id, null).limit(PEOPLE_AT_ONCE))
  const nowhere: Belonging = { company: null, companyId: null, companyBy: null }
  for (const before of rows) await settleOne(tx, before, nowhere, byId)
  return rows.length === PEOPLE_AT_ONCE
}

// They themselves edited nothing, so when they were last edited stays.
async function settleOne(
  tx: Tx,
  before: CustomerRow,
  to: Partial<Belonging>,
  byId: string | null,
): Promise<void> {
  const wanted = { ...before, ...to }
  const after = { ...wanted, searchText: searchText(wanted), version: before.version + 1 }
  await saveRevised(tx, after)
  if (byId !== null) await recordChanges(tx, after, changesBetween(before, after), byId)
}
