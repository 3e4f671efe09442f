import type { EventOf, StreamEvent } from '../../../server/contract/events.ts'
import {
  conversationChanged,
  conversationIdentified,
  conversationRewritten,
  conversationStarted,
  conversationTold,
  messageAdded,
  messageChanged,
  ticketLinked,
} from './apply-conversation.ts'
import {
  customerDeleted,
  customersErased,
  customersMerged,
  customersUnmerged,
} from './apply-customer.ts'
import { inOneGo } from './put.ts'
import { withActivity, withChanged, withoutActivity } from './timeline.ts'
import { shelve, type World } from './world.ts'

/** The world after one event. Pure; the order of events is the cursor's business. */
export function apply(world: World, event: StreamEvent): World {
  return { ...changed(world, event), seq: event.seq }
}

type Appliers = { readonly [K in StreamEvent['kind']]: (world: World, event: EventOf<K>) => World }

function customerKnown(
  world: World,
  { seq, body }: EventOf<'customer.created'> | EventOf<'customer.updated'>,
): World {
  const { customer } = body
  return { ...world, customers: shelve(world.customers, customer.id, { seq, value: customer }) }
}

function ticketKnown(
  world: World,
  { seq, body }: EventOf<'ticket.created'> | EventOf<'ticket.updated'>,
): World {
  const { ticket } = body
  return { ...world, tickets: shelve(world.tickets, ticket.id, { seq, value: ticket }) }
}

function taskKnown(
  world: World,
  { seq, body }: EventOf<'task.created'> | EventOf<'task.changed'>,
): World {
  const { task } = body
  return { ...world, tasks: shelve(world.tasks, task.id, { seq, value: task }) }
}

function dealKnown(
  world: World,
  { seq, body }: EventOf<'deal.created'> | EventOf<'deal.changed'>,
): World {
  const { deal } = body
  return { ...world, deals: shelve(world.deals, deal.id, { seq, value: deal }) }
}

const appliers: Appliers = {
  'conversation.started': conversationStarted,
  'message.added': messageAdded,
  'message.changed': messageChanged,
  'message.removed': messageChanged,
  'conversation.rewritten': conversationRewritten,
  'conversation.changed': conversationChanged,
  'conversation.read': conversationChanged,
  'conversation.delivered': conversationChanged,
  'conversation.identified': conversationIdentified,
  'conversation.visited': conversationTold,
  'conversation.rated': conversationTold,
  'customer.created': customerKnown,
  'customer.updated': customerKnown,
  'customer.deleted': customerDeleted,
  'customer.erased': customersErased,
  erased: (world) => world,
  'customer.merged': customersMerged,
  'customer.unmerged': customersUnmerged,
  'customerFields.changed': (world, { body }) => ({ ...world, customerFields: body.fields }),
  'company.changed': (world, { seq, body: { company } }) => ({
    ...world,
    companies: shelve(world.companies, company.id, { seq, value: company }),
  }),
  'company.deleted': (world, { seq, body }) => ({
    ...world,
    companies: shelve(world.companies, body.id, { seq, value: null }),
  }),
  'ticket.created': (world, event) => ticketLinked(ticketKnown(world, event), event),
  'ticket.updated': ticketKnown,
  'task.created': taskKnown,
  'task.changed': taskKnown,
  'task.deleted': (world, { seq, body }) => ({
    ...world,
    tasks: shelve(world.tasks, body.id, { seq, value: null }),
  }),
  'deal.created': dealKnown,
  'deal.changed': dealKnown,
  'deal.deleted': (world, { seq, body }) => ({
    ...world,
    deals: shelve(world.deals, body.id, { seq, value: null }),
  }),
  'dealStages.changed': (world, { body }) => ({ ...world, dealStages: body.stages }),
  'scheduled.changed': (world, { seq, body: { scheduled } }) => ({
    ...world,
    scheduled: shelve(world.scheduled, scheduled.id, { seq, value: scheduled }),
  }),
  'activity.added': (world, { body }) => withActivity(world, body.activity),
  'activity.changed': (world, { body }) => withChanged(world, body.activity),
  'activity.removed': (world, { body }) => withoutActivity(world, body.customerId, body.id),
  'agent.changed': (world, { seq, body: { agent } }) => ({
    ...world,
    agents: shelve(world.agents, agent.id, { seq, value: agent }),
  }),
  'tag.changed': (world, { seq, body: { tag } }) => ({
    ...world,
    tags: shelve(world.tags, tag.id, { seq, value: tag }),
  }),
  'tag.deleted': (world, { seq, body }) => ({
    ...world,
    tags: shelve(world.tags, body.id, { seq, value: null }),
  }),
  'team.changed': (world, { seq, body: { team } }) => ({
    ...world,
    teams: shelve(world.teams, team.id, { seq, value: team }),
  }),
  'team.deleted': (world, { seq, body }) => ({
    ...world,
    teams: shelve(world.teams, body.id, { seq, value: null }),
  }),
  // Whose these are asks for them: the stream does not say what they hold.
  'views.changed': (world) => world,
  'cannedReplies.changed': (world) => world,
  'segments.changed': (world) => world,
}

/** A newer server may tell of what this build does not know: that changes nothing, and its place still counts. */
function changed(world: World, event: StreamEvent): World {
  const applier: ((world: World, event: never) => World) | undefined = appliers[event.kind]
  return applier ? applier(world, event as never) : world
}

export const applyAll = (world: World, events: readonly StreamEvent[]) =>
  inOneGo(() => events.reduce(apply, world))
