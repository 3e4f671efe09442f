import type { ToFrame } from './protocol.ts'

const LOOK_MS = 2_000
const TITLE_MS = 300

/** The page the visitor is on, as the chat is told of it. */
export const pageNow = (): ToFrame => ({
  frontdesk: 'page',
  page: { url: location.href.slice(0, 2_000), title: document.title.slice(0, 300) },
  referrer: document.referrer,
})

/** Tells when the visitor goes to another page without loading one. The site's own functions stay untouched. */
export function followPages(onPage: () => void): void {
  let shown = location.href
  const look = () => {
    if (location.href === shown) return
    shown = location.href
    // Its title comes a moment later.
    setTimeout(onPage, TITLE_MS)
  }
  const { navigation } = window as { navigation?: EventTarget }
  if (navigation) navigation.addEventListener('currententrychange', look)
  else setInterval(look, LOOK_MS)
  addEventListener('popstate', look)
}
