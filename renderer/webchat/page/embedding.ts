import { useEffect, useLayoutEffect } from 'preact/hooks'
import { keyEnd } from './focus.ts'
import type { Frame } from './frame.ts'

/** Tells the site around the chat what its launcher shows, and obeys Escape and the keyboard's round. */
export function useEmbedding(frame: Frame | null, unread: number, isActive: boolean): void {
  // Effects after paint wait in windows that are not shown, and there the count matters most.
  useLayoutEffect(() => frame?.tell({ frontdesk: 'unread', count: unread }), [frame, unread])
  useLayoutEffect(() => frame?.tell({ frontdesk: 'session', isActive }), [frame, isActive])
  useEffect(() => {
    if (!frame) return
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented) return
      frame.tell({ frontdesk: 'close' })
    }
    document.addEventListener('keydown', escape)
    const stop = frame.onMessage((message) => {
      if (message.frontdesk === 'focus') keyEnd(document, message.at)?.focus()
      if (message.frontdesk === 'opened')
        document.querySelector<HTMLElement>('[data-start-here]')?.focus()
    })
    frame.tell({ frontdesk: 'ready' })
    return () => {
      document.removeEventListener('keydown', escape)
      stop()
    }
  }, [frame])
}
