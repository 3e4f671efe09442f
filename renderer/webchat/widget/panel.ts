import type { ChatFrame } from './frame.ts'
import type { Launcher } from './launcher.ts'

/** The chat's window on the page. */
export interface OpenableWindow {
  open: () => void
  close: () => void
  toggle: () => void
  isOpen: () => boolean
  unread: () => number
  /** Shows how many messages are unread; answers whether that is news. */
  count: (unread: number) => boolean
}

/** Opens and closes the window, by the launcher and by key. */
export function openable(
  launcher: Launcher,
  frame: ChatFrame,
  { load, tell }: { load: () => void; tell: (event: 'open' | 'close') => void },
): OpenableWindow {
  let isOpen = false
  let unread = 0
  const show = () => launcher.show({ isOpen, unread: isOpen ? 0 : unread })
  const open = () => {
    const isNews = !isOpen
    isOpen = true
    show()
    load()
    frame.element.focus()
    frame.tell({ frontdesk: 'opened' })
    if (isNews) tell('open')
  }
  const close = () => {
    if (!isOpen) return
    isOpen = false
    show()
    frame.tell({ frontdesk: 'closed' })
    launcher.button.focus()
    tell('close')
  }
  const toggle = () => (isOpen ? close() : open())
  const count = (next: number) => {
    const isNews = next !== unread
    unread = next
    show()
    return isNews
  }
  launcher.button.addEventListener('click', toggle)
  launcher.button.getRootNode().addEventListener('keydown', (event) => {
    if ((event as KeyboardEvent).key === 'Escape') close()
  })
  return { open, close, toggle, count, isOpen: () => isOpen, unread: () => unread }
}
