import publicMail from 'email-providers/all.json' with { type: 'json' }
import { folded } from '../contract/text.ts'
import { mailDomain } from '../db/mail-domain.ts'
import type { Tx } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { append } from '../stream/index.ts'
import type { CustomerRow } from './queries.ts'

// What the list of the package `email-providers` does not have: mailboxes of providers in Vietnam.
const FURTHER = ['fpt.vn', 'hcm.fpt.vn', 'hcm.vnn.vn', 'hn.vnn.vn', 'viettel.vn']
const PUBLIC = new Set([...publicMail, ...FURTHER])

/** Whether anybody can have an address of this domain, so that it says nothing about who they work for. */
export const isPublicMail = (domain: string): boolean => PUBLIC.has(domain)

/** A name as it is compared: whatever its case. */
export const companyKey = (name: string): string => name.normalize('NFC').toLowerCase()

/** Which company somebody belongs to, and who said so. */
export type Belonging = Pick<CustomerRow, 'company' | 'companyId' | 'companyBy'>

const NONE: Belonging = { company: null, companyId: null, companyBy: null }

interface Person {
  id: string
  company?: string | null | undefined
  email: string | null
}

/** The company of a new customer: the one that was named, else the one whose domain their address is of. */
export async function companyAtFirst(tx: Tx, { id, company, email }: Person): Promise<Belonging> {
  return company ? companyNamed(tx, company, id) : companyOfEmail(tx, email)
}

/** The company of this name, made for a customer where there is none; nobody deletes it before the transaction ends. */
export async function companyNamed(tx: Tx, name: string, customerId: string): Promise<Belonging> {
  const nameKey = companyKey(name)
  const known = await tx.sql
    .selectFrom('companies')
    .select(['id', 'name'])
    .where('nameKey', '=', nameKey)
    .$if(tx.database.dialect === 'postgres', (query) => query.forKeyShare())
    .executeTakeFirst()
  if (known) return { company: known.name, companyId: known.id, companyBy: 'hand' }
  const made = await tx.sql
    .insertInto('companies')
    .values({
      id: newId(),
      name,
      nameKey,
      searchText: folded(name),
      version: 1,
      createdAt: tx.now,
      updatedAt: tx.now,
    })
    .onConflict((conflict) => conflict.column('nameKey').doNothing())
    .returningAll()
    .executeTakeFirst()
  // Somebody else's transaction made it between the look and the insert.
  if (!made) return companyNamed(tx, name, customerId)
  const { nameKey: _, searchText: __, ...company } = made
  append(tx, {
    kind: 'company.changed',
    refs: { customerId },
    body: { company: { ...company, domains: [] } },
  })
  return { company: made.name, companyId: made.id, companyBy: 'hand' }
}

/** The company whose domain an address is of, if any. */
export async function companyOfEmail(tx: Tx, email: string | null): Promise<Belonging> {
  const domain = email?.split('@').at(-1)
  if (domain === undefined || isPublicMail(domain)) return NONE
  const found = await tx.sql
    .selectFrom('companyDomains')
    .innerJoin('companies', 'companies.id', 'companyDomains.companyId')
    .select(['companies.id', 'companies.name'])
    .where('companyDomains.domain', '=', domain)
    .$if(tx.database.dialect === 'postgres', (query) => query.forKeyShare('companies'))
    .executeTakeFirst()
  return found ? { company: found.name, companyId: found.id, companyBy: 'domain' } : NONE
}

/** Whether an address somebody has, shown or not, is of a domain of the company. */
export async function hasAddressOf(
  tx: Tx,
  customerId: string,
  companyId: string,
): Promise<boolean> {
  const found = await tx.sql
    .selectFrom('customerIdentities')
    .select('id')
    .where('customerId', '=', customerId)
    .where('kind', '=', 'email')
    .where(mailDomain(tx.database.dialect, 'value'), 'in', (row) =>
      row.selectFrom('companyDomains').select('domain').where('companyId', '=', companyId),
    )
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/**
 * Where somebody whom the domain of an address put into a company belongs once that address is theirs again: the domain
 * may be another company's by now, or nobody's.
 */
export const belongingAgain = async (tx: Tx, row: CustomerRow, email: string | null) => {
  const { id, company, companyId, companyBy } = row
  const stays =
    companyBy !== 'domain' || companyId === null || (await hasAddressOf(tx, id, companyId))
  return stays ? { company, companyId, companyBy } : companyOfEmail(tx, email)
}

/**
 * Where somebody belongs after an edit: what was said by hand stays until it is said otherwise, what the domain of an
 * address said goes with the address.
 */
export async function belongingAfter(
  tx: Tx,
  before: CustomerRow,
  { company, email }: { company?: string | null | undefined; email: string | null },
): Promise<Belonging> {
  const { company: name, companyId, companyBy } = before
  const isNamed = company !== undefined && (company || null) !== name
  if (isNamed)
    return company ? companyNamed(tx, company, before.id) : { ...NONE, companyBy: 'hand' }
  if (companyBy === 'hand' || email === before.email) return { company: name, companyId, companyBy }
  return companyOfEmail(tx, email)
}
