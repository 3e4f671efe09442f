import { useMemo } from 'react'
import type { Conversation } from '../../../server/contract/conversations.ts'
import { loadOthers } from '../sync/linking.ts'
import { useWorld } from '../sync/store.ts'
import { useLoad } from '../sync/useLoad.ts'

const MOST = 5

/** The newest conversations of a customer, live; and how their loading stands. */
export function useChats(customerId: string) {
  const shelf = useWorld((world) => world.conversations)
  const load = useLoad(customerId, () => loadOthers(customerId))
  const chats = useMemo(
    () =>
      Object.values(shelf)
        .flatMap(({ value }): Conversation[] => (value?.customer.id === customerId ? [value] : []))
        .toSorted((a, b) => (a.lastActivityAt < b.lastActivityAt ? 1 : -1))
        .slice(0, MOST),
    [customerId, shelf],
  )
  return { chats, load }
}
