import type { DealStage } from '../contract/deals.ts'
import type { Language } from '../contract/identity.ts'
import type { CustomerRow } from '../customers/index.ts'
import { indexed } from '../customers/fields.ts'
import { searchText } from '../customers/search.ts'
import { viewCustomer } from '../customers/view.ts'
import type { UserRow } from '../identity/queries.ts'
import { type Book, openBooks } from './dialogues.ts'
import type { Catalog } from './catalog.ts'
import type { Ledger } from './ledger.ts'
import { type Colleague, COLLEAGUES, customersOf, type Person } from './people.ts'
import { layOutSupplies } from './supplies.ts'
import { note } from './thread.ts'

/** A colleague with an account. */
export interface Staff extends Colleague {
  user: UserRow
}

/** What every story plays on. */
export interface Stage {
  ledger: Ledger
  people: readonly Person[]
  books: Record<Language, { chats: Book; tickets: Book }>
  supervisor: Staff
  /** The stages that deals go through, in their order. */
  dealStages: readonly DealStage[]
  /** The tag for each topic that has one. */
  tags: ReadonlyMap<string, string>
  /** The agents who take chats in a language, some more than once because they take more. */
  agents: Record<Language, readonly Staff[]>
  /** The customer a person is; they become one now if they are not yet. */
  customer(person: Person): CustomerRow
}

const hire = (ledger: Ledger, passwordHash: string): Staff[] =>
  COLLEAGUES.map((colleague) => {
    const { email, name, role, language } = colleague
    const user: UserRow = {
      id: ledger.id(),
      email,
      name,
      passwordHash,
      role,
      isActive: 1,
      language,
      availability: 'online',
      isPresent: 0,
      isIdle: 0,
      capacity: null,
      lastAssignedAt: null,
      createdAt: ledger.now(),
      updatedAt: ledger.now(),
    }
    ledger.row('users', user)
    return { ...colleague, user }
  })

function rowOf(ledger: Ledger, catalog: Catalog, person: Person): CustomerRow {
  const { email, name, phone, company } = person
  const now = ledger.now()
  const shown = { email, name, phone, company }
  const companyId = company === null ? null : catalog.company(company)
  return {
    id: ledger.id(),
    ...shown,
    companyId,
    companyBy: companyId === null ? null : 'domain',
    fields: JSON.stringify(person.fields),
    tagIds: '',
    searchText: searchText(shown),
    version: 1,
    mergedInto: null,
    createdAt: now,
    updatedAt: now,
  }
}

function becomeCustomer(ledger: Ledger, catalog: Catalog, person: Person): CustomerRow {
  const row = rowOf(ledger, catalog, person)
  const { id: customerId, createdAt } = row
  ledger.row('customers', { ...row, fields: person.fields })
  const identity = { kind: 'email', value: person.email, verified: 0 } as const
  ledger.row('customerIdentities', { id: ledger.id(), customerId, ...identity, createdAt })
  for (const [key, value] of Object.entries(person.fields))
    ledger.row('customerValues', { customerId, fieldId: catalog.field(key), ...indexed(value) })
  ledger.event({
    kind: 'customer.created',
    refs: { customerId },
    body: { customer: viewCustomer(row) },
  })
  note(ledger, {
    customerId,
    type: 'customer_created',
    description: 'Customer created',
    metadata: {},
  })
  return row
}

interface Casting {
  customers: number
  dealStages: readonly DealStage[]
  passwordHash: string
  catalog: Catalog
}

/** Sets the stage: the colleagues are there, the customers are yet to come. */
export function setStage(ledger: Ledger, casting: Casting): Stage {
  const { customers, dealStages, passwordHash, catalog } = casting
  const staff = hire(ledger, passwordHash)
  const [supervisor] = staff.filter(({ role }) => role === 'supervisor')
  if (!supervisor) throw new Error('nobody supervises')
  const agents = staff.filter(({ role }) => role === 'agent')
  const bilingual = agents.filter(({ speaks }) => speaks.includes('vi'))
  const others = agents.filter(({ speaks }) => !speaks.includes('vi'))
  const known = new Map<Person, CustomerRow>()
  return {
    ledger,
    people: customersOf(customers),
    books: { en: openBooks('en'), vi: openBooks('vi') },
    supervisor,
    dealStages,
    tags: layOutSupplies(ledger),
    agents: { vi: bilingual, en: [...bilingual, ...others, ...others, ...others] },
    customer(person) {
      const row = known.get(person) ?? becomeCustomer(ledger, catalog, person)
      known.set(person, row)
      return row
    },
  }
}
