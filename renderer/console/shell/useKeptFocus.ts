import { useEffect } from 'react'

const isLost = () => document.activeElement === null || document.activeElement === document.body

/**
 * When what has the focus goes away, as a button does that has done its work, the focus stays in the same part of the
 * screen, so that the next Tab goes on from there and a screen reader is not sent back to the beginning.
 */
export function useKeptFocus() {
  useEffect(() => {
    let last: Element | null = null
    let part: HTMLElement | null = null
    function remember({ target }: FocusEvent) {
      if (!(target instanceof Element)) return
      last = target
      part = target.closest<HTMLElement>('section[tabindex], main') ?? part
    }
    const observer = new MutationObserver(() => {
      if (!last || last.isConnected || !isLost()) return
      last = null
      const place = part?.isConnected ? part : document.querySelector<HTMLElement>('main')
      place?.focus({ preventScroll: true })
    })
    document.addEventListener('focusin', remember)
    observer.observe(document.body, { childList: true, subtree: true })
    return () => {
      document.removeEventListener('focusin', remember)
      observer.disconnect()
    }
  }, [])
}
