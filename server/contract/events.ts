import { z } from 'zod'
import { Company } from './companies.ts'
import { Conversation, ConversationCustomer, ConversationState, Message } from './conversations.ts'
import { CustomerField } from './customer-fields.ts'
import { Customer } from './customers.ts'
import { Agent } from './identity.ts'
import { Team } from './routing.ts'
import { Tag } from './tags.ts'
import { ScheduledMessage } from './scheduled.ts'
import { Deal, DealStage } from './deals.ts'
import { Task } from './tasks.ts'
import { Ticket } from './tickets.ts'
import { id, time } from './text.ts'
import { Activity } from './timeline.ts'
import { Rating, VisitorContext } from './visitors.ts'

const kind = <K extends string, B extends z.ZodRawShape>(name: K, body: B) =>
  z.object({ kind: z.literal(name), body: z.object(body) })

const conversation = ConversationState.extend({ id })

/** Every kind of fact there is, past tense, with what a client needs to apply it without asking. */
export const Fact = z.discriminatedUnion('kind', [
  kind('conversation.started', { conversation: Conversation }),
  /** `conversation` is its state after this message. On a ticket's thread this is a comment. */
  kind('message.added', { message: Message, conversation }),
  /** It was edited, or its way to another system went on: `message` is all of it as it is now. */
  kind('message.changed', { message: Message, conversation }),
  /** Taken back: it keeps its place, without content. */
  kind('message.removed', { message: Message, conversation }),
  /** Its messages came from elsewhere, or have other numbers now: who holds its thread reads it anew. */
  kind('conversation.rewritten', { conversation: Conversation }),
  /**
   * `change` says what was done, and `by` who did it (null: the system). `returned` is the end of a snooze: by its time
   * or the customer's message (null), or by an agent.
   */
  kind('conversation.changed', {
    conversation,
    change: z.enum([
      'assigned',
      'transferred',
      'joined',
      'closed',
      'reopened',
      'snoozed',
      'returned',
      'tagged',
      'merged',
      'unmerged',
      'split',
      'unsplit',
    ]),
    by: z.object({ type: z.enum(['agent', 'customer']), id, name: z.string() }).nullable(),
  }),
  kind('conversation.read', {
    conversation,
    by: z.enum(['customer', 'agent']),
    seq: z.number().int(),
  }),
  /** A client of the other side has it: `seq` and all before. */
  kind('conversation.delivered', {
    conversation,
    by: z.enum(['customer', 'agent']),
    seq: z.number().int(),
  }),
  /** It is now known whose conversation this is; `visitorName` is what the customer writes under from then on. */
  kind('conversation.identified', {
    conversation,
    customer: ConversationCustomer,
    visitorName: z.string(),
    isVerified: z.boolean(),
  }),
  /** The visitor went to another page. */
  kind('conversation.visited', { id, visitor: VisitorContext }),
  kind('conversation.rated', { id, rating: Rating }),
  kind('customer.created', { customer: Customer }),
  kind('customer.updated', { customer: Customer }),
  kind('customer.deleted', { id }),
  /** These customers are erased for good, with all that was theirs (of very much, the newest is named). */
  kind('customer.erased', {
    ids: z.array(id),
    conversationIds: z.array(id),
    ticketIds: z.array(id),
    /** Absent in what was told before there were any. */
    taskIds: z.array(id).optional(),
    dealIds: z.array(id).optional(),
  }),
  /** What stood here told of somebody who has been erased; its number stays. */
  kind('erased', {}),
  /** Two became one: whatever was `mergedId`'s is the customer's now. */
  kind('customer.merged', { customer: Customer, mergedId: id }),
  /** That was taken back: these (the newest, where there are very many) are `restored`'s again. */
  kind('customer.unmerged', {
    customer: Customer,
    restored: Customer,
    conversationIds: z.array(id),
    ticketIds: z.array(id),
    taskIds: z.array(id).optional(),
    dealIds: z.array(id).optional(),
  }),
  /** The fields the workspace keeps about customers: all of them, in their order. */
  kind('customerFields.changed', { fields: z.array(CustomerField) }),
  kind('company.changed', { company: Company }),
  kind('company.deleted', { id }),
  kind('deal.created', { deal: Deal, byId: id }),
  /** `changed` names the fields that changed; `byId` is null where a chat turned out to be another customer's. */
  kind('deal.changed', { deal: Deal, changed: z.array(z.string()), byId: id.nullable() }),
  kind('deal.deleted', { id }),
  /** The stages of deals: all of them, in their order. */
  kind('dealStages.changed', { stages: z.array(DealStage) }),
  kind('task.created', { task: Task, byId: id }),
  /** `changed` names the fields that changed; `byId` is null where a chat turned out to be another customer's. */
  kind('task.changed', { task: Task, changed: z.array(z.string()), byId: id.nullable() }),
  kind('task.deleted', { id }),
  kind('ticket.created', { ticket: Ticket }),
  /** `changed` names the fields that changed. */
  kind('ticket.updated', { ticket: Ticket, changed: z.array(z.string()), byId: id.nullable() }),
  /** A reply that is sent later was written, changed, held, sent or cancelled: its `state` says which. */
  kind('scheduled.changed', { scheduled: ScheduledMessage }),
  kind('activity.added', { activity: Activity }),
  /** What it tells of was edited. */
  kind('activity.changed', { activity: Activity }),
  kind('activity.removed', { id, customerId: id }),
  kind('agent.changed', { agent: Agent }),
  kind('tag.changed', { tag: Tag }),
  kind('tag.deleted', { id }),
  kind('team.changed', { team: Team }),
  kind('team.deleted', { id }),
  /** Saved views changed: everybody's (null), or those of one agent. What they are is not told to all: ask. */
  kind('views.changed', { ownerId: id.nullable() }),
  /** The segments changed: who shows them asks for them. */
  kind('segments.changed', {}),
  /** Canned replies changed: everybody's (null), or those of one agent, who asks for them. */
  kind('cannedReplies.changed', { ownerId: id.nullable() }),
])
export type Fact = z.infer<typeof Fact>

/** What a fact is about: ids a client can filter by without reading the body. */
export const Refs = z.object({
  channel: z.string().optional(),
  conversationId: id.optional(),
  customerId: id.optional(),
  dealId: id.optional(),
  taskId: id.optional(),
  ticketId: id.optional(),
  agentId: id.optional(),
})
export type Refs = z.infer<typeof Refs>

/** A committed fact in its place: `seq` has no gaps and no repeats in a workspace. */
export type StreamEvent = { seq: number; at: string; refs: Refs } & Fact

/** The type of one kind of stream event. */
export type EventOf<K extends Fact['kind']> = Extract<StreamEvent, { kind: K }>

export const EventPlace = z.object({ seq: z.number().int(), at: time, refs: Refs })
