import type { EventOf, StreamEvent } from '../contract/events.ts'
import type { Activity } from '../contract/timeline.ts'
import type { Kind } from './table.ts'

/** Something whose words may have changed: one of a kind, all of a conversation, or all that is noted on a customer. */
export interface Target {
  what: Kind | 'conversations' | 'notesOn'
  id: string
}

/** What an event may have changed the words of. */
export function targetsOf(event: StreamEvent): Target[] {
  switch (event.kind) {
    case 'message.added':
    case 'message.changed':
    case 'message.removed':
      if (event.body.message.kind === 'event') return []
      return [{ what: 'messages', id: event.body.message.id }]
    case 'conversation.rewritten':
      return [{ what: 'conversations', id: event.body.conversation.id }]
    case 'conversation.started':
      return [...begun(event), ...known(event)]
    case 'conversation.identified':
      return known(event)
    case 'customer.created':
    case 'customer.updated':
      return customers(event.body.customer.id)
    case 'customer.deleted':
      return people(event.body.id)
    case 'customer.merged':
      return people(event.body.customer.id, event.body.mergedId)
    case 'customer.unmerged':
      return people(event.body.customer.id, event.body.restored.id)
    case 'company.changed':
      return [{ what: 'companies', id: event.body.company.id }]
    case 'company.deleted':
      return [{ what: 'companies', id: event.body.id }]
    case 'activity.added':
    case 'activity.changed':
      return toldBy(event.body.activity)
    case 'activity.removed':
      // Also of somebody who was one with an erased person: what told of the undoing may be emptied before it is read.
      return people(event.body.customerId)
    case 'ticket.created':
    case 'ticket.updated':
      return [{ what: 'tickets', id: event.body.ticket.id }]
    default:
      return []
  }
}

// One that begins with what was said elsewhere.
const begun = ({ body: { conversation } }: EventOf<'conversation.started'>): Target[] =>
  conversation.lastMessage === null ? [] : [{ what: 'conversations', id: conversation.id }]

// A site may have said under which id it knows them.
const known = ({ refs }: StreamEvent): Target[] =>
  refs.customerId === undefined ? [] : customers(refs.customerId)

function toldBy({ type, customerId }: Activity): Target[] {
  if (type === 'note') return [{ what: 'notesOn', id: customerId }]
  return type === 'identity_added' || type === 'identity_removed' ? customers(customerId) : []
}

const people = (...ids: string[]): Target[] => [
  ...customers(...ids),
  ...ids.map((id) => ({ what: 'notesOn' as const, id })),
]

const customers = (...ids: string[]): Target[] => ids.map((id) => ({ what: 'customers', id }))
