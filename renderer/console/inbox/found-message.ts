import { type RefObject, useEffect } from 'react'
import { create } from 'zustand'
import { useWorld } from '../sync/store.ts'
import { loadBackTo } from './load.ts'

const SHOWN_MS = 6000
// What comes into sight for the first time gets its height then, and moves what is around it.
const SETTLING_FRAMES = 12

interface FoundMessage {
  readonly conversationId: string
  readonly messageId: string
}

const useFound = create<{ found: FoundMessage | null }>()(() => ({ found: null }))

/** The thread that shows this message next scrolls to it and marks it. */
export const findMessage = (found: FoundMessage) => useFound.setState({ found })

/** Scrolls a thread to the message that was looked for, loads it where it is far up, and marks it for a moment. */
export function useFoundMessage(
  conversationId: string,
  box: RefObject<HTMLElement | null>,
  leaveEnd: () => void,
) {
  const found = useFound((state) => state.found)
  const messageId = found?.conversationId === conversationId ? found.messageId : null
  const isLoaded = useWorld((world) => world.threads[conversationId]?.loaded ?? false)
  useEffect(() => {
    if (messageId === null || !isLoaded) return
    void loadBackTo(conversationId, messageId).then((isThere) => {
      if (useFound.getState().found?.messageId !== messageId) return
      useFound.setState({ found: null })
      if (isThere) show(box, messageId, leaveEnd)
    })
  }, [conversationId, messageId, isLoaded, box, leaveEnd])
}

function show(box: RefObject<HTMLElement | null>, messageId: string, leaveEnd: () => void) {
  let frames = 0
  const settle = () => {
    const message = box.current?.querySelector(`[data-message="${CSS.escape(messageId)}"]`)
    if (message) {
      leaveEnd()
      message.scrollIntoView({ block: 'center' })
      if (!message.hasAttribute('data-found')) mark(message)
    }
    frames += 1
    if (frames < SETTLING_FRAMES) requestAnimationFrame(settle)
  }
  requestAnimationFrame(settle)
}

function mark(message: Element) {
  message.setAttribute('data-found', '')
  setTimeout(() => message.removeAttribute('data-found'), SHOWN_MS)
}
