import type { Selectable } from 'kysely'
import type { CustomerFieldTable } from '../customer-fields/table.ts'
import { companyKey } from '../customers/index.ts'
import { folded } from '../contract/text.ts'
import type { Ledger } from './ledger.ts'
import { plain, PLANS } from './people.ts'

const FIELDS: ReadonlyArray<Pick<CustomerFieldTable, 'key' | 'label' | 'type'>> = [
  { key: 'plan', label: 'Loyalty card', type: 'choice' },
  { key: 'cups_per_day', label: 'Cups a day', type: 'number' },
  { key: 'birthday', label: 'Birthday', type: 'date' },
  { key: 'newsletter', label: 'Gets the newsletter', type: 'boolean' },
  { key: 'website', label: 'Website', type: 'url' },
]

/** The fields the shop keeps about its customers. */
export const fieldRows = (ledger: Pick<Ledger, 'id' | 'now'>): Selectable<CustomerFieldTable>[] =>
  FIELDS.map((field, position) => ({
    id: ledger.id(),
    ...field,
    choices: JSON.stringify(field.type === 'choice' ? PLANS : []),
    position,
    archivedAt: null,
    createdAt: ledger.now(),
  }))

/** What customers belong to and are described by. */
export interface Catalog {
  /** The id of a field. */
  field(key: string): string
  /** The id of the company of this name, which is there from its first customer on. */
  company(name: string): string
}

/** Lays out the fields; companies follow as their people come. */
export function openCatalog(ledger: Ledger): Catalog {
  const fields = fieldRows(ledger)
  for (const row of fields)
    ledger.row('customerFields', { ...row, choices: JSON.parse(row.choices) as object })
  const idOf = new Map(fields.map(({ key, id }) => [key, id]))
  const companies = new Map<string, string>()
  return {
    field: (key) => idOf.get(key) ?? '',
    company(name) {
      const known = companies.get(name)
      if (known !== undefined) return known
      const id = ledger.id()
      const now = ledger.now()
      const names = { name, nameKey: companyKey(name), searchText: folded(name) }
      ledger.row('companies', { id, ...names, version: 1, createdAt: now, updatedAt: now })
      ledger.row('companyDomains', { domain: `${plain(name)}.example`, companyId: id })
      companies.set(name, id)
      return id
    },
  }
}
