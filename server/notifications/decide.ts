import type { StreamEvent, EventOf } from '../contract/events.ts'
import type { NotificationKind } from '../contract/notifications.ts'
import type { NotificationTable } from './table.ts'

/** A notification to be, before it is known who gets it and how. */
export type Subject = Pick<
  NotificationTable,
  'kind' | 'cause' | 'about' | 'aboutId' | 'ticketNumber' | 'who' | 'excerpt'
>

/** What follows from a fact, for whoever is to be told. */
export type Consequence =
  | { does: 'tell'; agentIds: string[]; subject: Subject }
  /** A comment on a ticket; who has the ticket is not said by the fact. */
  | { does: 'tellOfComment'; ticketId: string; byId: string | null; subject: Subject }
  /** A conversation waits for somebody, put there by an agent or by nobody; `isBack` where it may have waited all along. */
  | { does: 'queue'; conversationId: string; cause: string; byId: string | null; isBack: boolean }
  /** A conversation waits no longer. */
  | { does: 'unqueue'; conversationId: string }
  /** A customer begins to wait for an answer. */
  | { does: 'await'; conversationId: string; teamId: string | null; since: string }
  /** Another team has it now, which may have other hours; whether or not they wait just then. */
  | { does: 'moveWait'; conversationId: string; teamId: string | null; since: string | null }
  /** A customer waits for no answer any more. */
  | { does: 'answered'; conversationId: string }
  /** A task needs nobody any more; one that is gone leaves nothing behind. */
  | { does: 'taskEnded'; taskId: string; isGone: boolean }
  /** An agent has seen what they were told of. */
  | { does: 'see'; agentId: string; aboutId: string; kinds: readonly NotificationKind[] | null }

/** The facts from which anything can follow. */
export const DECIDED_KINDS = [
  'conversation.started',
  'conversation.changed',
  'conversation.read',
  'message.added',
  'ticket.created',
  'ticket.updated',
  'task.created',
  'task.changed',
  'task.deleted',
] as const satisfies ReadonlyArray<StreamEvent['kind']>

const LONGEST = 200

const excerptOf = (text: string) =>
  text.length > LONGEST ? `${text.slice(0, LONGEST).toWellFormed()}…` : text

const causeOf = ({ seq }: StreamEvent) => `event ${seq}`

// What is older was brought in from elsewhere, or lay unread for so long that nobody waits for it any more.
export const NEWS_MS = 3_600_000

/** When what a fact tells of happened, which for what was brought in from another system is not when it was stored. */
function happenedAt(event: StreamEvent): string {
  if (event.kind === 'message.added') return event.body.message.sentAt
  return event.kind === 'conversation.started' ? event.body.conversation.startedAt : event.at
}

const ENDING: ReadonlySet<Consequence['does']> = new Set([
  'see',
  'unqueue',
  'answered',
  'taskEnded',
])

/** What follows from a fact at this moment: of what is no news any more, nobody is told. */
export function decideAt(event: StreamEvent, now: Date): Consequence[] {
  const found = decide(event)
  if (now.getTime() - Date.parse(happenedAt(event)) < NEWS_MS) return found
  return found.filter(({ does }) => ENDING.has(does))
}

/** Whom a fact concerns, and who must hear no more; never whoever caused it. */
function decide(event: StreamEvent): Consequence[] {
  switch (event.kind) {
    case 'conversation.started':
      return started(event)
    case 'conversation.changed':
      return event.refs.channel === 'ticket' ? [] : changed(event)
    case 'conversation.read':
      return read(event)
    case 'message.added':
      return added(event)
    case 'ticket.created':
      return assignedTicket(event, null)
    case 'ticket.updated':
      return event.body.changed.includes('assignedTo') ? assignedTicket(event, event.body.byId) : []
    case 'task.created':
      return assignedTask(event)
    case 'task.changed':
      return changedTask(event)
    case 'task.deleted':
      return [{ does: 'taskEnded', taskId: event.body.id, isGone: true }]
    default:
      return []
  }
}

function changedTask(event: EventOf<'task.changed'>): Consequence[] {
  const { task } = event.body
  if (task.state === 'done') return [{ does: 'taskEnded', taskId: task.id, isGone: false }]
  return event.body.changed.includes('assignedTo') ? assignedTask(event) : []
}

function assignedTask(event: EventOf<'task.created'> | EventOf<'task.changed'>): Consequence[] {
  const { task, byId } = event.body
  if (task.assignedTo === byId) return []
  const subject = {
    kind: 'task_assigned',
    cause: causeOf(event),
    about: 'task',
    aboutId: task.id,
    ticketNumber: null,
    who: task.customer.name,
    excerpt: task.title,
  } as const
  return [{ does: 'tell', agentIds: [task.assignedTo], subject }]
}

function started(event: EventOf<'conversation.started'>): Consequence[] {
  const { conversation } = event.body
  if (event.refs.channel === 'ticket' || conversation.assignee !== null) return []
  const { id: conversationId } = conversation
  return [{ does: 'queue', conversationId, cause: causeOf(event), byId: null, isBack: false }]
}

const GIVEN = new Set(['assigned', 'transferred'])
// After these a customer may wait who was out of sight, or in another conversation.
const RESUMED = new Set(['returned', 'merged', 'unmerged', 'split', 'unsplit'])
const QUEUED = new Set(['assigned', 'transferred', 'reopened', 'returned', 'unmerged'])

function changed(event: EventOf<'conversation.changed'>): Consequence[] {
  const { change, by } = event.body
  const { id, teamId, status, waitingSince } = event.body.conversation
  const byId = by?.type === 'agent' ? by.id : null
  if (change === 'tagged') return []
  const wait = { conversationId: id, teamId, since: waitingSince }
  const moved = change === 'transferred' ? [{ does: 'moveWait' as const, ...wait }] : []
  const unqueued: Consequence = { does: 'unqueue', conversationId: id }
  if (status === 'closed' || change === 'snoozed')
    return [...moved, unqueued, { does: 'answered', conversationId: id }]
  const waits = RESUMED.has(change) && waitingSince !== null
  return [
    ...moved,
    ...(waits ? [{ does: 'await' as const, ...wait, since: waitingSince }] : []),
    ...handedOn(event, unqueued, byId),
  ]
}

/** Who is to be told of a conversation that is another's now, or nobody's. */
function handedOn(
  event: EventOf<'conversation.changed'>,
  unqueued: Consequence,
  byId: string | null,
): Consequence[] {
  const { change, by } = event.body
  const { id, assignee } = event.body.conversation
  if (assignee === null) {
    if (!QUEUED.has(change)) return []
    // Told of both that were merged, of which one waited meanwhile.
    const again = { isBack: change === 'unmerged' }
    return [{ does: 'queue', conversationId: id, cause: causeOf(event), byId, ...again }]
  }
  const hasReturned = change === 'returned'
  if (!(hasReturned || GIVEN.has(change)) || assignee.id === byId) return [unqueued]
  const subject = {
    kind: hasReturned ? 'snooze_ended' : 'assigned',
    cause: causeOf(event),
    about: 'conversation',
    aboutId: id,
    ticketNumber: null,
    who: by?.name ?? '',
    excerpt: '',
  } as const
  return [unqueued, { does: 'tell', agentIds: [assignee.id], subject }]
}

// The mark of a conversation is the team's: it is its agent's who has read all of it.
function read({ body }: EventOf<'conversation.read'>): Consequence[] {
  const { conversation, by, seq } = body
  if (by !== 'agent' || conversation.assignee === null || seq < conversation.headSeq) return []
  const agentId = conversation.assignee.id
  return [{ does: 'see', agentId, aboutId: conversation.id, kinds: ['message', 'assigned'] }]
}

function added(event: EventOf<'message.added'>): Consequence[] {
  const { message, conversation } = event.body
  const { author } = message
  if (message.kind === 'event') return []
  const { ticketId } = event.refs
  const subject = {
    cause: causeOf(event),
    about: ticketId === undefined ? 'conversation' : 'ticket',
    aboutId: ticketId ?? conversation.id,
    ticketNumber: null,
    who: author.name,
    excerpt: excerptOf(message.content || (message.attachments?.[0]?.name ?? '')),
  } as const
  const named = (message.mentions ?? []).filter((id) => id !== author.id)
  const found: Consequence[] = []
  if (author.type === 'agent' && author.id !== null && !isOverlooking(event))
    found.push({ does: 'see', agentId: author.id, aboutId: subject.aboutId, kinds: null })
  if (named.length > 0)
    found.push({ does: 'tell', agentIds: named, subject: { ...subject, kind: 'mention' } })
  if (ticketId !== undefined) {
    const comment = { ...subject, kind: 'ticket_commented' } as const
    found.push({ does: 'tellOfComment', ticketId, byId: author.id, subject: comment })
  } else if (message.visibility === 'public') {
    found.push(...spoken(event, subject))
  }
  return found
}

/** Whether an agent replied without having seen all that the customer wrote before. */
const isOverlooking = ({ body: { message, conversation } }: EventOf<'message.added'>) =>
  message.visibility === 'public' && conversation.agentReadSeq < conversation.headSeq

/** A customer wrote, or was answered. */
function spoken(
  { body: { message, conversation } }: EventOf<'message.added'>,
  subject: Omit<Subject, 'kind'>,
): Consequence[] {
  const { id: conversationId, teamId, waitingSince: since } = conversation
  if (message.author.type === 'agent')
    return [
      { does: 'answered', conversationId },
      ...(since === null ? [] : [{ does: 'await' as const, conversationId, teamId, since }]),
    ]
  if (message.author.type !== 'customer') return []
  const found: Consequence[] = []
  if (since === message.sentAt) found.push({ does: 'await', conversationId, teamId, since })
  if (conversation.assignee) {
    const agentIds = [conversation.assignee.id]
    found.push({ does: 'tell', agentIds, subject: { ...subject, kind: 'message' } })
  }
  return found
}

function assignedTicket(
  event: EventOf<'ticket.created'> | EventOf<'ticket.updated'>,
  byId: string | null,
): Consequence[] {
  const { id, assignedTo, ticketNumber, subject } = event.body.ticket
  if (assignedTo === null || assignedTo === byId) return []
  return [
    {
      does: 'tell',
      agentIds: [assignedTo],
      subject: {
        kind: 'ticket_assigned',
        cause: causeOf(event),
        about: 'ticket',
        aboutId: id,
        ticketNumber,
        who: '',
        excerpt: subject,
      },
    },
  ]
}
