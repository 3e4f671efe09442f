import { element } from './element.ts'
import type { Launcher } from './launcher.ts'
import { type FromFrame, readMessage, type ToFrame } from './protocol.ts'

export interface ChatFrame {
  element: HTMLIFrameElement
  /** Loads the chat, once. */
  load: (lang: string | undefined) => void
  tell: (message: ToFrame) => void
}

/** The chat's own page in a frame of its window. Only that frame, on that origin, is listened to. */
export function connectFrame(
  { panel, edges }: Launcher,
  origin: string,
  onMessage: (message: FromFrame) => void,
): ChatFrame {
  const title = panel.getAttribute('aria-label') ?? ''
  const frame = element('iframe', { title, referrerpolicy: 'origin' })
  let isReady = false
  const tell = (message: ToFrame) => {
    if (isReady) frame.contentWindow?.postMessage(message, origin)
  }
  addEventListener('message', (event) => {
    if (event.origin !== origin || event.source !== frame.contentWindow) return
    const message = readMessage<FromFrame>(event.data)
    if (!message) return
    isReady = true
    panel.setAttribute('data-ready', '')
    onMessage(message)
  })
  const turn = (at: 'first' | 'last') => () => {
    frame.focus()
    tell({ frontdesk: 'focus', at })
  }
  edges.before.addEventListener('focus', turn('last'))
  edges.after.addEventListener('focus', turn('first'))
  const load: ChatFrame['load'] = (lang) => {
    if (frame.isConnected) return
    const asked = { embed: '1', host: location.origin, ...(lang && { lang }) }
    frame.src = `${origin}/chat?${new URLSearchParams(asked)}`
    panel.insertBefore(frame, edges.after)
  }
  return { element: frame, load, tell }
}
