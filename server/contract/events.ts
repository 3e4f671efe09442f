import { z } from 'zod'
import { Conversation, ConversationState, Message } from './conversations.ts'
import { Customer } from './customers.ts'
import { Agent } from './identity.ts'
import { Ticket } from './tickets.ts'
import { id, time } from './text.ts'
import { Activity } from './timeline.ts'

const kind = <K extends string, B extends z.ZodRawShape>(name: K, body: B) =>
  z.object({ kind: z.literal(name), body: z.object(body) })

const conversation = ConversationState.extend({ id })

/** Every kind of fact there is, past tense, with what a client needs to apply it without asking. */
export const Fact = z.discriminatedUnion('kind', [
  kind('conversation.started', { conversation: Conversation }),
  /** `conversation` is its state after this message. On a ticket's thread this is a comment. */
  kind('message.added', { message: Message, conversation }),
  /** Assigned, joined, closed, reopened: `change` says which; `by` did it (null: the system). */
  kind('conversation.changed', {
    conversation,
    change: z.enum(['assigned', 'joined', 'closed', 'reopened']),
    by: z.object({ type: z.enum(['agent', 'customer']), id, name: z.string() }).nullable(),
  }),
  kind('conversation.read', {
    conversation,
    by: z.enum(['customer', 'agent']),
    seq: z.number().int(),
  }),
  kind('customer.created', { customer: Customer }),
  kind('customer.updated', { customer: Customer }),
  kind('customer.deleted', { id }),
  kind('ticket.created', { ticket: Ticket }),
  /** `changed` names the fields that changed. */
  kind('ticket.updated', { ticket: Ticket, changed: z.array(z.string()), byId: id.nullable() }),
  kind('activity.added', { activity: Activity }),
  kind('agent.changed', { agent: Agent }),
])
export type Fact = z.infer<typeof Fact>

/** What a fact is about: ids a client can filter by without reading the body. */
export const Refs = z.object({
  channel: z.string().optional(),
  conversationId: id.optional(),
  customerId: id.optional(),
  ticketId: id.optional(),
  agentId: id.optional(),
})
export type Refs = z.infer<typeof Refs>

/** A committed fact in its place: `seq` has no gaps and no repeats in a workspace. */
export type StreamEvent = { seq: number; at: string; refs: Refs } & Fact

/** The type of one kind of stream event. */
export type EventOf<K extends Fact['kind']> = Extract<StreamEvent, { kind: K }>

export const EventPlace = z.object({ seq: z.number().int(), at: time, refs: Refs })
