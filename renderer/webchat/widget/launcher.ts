import { element, icon } from './element.ts'
import { styles } from './styles.ts'
import type { launcherWords } from './words.ts'

export interface Launcher {
  button: HTMLButtonElement
  panel: HTMLElement
  /** The two ends of the window in the keyboard's round. */
  edges: { before: HTMLElement; after: HTMLElement }
  show: (look: { isOpen: boolean; unread: number }) => void
}

/** Puts the launcher and its empty window on the page, out of reach of the page's styles. */
export function placeLauncher(words: ReturnType<typeof launcherWords>): Launcher {
  const badge = element('span', { class: 'badge', 'aria-hidden': 'true' })
  const button = element(
    'button',
    { type: 'button', class: 'launcher', 'aria-haspopup': 'dialog' },
    icon(
      'bubble',
      'M5 5h14a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-7l-4.500 4v-4H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2z',
    ),
    icon('cross', 'M6 6l12 12M18 6L6 18'),
    badge,
  )
  const edge = () => element('span', { class: 'edge', tabindex: '0' })
  const edges = { before: edge(), after: edge() }
  const panel = element(
    'div',
    { class: 'window', role: 'dialog', 'aria-label': words.window, hidden: '' },
    edges.before,
    edges.after,
  )
  const host = document.createElement('frontdesk-chat')
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(styles)
  root.adoptedStyleSheets = [sheet]
  root.append(panel, button)
  // In the top layer neither the site's stacking nor a transformed body can displace it.
  host.popover = 'manual'
  document.body.append(host)
  host.showPopover?.()
  const show: Launcher['show'] = ({ isOpen, unread }) => {
    const label = isOpen ? words.close : words.open
    button.setAttribute('aria-label', unread > 0 ? `${label}, ${words.unread(unread)}` : label)
    button.setAttribute('aria-expanded', String(isOpen))
    badge.textContent = unread === 0 ? '' : unread > 99 ? '99+' : String(unread)
    panel.hidden = !isOpen
  }
  return { button, panel, edges, show }
}
