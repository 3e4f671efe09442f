import type { StreamEvent } from '../../../server/contract/events.ts'
import {
  conversationChanged,
  conversationIdentified,
  conversationStarted,
  conversationTold,
  messageAdded,
  ticketLinked,
} from './apply-conversation.ts'
import { withActivity } from './timeline.ts'
import { shelve, type World } from './world.ts'

/** The world after one event. Pure; the order of events is the cursor's business. */
export function apply(world: World, event: StreamEvent): World {
  return { ...changed(world, event), seq: event.seq }
}

function changed(world: World, event: StreamEvent): World {
  const { seq } = event
  switch (event.kind) {
    case 'conversation.started':
      return conversationStarted(world, event)
    case 'message.added':
      return messageAdded(world, event)
    case 'conversation.changed':
    case 'conversation.read':
    case 'conversation.delivered':
      return conversationChanged(world, event)
    case 'customer.created':
    case 'customer.updated': {
      const { customer } = event.body
      return {
        ...world,
        customers: shelve(world.customers, customer.id, { seq, value: customer }),
      }
    }
    case 'customer.deleted':
      return {
        ...world,
        customers: shelve(world.customers, event.body.id, { seq, value: null }),
      }
    case 'ticket.created':
    case 'ticket.updated': {
      const { ticket } = event.body
      const tickets = shelve(world.tickets, ticket.id, { seq, value: ticket })
      const next = { ...world, tickets }
      return event.kind === 'ticket.created' ? ticketLinked(next, event) : next
    }
    case 'activity.added':
      return withActivity(world, event.body.activity)
    case 'conversation.identified':
      return conversationIdentified(world, event)
    case 'conversation.visited':
    case 'conversation.rated':
      return conversationTold(world, event)
    case 'team.changed': {
      const { team } = event.body
      return { ...world, teams: shelve(world.teams, team.id, { seq, value: team }) }
    }
    case 'team.deleted':
      return { ...world, teams: shelve(world.teams, event.body.id, { seq, value: null }) }
    case 'agent.changed': {
      const { agent } = event.body
      return { ...world, agents: shelve(world.agents, agent.id, { seq, value: agent }) }
    }
    // A newer server may tell of what this build does not know; its place in the stream still counts.
    default:
      return world
  }
}

export const applyAll = (world: World, events: readonly StreamEvent[]) =>
  events.reduce(apply, world)
