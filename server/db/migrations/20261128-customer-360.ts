import { type Kysely, sql } from 'kysely'
import { folded } from '../../contract/text.ts'
import { newId } from '../../ids.ts'
import { updateRows } from '../bulk.ts'
import type { Dialect } from '../dialect.ts'
import { typed } from './types.ts'

const BATCH = 500

const TABLES = [
  `create table companies (
    id :uuid primary key, name text not null, name_key text not null unique, search_text text not null,
    created_at :instant not null, updated_at :instant not null)`,
  `create index companies_newest on companies (created_at, id)`,
  `create table company_domains (
    domain text primary key, company_id :uuid not null references companies (id) on delete cascade)`,
  `create index company_domains_company on company_domains (company_id)`,
  `alter table customers add column version integer not null default 1`,
  `alter table customers add column fields :json not null default '{}'`,
  `alter table customers add column tag_ids text not null default ''`,
  `alter table customers add column company_id :uuid references companies (id)`,
  `alter table customers add column company_by text`,
  `create index customers_company on customers (company_id, created_at, id) where company_id is not null`,
  `create table customer_fields (
    id :uuid primary key, key text not null unique, label text not null, type text not null, choices :json not null,
    position integer not null, archived_at :instant, created_at :instant not null)`,
  // The same values as in the customers' rows, one a row, so that people can be found by them.
  `create table customer_values (
    customer_id :uuid not null references customers (id) on delete cascade,
    field_id :uuid not null references customer_fields (id), text_key text not null, number_value double precision,
    primary key (customer_id, field_id))`,
  `create index customer_values_text on customer_values (field_id, text_key, customer_id)`,
  `create index customer_values_number on customer_values (field_id, number_value, customer_id)
    where number_value is not null`,
  `create table customer_tags (
    tag_id :uuid not null references tags (id), customer_id :uuid not null references customers (id) on delete cascade,
    primary key (tag_id, customer_id))`,
  `create index customer_tags_customer on customer_tags (customer_id)`,
  `create table customer_notes (
    id :uuid primary key, customer_id :uuid not null references customers (id) on delete cascade,
    author_id :uuid not null references users (id), content text not null, created_at :instant not null,
    edited_at :instant)`,
  `create index customer_notes_customer on customer_notes (customer_id, created_at, id)`,
  `alter table activities add column once_key text`,
  `create index activities_once on activities (customer_id, once_key) where once_key is not null`,
]

export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  for (const text of TABLES) await sql.raw(typed(dialect, text)).execute(db)
  await linkCompanies(db, dialect)
}

interface Named {
  id: string
  company: string
}

/** What was only the name of a company beside a customer becomes a company, and theirs. */
async function linkCompanies(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const known = new Map<string, { id: string; name: string }>()
  for (let last: string | undefined; ;) {
    const after = last === undefined ? sql`1 = 1` : sql`id > ${last}`
    const { rows } = await sql<Named>`select id, company from customers
      where company is not null and ${after} order by id limit ${BATCH}`.execute(db)
    for (const { company } of rows) await addCompany(db, known, company)
    const linked = rows.flatMap(({ id, company }) => {
      const found = known.get(keyOf(company))
      return found ? [{ id, company: found.name, companyId: found.id, companyBy: 'hand' }] : []
    })
    const columns = ['company', 'companyId', 'companyBy']
    await updateRows(db, dialect, { table: 'customers', columns }, linked)
    last = rows.at(-1)?.id
    if (last === undefined) return
  }
}

const keyOf = (name: string) => name.normalize('NFC').toLowerCase()

async function addCompany(
  db: Kysely<unknown>,
  known: Map<string, { id: string; name: string }>,
  name: string,
): Promise<void> {
  const key = keyOf(name)
  if (known.has(key)) return
  const id = newId()
  const now = new Date().toISOString()
  await sql`insert into companies (id, name, name_key, search_text, created_at, updated_at)
    values (${id}, ${name}, ${key}, ${folded(name)}, ${now}, ${now})`.execute(db)
  known.set(key, { id, name })
}
