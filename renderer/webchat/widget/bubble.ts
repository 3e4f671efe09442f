import type { ChatMessage } from '../../../server/contract/webchat.ts'
import { element } from './element.ts'
import type { Launcher } from './launcher.ts'

/** What the chat says by itself, beside its launcher. */
export interface Bubble {
  show: (message: ChatMessage, hideWords: string) => void
  hide: () => void
  /** What it says now. */
  said: () => ChatMessage | undefined
}

/** It takes no focus; a click opens the chat, Escape and its cross put it away. */
export function bubbleIn({ said: place, button }: Launcher, open: () => void): Bubble {
  let said: ChatMessage | undefined
  const hide = () => {
    said = undefined
    // Whoever was in it goes on beside it.
    if (place.matches(':focus-within')) button.focus()
    place.replaceChildren()
  }
  addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') hide()
  })
  place.addEventListener('click', ({ target }) => {
    if (target === place.firstChild) open()
    else hide()
  })
  const show: Bubble['show'] = (message, hideWords) => {
    said = message
    place.replaceChildren(
      element('button', {}, message.content),
      element('button', { 'aria-label': hideWords }, '×'),
    )
  }
  return { show, hide, said: () => said }
}
