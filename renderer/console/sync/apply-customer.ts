import type { Customer } from '../../../server/contract/customers.ts'
import type { EventOf } from '../../../server/contract/events.ts'
import { put, without } from './put.ts'
import { type Shelf, shelve, type World } from './world.ts'

/** Whatever was the merged customer's is the survivor's; the one who was merged is asked for anew, and found there. */
export function customersMerged(
  world: World,
  { seq, body: { customer, mergedId } }: EventOf<'customer.merged'>,
): World {
  const conversationIds = keysOf(world.conversations, (one) => one.customer.id === mergedId)
  const ticketIds = keysOf(world.tickets, (one) => one.customerId === mergedId)
  const taskIds = keysOf(world.tasks, (one) => one.customerId === mergedId)
  const dealIds = keysOf(world.deals, (one) => one.customerId === mergedId)
  const next = handOver(world, { seq, customer, conversationIds, ticketIds, taskIds, dealIds })
  const customers = shelve(next.customers, customer.id, { seq, value: customer })
  return forgetTimelines({ ...next, customers: without(customers, [mergedId]) }, [
    customer.id,
    mergedId,
  ])
}

/** What had been merged is the other customer's again. */
export function customersUnmerged(world: World, event: EventOf<'customer.unmerged'>): World {
  const { seq, body } = event
  const { customer, restored, conversationIds, ticketIds, taskIds = [], dealIds = [] } = body
  const next = handOver(world, {
    seq,
    customer: restored,
    conversationIds,
    ticketIds,
    taskIds,
    dealIds,
  })
  const customers = [customer, restored].reduce(
    (shelf, value) => shelve(shelf, value.id, { seq, value }),
    next.customers,
  )
  return forgetTimelines({ ...next, customers }, [customer.id, restored.id])
}

/** What was to be done for them, or to be sold to them, is gone with them. */
export function customerDeleted(
  world: World,
  { seq, body: { id } }: EventOf<'customer.deleted'>,
): World {
  const gone = { seq, value: null }
  const taskIds = keysOf(world.tasks, (one) => one.customerId === id)
  const dealIds = keysOf(world.deals, (one) => one.customerId === id)
  return {
    ...world,
    customers: shelve(world.customers, id, gone),
    tasks: taskIds.reduce((left, one) => put(left, one, gone), world.tasks),
    deals: dealIds.reduce((left, one) => put(left, one, gone), world.deals),
  }
}

/** Nothing of them stays. */
export function customersErased(world: World, { seq, body }: EventOf<'customer.erased'>): World {
  const { ids, conversationIds, ticketIds, taskIds = [], dealIds = [] } = body
  const gone = { seq, value: null }
  const emptied = <T>(shelf: Shelf<T>, which: readonly string[]) =>
    which.reduce((left, id) => (left[id] ? put(left, id, gone) : left), shelf)
  return {
    ...world,
    customers: ids.reduce((left, id) => put(left, id, gone), world.customers),
    conversations: emptied(world.conversations, conversationIds),
    tickets: emptied(world.tickets, ticketIds),
    tasks: emptied(world.tasks, taskIds),
    deals: emptied(world.deals, dealIds),
    threads: without(world.threads, conversationIds),
    news: without(world.news, conversationIds),
    timelines: without(world.timelines, ids),
  }
}

function keysOf<T>(
  shelf: Readonly<Record<string, { value: T | null }>>,
  isWanted: (value: T) => boolean,
): string[] {
  return Object.entries(shelf).flatMap(([id, { value }]) => (value && isWanted(value) ? [id] : []))
}

interface HandedOver {
  seq: number
  customer: Customer
  conversationIds: readonly string[]
  ticketIds: readonly string[]
  taskIds: readonly string[]
  dealIds: readonly string[]
}

function handOver(world: World, handed: HandedOver): World {
  const { seq, customer, conversationIds, ticketIds, taskIds, dealIds } = handed
  const { id, email, name, phone, company, companyId } = customer
  const own = { id, email, name, phone, company }
  let { conversations, news } = world
  for (const one of conversationIds) {
    const value = conversations[one]?.value
    if (!value) continue
    conversations = put(conversations, one, { seq, value: { ...value, customer: own } })
    const known = news[one]
    news = put(news, one, { ...known, seq, told: { ...known?.told, customer: own } })
  }
  const theirs = { customerId: id, customer: { id, email, name } }
  const at = companyId === null ? null : { id: companyId, name: company ?? '' }
  return {
    ...world,
    conversations,
    news,
    tickets: given(world.tickets, ticketIds, { seq, part: theirs }),
    tasks: given(world.tasks, taskIds, { seq, part: theirs }),
    deals: given(world.deals, dealIds, { seq, part: { ...theirs, company: at } }),
  }
}

/** A shelf on which some records have this part from now on. */
function given<T, P extends Partial<T>>(
  shelf: Shelf<T>,
  ids: readonly string[],
  { seq, part }: { seq: number; part: P },
): Shelf<T> {
  return ids.reduce((left, id) => {
    const value = left[id]?.value
    return value ? put(left, id, { seq, value: { ...value, ...part } }) : left
  }, shelf)
}

// Both are others now, and are read anew where they are shown.
const forgetTimelines = (world: World, ids: string[]): World => ({
  ...world,
  timelines: without(world.timelines, ids),
})
