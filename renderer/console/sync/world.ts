import type {
  Conversation,
  ConversationState,
  Message,
} from '../../../server/contract/conversations.ts'
import type { Company } from '../../../server/contract/companies.ts'
import type { CustomerField } from '../../../server/contract/customer-fields.ts'
import type { Customer } from '../../../server/contract/customers.ts'
import type { Deal, DealStage } from '../../../server/contract/deals.ts'
import type { Agent } from '../../../server/contract/identity.ts'
import type { Team } from '../../../server/contract/routing.ts'
import type { Tag } from '../../../server/contract/tags.ts'
import type { ScheduledMessage } from '../../../server/contract/scheduled.ts'
import type { Task } from '../../../server/contract/tasks.ts'
import type { Ticket } from '../../../server/contract/tickets.ts'
import type { Activity } from '../../../server/contract/timeline.ts'
import { put } from './put.ts'
import type { Span } from './span.ts'

/** A record and the place in the stream it was learnt at; `value` is null once it is deleted. */
export interface Known<T> {
  readonly seq: number
  readonly value: T | null
}
export type Shelf<T> = Readonly<Record<string, Known<T>>>

/** What the stream last said of a conversation, to lay over an answer that was asked for earlier. */
export interface News {
  readonly seq: number
  readonly state?: ConversationState
  readonly lastMessage?: Message
  readonly ticketId?: string
  /** What else of it is known by now. */
  readonly told?: Partial<
    Pick<Conversation, 'customer' | 'visitorName' | 'isVerified' | 'visitor' | 'rating'>
  >
}

/** The part of a conversation that is loaded: everything after some point, in thread order. */
export interface Thread {
  readonly messages: readonly Message[]
  /** Leads to older messages; null at the beginning of the conversation. */
  readonly older: string | null
  readonly loaded: boolean
  /** Where the stream stood when its messages last got other numbers: an answer asked for before is of no use. */
  readonly since: number
  /** What was shown until then, to be shown until the new numbers are here; null once they are. */
  readonly stale: readonly Message[] | null
  /** Messages the stream told changes of, which are newer than what an answer says of them. */
  readonly changed: Readonly<Record<string, Message>>
}

/** The part of a timeline that is loaded, newest first. */
export interface Timeline {
  readonly activities: readonly Activity[]
  readonly older: string | null
  readonly loaded: boolean
}

/** Everything the console knows of the server's facts. Only `apply` and `learn` make a new one. */
export interface World {
  /** The last event that is applied. */
  readonly seq: number
  readonly conversations: Shelf<Conversation>
  readonly news: Readonly<Record<string, News>>
  /** Conversations the stream spoke of that were never loaded. */
  readonly missing: readonly string[]
  readonly threads: Readonly<Record<string, Thread>>
  readonly customers: Shelf<Customer>
  readonly companies: Shelf<Company>
  /** The fields kept about customers, in their order; null until they are known. */
  readonly customerFields: readonly CustomerField[] | null
  readonly tickets: Shelf<Ticket>
  readonly tasks: Shelf<Task>
  readonly deals: Shelf<Deal>
  /** The stages deals go through, in their order; null until they are known. */
  readonly dealStages: readonly DealStage[] | null
  readonly agents: Shelf<Agent>
  readonly teams: Shelf<Team>
  readonly tags: Shelf<Tag>
  /** Replies that are sent later, by their ids. */
  readonly scheduled: Shelf<ScheduledMessage>
  readonly timelines: Readonly<Record<string, Timeline>>
  /** How far each list is loaded, by the list's name. */
  readonly spans: Readonly<Record<string, Span>>
}

/** A world in which nothing is loaded, standing at `seq`. */
export const emptyWorld = (seq: number): World => ({
  seq,
  conversations: {},
  news: {},
  missing: [],
  threads: {},
  customers: {},
  companies: {},
  customerFields: null,
  tickets: {},
  tasks: {},
  deals: {},
  dealStages: null,
  agents: {},
  teams: {},
  tags: {},
  scheduled: {},
  timelines: {},
  spans: {},
})

/** Puts what was learnt at `seq` on a shelf, unless the shelf knows something later. */
export function shelve<T>(shelf: Shelf<T>, id: string, known: Known<T>): Shelf<T> {
  const before = shelf[id]
  return before && before.seq > known.seq ? shelf : put(shelf, id, known)
}
