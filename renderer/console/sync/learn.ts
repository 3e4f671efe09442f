import type { Message } from '../../../server/contract/conversations.ts'
import type { Company } from '../../../server/contract/companies.ts'
import type { Customer } from '../../../server/contract/customers.ts'
import type { Deal } from '../../../server/contract/deals.ts'
import type { Agent } from '../../../server/contract/identity.ts'
import type { Team } from '../../../server/contract/routing.ts'
import type { ScheduledMessage } from '../../../server/contract/scheduled.ts'
import type { Tag } from '../../../server/contract/tags.ts'
import type { Task } from '../../../server/contract/tasks.ts'
import type { Ticket } from '../../../server/contract/tickets.ts'
import type { Activity } from '../../../server/contract/timeline.ts'
import { put } from './put.ts'
import { type Answered, type Order, withSheet } from './span.ts'
import { emptyThread, withMessages, withPage } from './thread.ts'
import { emptyTimeline, mergeActivities } from './timeline.ts'
import { type Shelf, shelve, type World } from './world.ts'

// What REST answers is taken in here. `askedAt` is where the stream stood when the question was asked: whatever the
// stream said later is newer than the answer, or will be said again.

const shelveAll = <T extends { id: string }>(
  shelf: Shelf<T>,
  values: readonly T[],
  askedAt: number,
) => values.reduce((kept, value) => shelve(kept, value.id, { seq: askedAt, value }), shelf)

function shelveWhole<T extends { id: string }>(
  shelf: Shelf<T>,
  values: readonly T[],
  askedAt: number,
) {
  const ids = new Set(values.map(({ id }) => id))
  const gone = Object.keys(shelf).filter((id) => !ids.has(id))
  const kept = shelveAll(shelf, values, askedAt)
  return gone.reduce((left, id) => shelve(left, id, { seq: askedAt, value: null }), kept)
}

export const learnCustomers = (world: World, values: readonly Customer[], askedAt: number) => ({
  ...world,
  customers: shelveAll(world.customers, values, askedAt),
})

export const learnCompanies = (world: World, values: readonly Company[], askedAt: number) => ({
  ...world,
  companies: shelveAll(world.companies, values, askedAt),
})

export const learnTickets = (world: World, values: readonly Ticket[], askedAt: number) => ({
  ...world,
  tickets: shelveAll(world.tickets, values, askedAt),
})

export const learnTasks = (world: World, values: readonly Task[], askedAt: number) => ({
  ...world,
  tasks: shelveAll(world.tasks, values, askedAt),
})

export const learnDeals = (world: World, values: readonly Deal[], askedAt: number) => ({
  ...world,
  deals: shelveAll(world.deals, values, askedAt),
})

export const learnAgents = (world: World, values: readonly Agent[], askedAt: number) => ({
  ...world,
  agents: shelveAll(world.agents, values, askedAt),
})

export const learnScheduled = (
  world: World,
  values: readonly ScheduledMessage[],
  askedAt: number,
) => ({ ...world, scheduled: shelveAll(world.scheduled, values, askedAt) })

/** All the teams there are: one that is not among them has been deleted. */
export function learnTeams(world: World, values: readonly Team[], askedAt: number): World {
  return { ...world, teams: shelveWhole(world.teams, values, askedAt) }
}

/** All the tags there are: one that is not among them has been deleted. */
export function learnTags(world: World, values: readonly Tag[], askedAt: number): World {
  return { ...world, tags: shelveWhole(world.tags, values, askedAt) }
}

/** From now on the thread keeps what arrives, so that nothing falls between question and answer. */
export function threadWanted(world: World, id: string): World {
  return world.threads[id] ? world : { ...world, threads: { ...world.threads, [id]: emptyThread } }
}

export function learnThread(world: World, id: string, page: Page<Message>, askedAt: number): World {
  const thread = withPage(world.threads[id] ?? emptyThread, page, askedAt)
  return { ...world, threads: { ...world.threads, [id]: thread } }
}

/** The server has stored a message: it is in its thread, where that is kept. */
export function learnMessage(world: World, message: Message): World {
  const { conversationId: id } = message
  const thread = world.threads[id]
  if (!thread) return world
  return { ...world, threads: { ...world.threads, [id]: withMessages(thread, [message]) } }
}

export function timelineWanted(world: World, id: string): World {
  if (world.timelines[id]) return world
  return { ...world, timelines: { ...world.timelines, [id]: emptyTimeline } }
}

export function learnTimeline(world: World, id: string, page: Page<Activity>): World {
  const timeline = world.timelines[id] ?? emptyTimeline
  const activities = mergeActivities(timeline.activities, page.data)
  const timelines = { ...world.timelines, [id]: { activities, older: page.next, loaded: true } }
  return { ...world, timelines }
}

export interface Page<T> {
  readonly data: readonly T[]
  readonly next: string | null
}

/** The list named `name` now has this page. */
export const spanLoaded = (world: World, name: string, page: Answered, order?: Order): World => ({
  ...world,
  spans: put(world.spans, name, withSheet(world.spans[name], page, order)),
})
