import { type RefObject, useCallback } from 'react'
import { useFoundPlace } from '../shell/found-place.ts'
import { useWorld } from '../sync/store.ts'
import { loadBackTo } from './load.ts'

/** Scrolls a thread to the message that was looked for, loads it where it is far up, and marks it for a moment. */
export function useFoundMessage(
  conversationId: string,
  box: RefObject<HTMLElement | null>,
  leaveEnd?: () => void,
) {
  const isReady = useWorld((world) => world.threads[conversationId]?.loaded ?? false)
  const reach = useCallback((id: string) => loadBackTo(conversationId, id), [conversationId])
  useFoundPlace(conversationId, box, { isReady, reach, ...(leaveEnd && { leaveEnd }) })
}
