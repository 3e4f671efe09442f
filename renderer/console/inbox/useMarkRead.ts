import { useEffect, useSyncExternalStore } from 'react'
import type { Conversation } from '../../../server/contract/conversations.ts'
import { isFocused, onFocusChange } from '../host/focus.ts'
import { useMe } from '../shell/account.ts'
import { markRead } from '../sync/command.ts'
import { useStanding } from '../sync/store.ts'
import { unreadOf } from './views.ts'

/**
 * Marks a conversation read while its end is on the screen and somebody looks. A colleague's stays unread: they have
 * to read it themselves.
 */
export function useMarkRead(conversation: Conversation, isAtEnd: boolean) {
  const me = useMe()
  const isSeen = useSyncExternalStore(onFocusChange, isFocused)
  const isConnected = useStanding(({ mark }) => mark === 'inSync')
  const { id, headSeq, assignee } = conversation
  const isOurs = assignee === null || assignee.id === me.id
  const isDue = isSeen && isAtEnd && isOurs && isConnected && unreadOf(conversation) > 0
  useEffect(() => {
    if (!isDue) return
    markRead(id, headSeq)
  }, [isDue, id, headSeq])
}
