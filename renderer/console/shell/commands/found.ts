import { useEffect, useState } from 'react'
import type { Company, CompanyListItem } from '../../../../server/contract/companies.ts'
import type { Conversation } from '../../../../server/contract/conversations.ts'
import type { Customer } from '../../../../server/contract/customers.ts'
import type { InboxView } from '../../../../server/contract/inbox.ts'
import type { Ticket } from '../../../../server/contract/tickets.ts'
import { match } from '../../../text/match.ts'
import { useWords } from '../../../words/useWords.ts'
import { ask, askPage, withQuery } from '../../sync/api.ts'
import { useLoad } from '../../sync/useLoad.ts'
import { world } from '../../sync/store.ts'
import type { Shelf } from '../../sync/world.ts'
import { navigate } from '../navigation.ts'
import { toCompany, toConversation, toCustomer, toTicket } from '../route.ts'
import type { Entry, Section } from './entries.ts'

const MOST = 5
const LEAST_LETTERS = 2
const CALM_MS = 120
const NUMBER = /^(?:tk)?[-\s#]*0*([1-9]\d{0,8})$/iu

const findCustomers = async (q: string) =>
  (await askPage<Customer>(withQuery('/api/customers', { q, cursor: '', limit: String(MOST) })))
    .data

const findCompanies = async (q: string) =>
  (await askPage<CompanyListItem>(withQuery('/api/companies', { q, limit: String(MOST) }))).data

const findConversations = async (view: InboxView, q: string) =>
  (await askPage<Conversation>(withQuery('/api/inbox', { view, q, limit: String(MOST) }))).data

/** The ticket whose number was typed, as `TK-00012`, `tk12` or `12`. */
async function findTicket(query: string): Promise<Ticket[]> {
  const digits = NUMBER.exec(query)?.[1]
  if (!digits) return []
  const path = `/api/tickets/number/TK-${digits.padStart(5, '0')}`
  return ask<Ticket>({ path }).then(
    (ticket) => [ticket],
    () => [],
  )
}

/** What typing has paused on. */
function useCalm(text: string) {
  const [calm, setCalm] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setCalm(text), CALM_MS)
    return () => clearTimeout(timer)
  }, [text])
  return calm
}

/** The best of what is here already, so that a jump needs no answer of the server. */
function bestOf<T>(values: readonly T[], query: string, textOf: (value: T) => string): T[] {
  const scored = values.map((value) => ({ value, score: match(query, textOf(value)) }))
  return scored
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, MOST)
    .map(({ value }) => value)
}

const valuesOf = <T>(shelf: Shelf<T>) =>
  Object.values(shelf).flatMap(({ value }) => (value === null ? [] : [value]))

const unique = <T extends { id: string }>(values: readonly T[]) =>
  [...new Map(values.map((value) => [value.id, value])).values()].slice(0, MOST)

const conversationEntry = ({ id, customer, visitorName }: Conversation): Entry => ({
  id: `conversation ${id}`,
  label: visitorName || customer.name,
  note: customer.email ?? '',
  run: () => navigate(toConversation(id)),
})

const customerEntry = ({ id, name, email, company }: Customer): Entry => ({
  id: `customer ${id}`,
  label: name,
  note: [email, company].filter(Boolean).join(' · '),
  run: () => navigate(toCustomer(id)),
})

const companyEntry = ({ id, name, domains }: Company): Entry => ({
  id: `company ${id}`,
  label: name,
  note: domains.join(' · '),
  run: () => navigate(toCompany(id)),
})

const ticketEntry = ({ id, ticketNumber, subject }: Ticket): Entry => ({
  id: `ticket ${id}`,
  label: `${ticketNumber} ${subject}`,
  run: () => navigate(toTicket(id)),
})

/** What the server answers to a query; nothing while it is not there yet. */
function useAnswer<T>(name: string, query: string | null, find: (query: string) => Promise<T[]>) {
  const [answer, setAnswer] = useState<{ query: string; found: readonly T[] } | null>(null)
  useLoad(query === null ? null : `palette ${name} ${query}`, async () => {
    if (query !== null) setAnswer({ query, found: await find(query) })
  })
  return answer?.query === query ? answer.found : []
}

const nameOf = ({ name, email, company }: Customer) => [name, email, company].join(' ')
const knownAs = ({ name, domains }: Company) => [name, ...domains].join(' ')
const titleOf = ({ ticketNumber, subject }: Ticket) => `${ticketNumber} ${subject}`
const partnerOf = ({ customer, visitorName }: Conversation) =>
  [customer.name, visitorName, customer.email].join(' ')

/**
 * Conversations, tickets, customers and companies by name, address or number: what is here at once, what the server knows a moment
 * later.
 */
export function useFoundSections(query: string): Section[] {
  const { groups } = useWords().commands
  const isAsked = query.length >= LEAST_LETTERS || NUMBER.test(query)
  const calm = useCalm(query)
  const asked = isAsked && calm === query ? query : null
  const customers = useAnswer('customers', asked, findCustomers)
  const companies = useAnswer('companies', asked, findCompanies)
  const tickets = useAnswer('tickets', asked, findTicket)
  const open = useAnswer('open', asked, (q) => findConversations('all', q))
  const closed = useAnswer('closed', asked, (q) => findConversations('closed', q))
  if (!isAsked) return []
  const here = world()
  const both = <T extends { id: string }>(
    shelf: Shelf<T>,
    textOf: (value: T) => string,
    answer: readonly T[],
  ) => unique([...bestOf(valuesOf(shelf), query, textOf), ...answer])
  return [
    {
      title: groups.conversations,
      items: both(here.conversations, partnerOf, [...open, ...closed]).map(conversationEntry),
    },
    { title: groups.tickets, items: both(here.tickets, titleOf, tickets).map(ticketEntry) },
    { title: groups.customers, items: both(here.customers, nameOf, customers).map(customerEntry) },
    {
      title: groups.companies,
      items: both<Company>(here.companies, knownAs, companies).map(companyEntry),
    },
  ].filter(({ items }) => items.length > 0)
}
