import { type ExpressionBuilder, type Expression, type SqlBool, sql } from 'kysely'
import type { Schema } from '../db/schema.ts'
import type { Tx } from '../db/transaction.ts'
import type { Belonging } from './company.ts'
import type { CustomerRow } from './queries.ts'
import { changesBetween, recordChanges, saveRevised } from './revise.ts'
import { searchText } from './search.ts'

// Few at a time, so that no chat waits for long.
const BATCH = 50

/** A company as its people are linked to it. */
export interface CompanyName {
  id: string
  name: string
}

type People = (row: ExpressionBuilder<Schema, 'customers'>) => Expression<SqlBool>

const atDomain = (domain: string) =>
  sql<boolean>`customers.email like ${`%@${domain.replaceAll('_', String.raw`\_`)}`} escape '\\'`

/** Links some of those whose address is of a domain and whom nobody has put anywhere; false once nobody is left. */
export const linkDomain = (tx: Tx, company: CompanyName, domain: string, byId: string) =>
  settle(tx, {
    who: (row) =>
      row.and([row('companyId', 'is', null), row('companyBy', 'is', null), atDomain(domain)]),
    to: { company: company.name, companyId: company.id, companyBy: 'domain' },
    byId,
  })

/** Takes some of those out of a company who are there by a domain; false once nobody is left. */
export const unlinkDomain = (tx: Tx, { id }: CompanyName, domain: string, byId: string) =>
  settle(tx, {
    who: (row) =>
      row.and([row('companyId', '=', id), row('companyBy', '=', 'domain'), atDomain(domain)]),
    to: { company: null, companyId: null, companyBy: null },
    byId,
  })

/** Takes some out of a company that is to be deleted; false once nobody is left. */
export const unlinkPeople = (tx: Tx, { id }: CompanyName, byId: string) =>
  settle(tx, {
    who: (row) => row('companyId', '=', id),
    to: { company: null, companyId: null, companyBy: null },
    byId,
  })

/** Tells some of a company's people its new name; false once everybody has it. */
export const renameForPeople = (tx: Tx, { id, name }: CompanyName) =>
  settle(tx, {
    who: (row) => row.and([row('companyId', '=', id), row('company', '!=', name)]),
    to: { company: name },
    byId: null,
  })

interface Settling {
  who: People
  to: Partial<Belonging>
  /** Whose doing it is; null when it is no change of the customer. */
  byId: string | null
}

async function settle(tx: Tx, { who, to, byId }: Settling): Promise<boolean> {
  const rows = await tx.sql
    .selectFrom('customers')
    .selectAll()
    .where(who)
    .orderBy('id')
    .limit(BATCH)
    .$if(tx.database.dialect === 'postgres', (query) => query.forNoKeyUpdate())
    .execute()
  for (const before of rows) await settleOne(tx, before, { ...before, ...to }, byId)
  return rows.length === BATCH
}

// They themselves edited nothing, so when they were last edited stays.
async function settleOne(
  tx: Tx,
  before: CustomerRow,
  wanted: CustomerRow,
  byId: string | null,
): Promise<void> {
  const after = { ...wanted, searchText: searchText(wanted), version: before.version + 1 }
  await saveRevised(tx, after)
  if (byId !== null) await recordChanges(tx, after, changesBetween(before, after), byId)
}
