import { useEffect, useState } from 'preact/hooks'
import type { ChatState, Store } from '../chat/store.ts'
import type { Frame } from './frame.ts'

/** The state of the chat, drawn anew when it changes. */
export function useChatState(store: Store): ChatState {
  const [state, setState] = useState(store.get)
  useEffect(() => {
    setState(store.get())
    return store.subscribe((now) => setState(now))
  }, [store])
  return state
}

/** Whether a person can see the page: its tab is in front and, on a site, its window is open. */
export function useIsShown(frame: Frame | null): boolean {
  const [isVisible, setIsVisible] = useState(!document.hidden)
  const [isOpen, setIsOpen] = useState(frame === null)
  useEffect(() => {
    const look = () => setIsVisible(!document.hidden)
    document.addEventListener('visibilitychange', look)
    const stop = frame?.onMessage(({ frontdesk }) => {
      if (frontdesk === 'opened' || frontdesk === 'closed') setIsOpen(frontdesk === 'opened')
    })
    return () => {
      document.removeEventListener('visibilitychange', look)
      stop?.()
    }
  }, [frame])
  return isVisible && isOpen
}

/** The present time, going on each second while there is something to wait for. */
export function useNow(until = 0): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    setNow(Date.now())
    if (until <= Date.now()) return
    const timer = setInterval(() => {
      setNow(Date.now())
      if (until <= Date.now()) clearInterval(timer)
    }, 500)
    return () => clearInterval(timer)
  }, [until])
  return now
}
