import { z } from 'zod'
import { Conversation, ConversationCustomer, Message } from '../contract/conversations.ts'
import { CrispProblem } from '../contract/crisp.ts'
import { Customer, CustomerRef } from '../contract/customers.ts'
import { PageMeta, Problem } from '../contract/envelope.ts'
import { Attachment } from '../contract/files.ts'
import { Health, Readiness } from '../contract/health.ts'
import { Agent, ApiKey, SignedIn, TokenPair, User } from '../contract/identity.ts'
import { ActResult, InboxFilter } from '../contract/inbox.ts'
import { RoutingSettings, Team } from '../contract/routing.ts'
import { ScheduledMessage } from '../contract/scheduled.ts'
import { Settings } from '../contract/settings.ts'
import { Tag } from '../contract/tags.ts'
import { Ticket, TicketComment, TicketDetail, TicketListItem } from '../contract/tickets.ts'
import { Activity, CustomerStats } from '../contract/timeline.ts'
import { SavedView } from '../contract/views.ts'
import { ChatMessage, ChatSession } from '../contract/webchat.ts'

const NAMED = {
  ActResult,
  Activity,
  Agent,
  ApiKey,
  Attachment,
  ChatMessage,
  ChatSession,
  Conversation,
  ConversationCustomer,
  CrispProblem,
  Customer,
  CustomerRef,
  CustomerStats,
  Health,
  InboxFilter,
  Message,
  PageMeta,
  Problem,
  Readiness,
  RoutingSettings,
  SavedView,
  ScheduledMessage,
  Settings,
  SignedIn,
  Tag,
  Team,
  Ticket,
  TicketComment,
  TicketDetail,
  TicketListItem,
  TokenPair,
  User,
}

/** Gives the things of the contract their names in the API description, where they then stand once each. */
export function nameSchemas(): void {
  for (const [id, schema] of Object.entries(NAMED)) z.globalRegistry.add(schema, { id })
}
