import { type FromFrame, readMessage, type ToFrame } from '../widget/protocol.ts'

/** The site around the chat, when it is embedded. */
export interface Frame {
  tell: (message: FromFrame) => void
  onMessage: (listener: (message: ToFrame) => void) => () => void
}

/** Speaks with the page that embeds this one: with the named origin and the parent window only. */
export function frameOf(query: string, page: Window = window): Frame | null {
  const parameters = new URLSearchParams(query)
  const host = parameters.get('host')
  if (!parameters.has('embed') || !isOrigin(host) || page.parent === page) return null
  return {
    tell: (message) => page.parent.postMessage(message, host),
    onMessage(listener) {
      const receive = ({ origin, source, data }: MessageEvent) => {
        if (origin !== host || source !== page.parent) return
        const message = readMessage<ToFrame>(data)
        if (message) listener(message)
      }
      page.addEventListener('message', receive)
      return () => page.removeEventListener('message', receive)
    },
  }
}

const isOrigin = (host: string | null): host is string =>
  host !== null && URL.canParse(host) && new URL(host).origin === host
