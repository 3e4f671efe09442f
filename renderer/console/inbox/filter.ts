import {
  type Conversation,
  type ConversationCustomer,
  UNTIL_REPLY,
} from '../../../server/contract/conversations.ts'
import type { InboxFilter, InboxStatus } from '../../../server/contract/inbox.ts'
import { folded } from '../../../server/contract/text.ts'
import { byPlace, fromLeast } from '../sync/span.ts'

const MINUTE_MS = 60_000

/** Who looks at a list, and when. */
export interface Beholder {
  readonly agentId: string
  readonly now: number
}

/**
 * Whether a list with this filter holds a conversation: the same answer as the server's, so that an event moves a row
 * without asking.
 */
export const isMatch = (
  filter: InboxFilter,
  conversation: Conversation,
  customer: Omit<ConversationCustomer, 'id'>,
  beholder: Beholder,
) =>
  conversation.channel !== 'ticket' &&
  (filter.channel === undefined || conversation.channel === filter.channel) &&
  standingOf(conversation) === filter.status &&
  isHeld(filter, conversation, beholder.agentId) &&
  (filter.tags ?? []).every((id) => conversation.tags.includes(id)) &&
  hasWaited(filter, conversation, beholder.now) &&
  isNamed(filter, conversation, customer)

/** Where a conversation stands. */
function standingOf({
  status,
  snoozedUntil,
}: Pick<Conversation, 'status' | 'snoozedUntil'>): InboxStatus {
  if (status === 'closed') return 'closed'
  return snoozedUntil === null ? 'open' : 'snoozed'
}

const has = (wanted: string | undefined, id: string | null) =>
  wanted === undefined || (wanted === 'none' ? id === null : id === wanted)

const isHeld = ({ assignee, teamId }: InboxFilter, conversation: Conversation, agentId: string) =>
  has(assignee === 'me' ? agentId : assignee, conversation.assignee?.id ?? null) &&
  has(teamId, conversation.teamId)

const hasWaited = ({ waitingMinutes }: InboxFilter, { waitingSince }: Conversation, now: number) =>
  waitingMinutes === undefined ||
  (waitingSince !== null && Date.parse(waitingSince) <= now - waitingMinutes * MINUTE_MS)

function isNamed(
  { q }: InboxFilter,
  { visitorName }: Conversation,
  { name, email, phone, company }: Omit<ConversationCustomer, 'id'>,
) {
  if (q === undefined) return true
  const wanted = folded(q)
  return [visitorName, name, email, phone, company].some(
    (field) => field !== null && folded(field).includes(wanted),
  )
}

/** Where a conversation stands in a list. */
export const placeIn = ({ sort }: Pick<InboxFilter, 'sort'>, conversation: Conversation) => ({
  at: sort === 'waiting' ? (conversation.waitingSince ?? UNTIL_REPLY) : conversation.lastActivityAt,
  id: conversation.id,
})

/** The order of a list. */
export const orderOf = ({ sort }: Pick<InboxFilter, 'sort'>) =>
  sort === 'waiting' ? fromLeast : byPlace
