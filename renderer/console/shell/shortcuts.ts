import { useEffect, useEffectEvent } from 'react'

/** What a key does, by the key's own name: `{ j: next, Escape: leave }`. */
export type Shortcuts = Readonly<Record<string, (() => void) | undefined>>

const TYPING = 'input, textarea, select, [contenteditable]'
const OPEN_POPUP = '[data-popup]'

/** Keys belong to what is being typed in, or to what is open on top of the page. */
function isTaken(event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing) return true
  if (event.ctrlKey || event.metaKey || event.altKey) return true
  const on = event.target instanceof Element ? event.target : null
  if (on?.closest(TYPING)) return true
  if (event.key.startsWith('Arrow') && on?.closest('[data-scrolls]')) return true
  return document.querySelector(OPEN_POPUP) !== null
}

/** Listens to keys while the component is there. None fires while somebody is typing. */
export function useShortcuts(shortcuts: Shortcuts) {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const act = shortcuts[event.key]
    if (!act || isTaken(event)) return
    event.preventDefault()
    act()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}
