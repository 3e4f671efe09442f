import { connectFrame } from './frame.ts'
import { placeLauncher } from './launcher.ts'
import { rememberedSession, rememberSession } from './remember.ts'
import { launcherWords } from './words.ts'

declare global {
  interface Window {
    Frontdesk?: { open: () => void; close: () => void }
  }
}

const script =
  document.currentScript ?? document.querySelector<HTMLScriptElement>('script[src*="/widget.js"]')
const { src = '', dataset: { lang } = {} } = (script ?? {}) as Partial<HTMLScriptElement>

function start(): void {
  const launcher = placeLauncher(launcherWords([lang, ...navigator.languages]))
  let isOpen = false
  let unread = 0
  const show = () => launcher.show({ isOpen, unread: isOpen ? 0 : unread })
  const frame = connectFrame(launcher, { origin: new URL(src).origin, lang }, (message) => {
    if (message.frontdesk === 'ready' && isOpen) frame.tell({ frontdesk: 'opened' })
    if (message.frontdesk === 'close') close()
    if (message.frontdesk === 'session') rememberSession(message.isActive)
    if (message.frontdesk === 'unread') unread = Number(message.count) || 0
    show()
  })
  const open = () => {
    isOpen = true
    show()
    frame.load()
    frame.element.focus()
    frame.tell({ frontdesk: 'opened' })
  }
  const close = () => {
    if (!isOpen) return
    isOpen = false
    show()
    frame.tell({ frontdesk: 'closed' })
    launcher.button.focus()
  }
  show()
  launcher.button.addEventListener('click', () => (isOpen ? close() : open()))
  launcher.button.getRootNode().addEventListener('keydown', (event) => {
    if ((event as KeyboardEvent).key === 'Escape') close()
  })
  window.Frontdesk = { open, close }
  // Only who has a chat may have unread messages; for everybody else nothing more is loaded.
  if (rememberedSession()) whenIdle(frame.load)
}

const whenIdle = (run: () => void) =>
  'requestIdleCallback' in window
    ? requestIdleCallback(run, { timeout: 5_000 })
    : setTimeout(run, 2_000)

if (!window.Frontdesk && URL.canParse(src)) {
  if (document.body) start()
  else document.addEventListener('DOMContentLoaded', start)
}
