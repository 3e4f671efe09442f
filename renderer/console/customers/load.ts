import type { FieldValue } from '../../../server/contract/customer-fields.ts'
import type { Customer } from '../../../server/contract/customers.ts'
import type { TicketListItem } from '../../../server/contract/tickets.ts'
import type { Activity } from '../../../server/contract/timeline.ts'
import { ask, askPage, call, withQuery } from '../sync/api.ts'
import { learnCustomers, learnTickets, learnTimeline, timelineWanted } from '../sync/learn.ts'
import { change, learn, learnAnswer, world } from '../sync/store.ts'

const pathOf = (id: string) => `/api/customers/${encodeURIComponent(id)}`

/** Loads a customer and answers them; an id whose customer was merged into another answers that one. */
export async function loadCustomer(id: string) {
  let found: Customer | null = null
  await learn(
    async () => (found = await ask<Customer>({ path: pathOf(id) })),
    (now, customer, askedAt) => learnCustomers(now, [customer], askedAt),
  )
  return found as Customer | null
}

const timelinePath = (id: string) => `/api/timeline/customer/${encodeURIComponent(id)}`
const ENTRIES = '30'

export function loadTimeline(id: string, cursor?: string) {
  change((now) => timelineWanted(now, id))
  return learn(
    () => askPage<Activity>(withQuery(timelinePath(id), { cursor, limit: ENTRIES })),
    (now, page) => learnTimeline(now, id, page),
  )
}

export async function loadOlderActivities(id: string) {
  const older = world().timelines[id]?.older
  if (older) await loadTimeline(id, older)
}

/** The first 500 tickets of a customer. */
export const loadTicketsOf = (customerId: string) =>
  learn(
    () => askPage<TicketListItem>(`/api/tickets/customer/${encodeURIComponent(customerId)}`),
    (now, { data }, askedAt) => learnTickets(now, data, askedAt),
  )

/** Asks for something that changes a customer and takes the answer in. */
const changed = (asked: Promise<Customer>) =>
  learnAnswer(
    () => asked,
    (now, customer, askedAt) => learnCustomers(now, [customer], askedAt),
  )

export type CustomerFields = Partial<Record<'name' | 'email' | 'phone' | 'company', string | null>>

export const createCustomer = (body: CustomerFields) =>
  changed(ask<Customer>({ method: 'POST', path: '/api/customers', body }))

/** What is changed of a customer. */
export type CustomerChange = CustomerFields & { fields?: Record<string, FieldValue> }

/** Changes a customer; refused with `customer_changed` where there is a later version than the one that was edited. */
export const saveCustomer = (id: string, body: CustomerChange & { version: number }) =>
  changed(ask<Customer>({ method: 'PUT', path: pathOf(id), body }))

export const deleteCustomer = (id: string) =>
  call<undefined>({ method: 'DELETE', path: pathOf(id) })
