/// <reference types="vite/client" />
import { element, icon } from './element.ts'
import { dress } from './look.ts'
import type { LauncherLook } from './protocol.ts'
import styles from './styles.css?inline'
import type { LauncherWords } from './words.ts'

const BUBBLE = 'M5 5h14a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-7l-4.5 4v-4H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2z'

export interface Launcher {
  button: HTMLButtonElement
  panel: HTMLElement
  /** Where it says something by itself; whatever comes to stand there is read out. */
  said: HTMLElement
  /** The two ends of the window in the keyboard's round. */
  edges: { before: HTMLElement; after: HTMLElement }
  /** What it says and how it looks; it is not to be seen before. */
  wear: (words: LauncherWords, look: LauncherLook | undefined) => void
  show: (state: { isOpen: boolean; unread: number }) => void
}

/** Puts the launcher and its empty window on the page, out of reach of the page's styles. */
export function placeLauncher(words: LauncherWords): Launcher {
  const badge = element('span', { class: 'badge', 'aria-hidden': 'true' })
  const label = element('span', { class: 'label' })
  const button = element(
    'button',
    { class: 'launcher', 'aria-haspopup': 'dialog', hidden: '' },
    icon('bubble', BUBBLE),
    icon('cross', 'M6 6l12 12M18 6L6 18'),
    label,
    badge,
  )
  const { panel, edges } = makePanel(words.window)
  const said = element('div', { class: 'said', role: 'status', dir: 'auto' })
  // Nobody hears a thread in a closed window, nor a button that only changes its name.
  const heard = element('span', { class: 'edge', role: 'status' })
  const host = place(panel, button, said, heard)
  const shown = { words, state: { isOpen: false, unread: 0 } }
  const draw = () => {
    const { isOpen, unread } = shown.state
    const name = isOpen ? shown.words.close : label.textContent || shown.words.open
    const missed = unread ? shown.words.unread(unread) : ''
    button.setAttribute('aria-label', missed ? `${name}, ${missed}` : name)
    // The same words once more would be read out once more.
    if (heard.textContent !== missed) heard.textContent = missed
    button.setAttribute('aria-expanded', `${isOpen}`)
    badge.textContent = `${unread > 99 ? '99+' : unread || ''}`
    panel.hidden = !isOpen
  }
  const wear: Launcher['wear'] = (next, look) => {
    shown.words = next
    const text = look?.launcher === 'label' ? look.launcherText[next.lang] || next.label : ''
    label.textContent = text
    if (look) dress(host, look)
    button.hidden = false
    draw()
  }
  return { button, panel, said, edges, wear, show: (state) => ((shown.state = state), draw()) }
}

function makePanel(label: string): Pick<Launcher, 'panel' | 'edges'> {
  const edge = () => element('span', { class: 'edge', tabindex: '0' })
  const edges = { before: edge(), after: edge() }
  const attributes = { class: 'window', role: 'dialog', 'aria-label': label, hidden: '' }
  return { panel: element('div', attributes, edges.before, edges.after), edges }
}

function place(...parts: HTMLElement[]): HTMLElement {
  const host = document.createElement('frontdesk-chat')
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(styles)
  root.adoptedStyleSheets = [sheet]
  root.append(...parts)
  // In the top layer neither the site's stacking nor a transformed body can displace it.
  host.popover = 'manual'
  document.body.append(host)
  host.showPopover?.()
  return host
}
