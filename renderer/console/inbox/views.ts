import { useMemo } from 'react'
import type { Conversation } from '../../../server/contract/conversations.ts'
import type { InboxFilter, InboxView } from '../../../server/contract/inbox.ts'
import { type Listed, RowIndex } from '../sync/row-index.ts'
import { layOut } from '../sync/rows.ts'
import { useWorld } from '../sync/store.ts'
import { isMatch, orderOf, placeIn } from './filter.ts'
import { spanOf } from './load.ts'
import { useNow } from './waiting-time.ts'

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

/** What makes a list of the conversations that match; it is another one when what it depends on changes. */
function useListed(filter: InboxFilter, agentId: string) {
  const known = useWorld(({ customers }) => (filter.q === undefined ? null : customers))
  const minute = useNow()
  // Only who has waited for so long changes by time alone.
  const now = filter.waitingMinutes === undefined ? 0 : minute
  return useMemo(
    (): Listed<Conversation> => ({
      isIn: (one) =>
        isMatch(filter, one, known?.[one.customer.id]?.value ?? one.customer, { agentId, now }),
      placeOf: (one) => placeIn(filter, one),
      order: orderOf(filter),
    }),
    [filter, known, agentId, now],
  )
}

/** The rows of a list as far as it is loaded, in its order; null before the first answer. */
export function useRows(filter: InboxFilter, agentId: string) {
  const conversations = useWorld((world) => world.conversations)
  const span = useWorld((world) => world.spans[spanOf(filter)])
  const listed = useListed(filter, agentId)
  const index = useMemo(() => new RowIndex(listed), [listed])
  return useMemo(
    () => (span ? layOut(index.rowsOf(conversations), span, listed) : null),
    [index, listed, conversations, span],
  )
}

/** Whether all of a list is loaded. */
export const useIsWhole = (filter: InboxFilter) =>
  useWorld((world) => world.spans[spanOf(filter)]?.floor === null)

/** Messages of a conversation that no agent has read. */
export const unreadOf = (conversation: Conversation) =>
  Math.max(0, conversation.headSeq - conversation.agentReadSeq)
