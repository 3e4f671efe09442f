import { useMemo } from 'react'
import type { Conversation } from '../../../server/contract/conversations.ts'
import type { InboxView } from '../../../server/contract/inbox.ts'
import type { Listing } from '../shell/route.ts'
import { type Listed, RowIndex } from '../sync/row-index.ts'
import { layOut } from '../sync/rows.ts'
import { byPlace } from '../sync/span.ts'
import { useWorld } from '../sync/store.ts'
import { placeOf, spanOf } from './load.ts'

export const VIEWS: readonly InboxView[] = ['unassigned', 'mine', 'all', 'snoozed', 'closed']

/** Whether a view of this agent's inbox holds a conversation. */
export function isIn(view: InboxView, conversation: Conversation, agentId: string) {
  if (conversation.channel === 'ticket') return false
  if (view === 'closed') return conversation.status === 'closed'
  if (conversation.status === 'closed') return false
  if (view === 'snoozed') return conversation.snoozedUntil !== null
  if (conversation.snoozedUntil !== null) return false
  if (view === 'unassigned') return conversation.assignee === null
  return view === 'all' || conversation.assignee?.id === agentId
}

/** The rows of a list as far as it is loaded, newest activity first; null before the first answer. */
export function useRows({ view, teamId }: Listing, agentId: string) {
  const conversations = useWorld((world) => world.conversations)
  const span = useWorld((world) => world.spans[spanOf({ view, teamId })])
  const listed = useMemo(
    (): Listed<Conversation> => ({
      isIn: (one) => isIn(view, one, agentId) && (teamId === null || one.teamId === teamId),
      placeOf,
      order: byPlace,
    }),
    [view, teamId, agentId],
  )
  const index = useMemo(() => new RowIndex(listed), [listed])
  return useMemo(
    () => (span ? layOut(index.rowsOf(conversations), span, listed) : null),
    [index, listed, conversations, span],
  )
}

/** Messages of a conversation that no agent has read. */
export const unreadOf = (conversation: Conversation) =>
  Math.max(0, conversation.headSeq - conversation.agentReadSeq)
