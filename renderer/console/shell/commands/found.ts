import { useEffect, useState } from 'react'
import type { Customer } from '../../../../server/contract/customers.ts'
import type { Ticket } from '../../../../server/contract/tickets.ts'
import { match } from '../../../text/match.ts'
import { useWords } from '../../../words/useWords.ts'
import { ask, askPage, withQuery } from '../../sync/api.ts'
import { useLoad } from '../../sync/useLoad.ts'
import { world } from '../../sync/store.ts'
import type { World } from '../../sync/world.ts'
import { navigate } from '../navigation.ts'
import { toConversation, toCustomer, toTicket } from '../route.ts'
import type { Entry, Section } from './entries.ts'

const MOST = 5
const LEAST_LETTERS = 2
const CALM_MS = 120
const NUMBER = /^(?:tk)?[-\s#]*0*([1-9]\d{0,8})$/iu

interface Found {
  readonly query: string
  readonly customers: readonly Customer[]
  readonly tickets: readonly Ticket[]
}

const findCustomers = async (q: string) =>
  (await askPage<Customer>(withQuery('/api/customers', { q, cursor: '', limit: String(MOST) })))
    .data

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

const valuesOf = <T>(shelf: Readonly<Record<string, { readonly value: T | null }>>) =>
  Object.values(shelf).flatMap(({ value }) => (value === null ? [] : [value]))

const unique = <T extends { id: string }>(values: readonly T[]) =>
  [...new Map(values.map((value) => [value.id, value])).values()].slice(0, MOST)

const conversationsIn = ({ conversations }: World, query: string): Entry[] =>
  bestOf(valuesOf(conversations), query, ({ customer, visitorName }) =>
    [customer.name, visitorName ?? '', customer.email ?? ''].join(' '),
  ).map(({ id, customer, visitorName }) => ({
    id: `conversation ${id}`,
    label: visitorName || customer.name,
    note: customer.email ?? '',
    run: () => navigate(toConversation(id)),
  }))

const customerEntry = ({ id, name, email, company }: Customer): Entry => ({
  id: `customer ${id}`,
  label: name,
  note: [email, company].filter(Boolean).join(' · '),
  run: () => navigate(toCustomer(id)),
})

const ticketEntry = ({ id, ticketNumber, subject }: Ticket): Entry => ({
  id: `ticket ${id}`,
  label: `${ticketNumber} ${subject}`,
  run: () => navigate(toTicket(id)),
})

/** Conversations, tickets and customers by name, address or number: what is here at once, what the server knows a moment later. */
export function useFoundSections(query: string): Section[] {
  const { commands: words } = useWords()
  const calm = useCalm(query)
  const [found, setFound] = useState<Found | null>(null)
  useLoad(
    calm.length < LEAST_LETTERS && !NUMBER.test(calm) ? null : `palette ${calm}`,
    async () => {
      const [customers, tickets] = await Promise.all([findCustomers(calm), findTicket(calm)])
      setFound({ query: calm, customers, tickets })
    },
  )
  if (query.length < LEAST_LETTERS && !NUMBER.test(query)) return []
  const now = world()
  const asked = found?.query === query ? found : { customers: [], tickets: [] }
  const nameOf = ({ name, email, company }: Customer) => [name, email, company].join(' ')
  const customers = [...asked.customers, ...bestOf(valuesOf(now.customers), query, nameOf)]
  const titleOf = ({ ticketNumber, subject }: Ticket) => `${ticketNumber} ${subject}`
  const tickets = [...asked.tickets, ...bestOf(valuesOf(now.tickets), query, titleOf)]
  return [
    { title: words.groups.conversations, items: conversationsIn(now, query) },
    { title: words.groups.tickets, items: unique(tickets).map(ticketEntry) },
    { title: words.groups.customers, items: unique(customers).map(customerEntry) },
  ].filter(({ items }) => items.length > 0)
}
