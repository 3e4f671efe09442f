import { useMemo } from 'react'
import type { Conversation } from '../../../server/contract/conversations.ts'
import { loadOthers } from '../sync/linking.ts'
import { useWorld } from '../sync/store.ts'
import { useLoad } from '../sync/useLoad.ts'

/** What is known of a customer's conversations, the newest first; live. */
export function useChatsHere(customerId: string): Conversation[] {
  const shelf = useWorld((world) => world.conversations)
  return useMemo(
    () =>
      Object.values(shelf)
        .flatMap(({ value }) => (value?.customer.id === customerId ? [value] : []))
        .toSorted((a, b) => (a.lastActivityAt < b.lastActivityAt ? 1 : -1)),
    [customerId, shelf],
  )
}

/** The same, loaded; and how the loading stands. */
export function useChats(customerId: string) {
  const load = useLoad(customerId, () => loadOthers(customerId))
  return { chats: useChatsHere(customerId), load }
}
