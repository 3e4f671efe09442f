import type { Activity } from '../../../server/contract/timeline.ts'
import type { Catalogue } from '../../words/en.ts'
import { type Route, toConversation, toTicket } from '../shell/route.ts'

const text = (value: unknown) => (typeof value === 'string' ? value : '')

/** What happened, in the agent's language. */
export function activityTitle({ type, metadata, description }: Activity, words: Catalogue) {
  const { timeline, people } = words
  const number = text(metadata['ticketNumber'])
  switch (type) {
    case 'chat':
      return timeline.chat
    case 'chat_closed':
      return timeline.chatClosed
    case 'chat_rated':
      return timeline.chatRated(Number(metadata['score']))
    case 'chat_merged':
      return timeline.chatMerged
    case 'chat_unmerged':
      return timeline.chatUnmerged
    case 'chat_split':
      return timeline.chatSplit
    case 'chat_unsplit':
      return timeline.chatUnsplit
    case 'customer_identified':
      return timeline.customerIdentified
    case 'customer_created':
      return timeline.customerCreated
    case 'customer_updated':
      return timeline.customerUpdated
    case 'customer_merged':
      return people.timeline.merged(text(metadata['name']))
    case 'customer_unmerged':
      return people.timeline.unmerged(text(metadata['name']))
    case 'ticket_created':
      return timeline.ticketCreated(number)
    case 'ticket_updated':
      return timeline.ticketUpdated(number)
    case 'ticket_closed':
      return timeline.ticketClosed(number)
    case 'ticket_comment':
      return timeline.ticketComment(number)
    // A newer server knows kinds that this console does not.
    default:
      return description
  }
}

type Change = { from: unknown; to: unknown }

/** What exactly changed, one line for each field. */
export function activityDetails({ type, metadata }: Activity, words: Catalogue): string[] {
  if (type === 'customer_updated' && Array.isArray(metadata['changed']))
    return [metadata['changed'].map((field) => fieldWord(text(field), words)).join(', ')]
  const changes = metadata['changes']
  if (typeof changes !== 'object' || changes === null) return []
  return Object.entries(changes as Record<string, Change>).map(([field, { from, to }]) => {
    const label = fieldWord(field, words)
    if (field === 'description') return label
    return `${label}: ${valueWord(field, from, words)} → ${valueWord(field, to, words)}`
  })
}

function fieldWord(field: string, { customer, tickets }: Catalogue) {
  const known: Record<string, string> = {
    name: customer.name,
    email: customer.email,
    phone: customer.phone,
    company: customer.company,
    subject: tickets.subject,
    description: tickets.description,
    status: tickets.status,
    priority: tickets.priority,
    assignedTo: tickets.assignee,
  }
  return known[field] ?? field
}

function valueWord(field: string, value: unknown, { tickets }: Catalogue) {
  const said = text(value)
  if (field === 'status') return lookUp(tickets.statuses, said)
  if (field === 'priority') return lookUp(tickets.priorities, said)
  if (field === 'assignedTo' && said === '') return tickets.unassigned
  return said
}

const lookUp = (words: Readonly<Record<string, string>>, key: string) => words[key] ?? key

/** Where an entry leads. */
export function activityRoute({ metadata }: Activity): Route | null {
  const ticketId = text(metadata['ticketId'])
  if (ticketId) return toTicket(ticketId)
  const sessionId = text(metadata['sessionId'])
  return sessionId ? toConversation(sessionId) : null
}
