import { Readable } from 'node:stream'
import type { CustomerFilter } from '../contract/segments.ts'
import { csvLine } from '../csv.ts'
import { listFields } from '../customer-fields/index.ts'
import type { CustomerRow } from '../customers/index.ts'
import type { Place } from '../db/keyset.ts'
import type { Database, Sql } from '../db/transaction.ts'
import { customersMatching } from './queries.ts'

const PAGE = 500
const OWN = ['id', 'email', 'name', 'phone', 'company'] as const

/**
 * Customers as a CSV file that is written while it is read, a page at a time by key: everything of them, the workspace's
 * own fields and the names of their tags.
 */
export const exportCustomers = ({ reads, clock }: Database, filter: CustomerFilter): Readable =>
  Readable.from(lines(reads, { filter, now: clock.now() }))

async function* lines(sql: Sql, asked: { filter: CustomerFilter; now: Date }) {
  const fields = await listFields(sql)
  const tags = await tagNames(sql)
  // With a mark, so that spreadsheets read the accents.
  yield `\ufeff${csvLine([...OWN, 'tags', 'createdAt', 'updatedAt', ...fields.map(({ key }) => `fields.${key}`)])}`
  for (let from: Place | undefined; ;) {
    const page = await customersMatching(sql, asked, from, PAGE)
    let text = ''
    for (const row of page) {
      const values = JSON.parse(row.fields) as Record<string, string | number | boolean>
      text += csvLine([
        ...OWN.map((column) => row[column] ?? ''),
        tagsOf(row, tags),
        row.createdAt,
        row.updatedAt,
        ...fields.map(({ key }) => String(values[key] ?? '')),
      ])
    }
    if (text !== '') yield text
    const last = page.at(-1)
    if (!last || page.length < PAGE) return
    from = { at: last.createdAt, id: last.id }
  }
}

async function tagNames(sql: Sql): Promise<Map<string, string>> {
  const rows = await sql.selectFrom('tags').select(['id', 'name']).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

const tagsOf = ({ tagIds }: CustomerRow, names: ReadonlyMap<string, string>): string =>
  tagIds
    .split(',')
    .flatMap((id) => names.get(id) ?? [])
    .join('; ')
