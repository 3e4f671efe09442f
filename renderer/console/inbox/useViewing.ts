import { useEffect } from 'react'
import { sayViewing } from '../sync/command.ts'
import { onConnected } from '../sync/connection.ts'
import { onAsked } from '../sync/presence.ts'

const REPEAT_MS = 4000
const isVisible = () => document.visibilityState === 'visible'

/** Tells the other agents that this one looks at a conversation, for as long as its window is seen. */
export function useViewing(id: string) {
  useEffect(() => {
    const come = () => isVisible() && sayViewing(id, true)
    const stay = () => isVisible() && sayViewing(id, false)
    const leave = () => sayViewing(null, false)
    const turn = () => (isVisible() ? come() : leave())
    come()
    const repeating = setInterval(stay, REPEAT_MS)
    const ends = [
      onConnected(come),
      onAsked((conversationId) => void (conversationId === id && stay())),
    ]
    document.addEventListener('visibilitychange', turn)
    return () => {
      clearInterval(repeating)
      for (const end of ends) end()
      document.removeEventListener('visibilitychange', turn)
      leave()
    }
  }, [id])
}
