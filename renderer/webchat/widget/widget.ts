import { connectFrame } from './frame.ts'
import { placeLauncher } from './launcher.ts'
import type { FromFrame, ToFrame } from './protocol.ts'
import { keep, kept, rememberedSession, rememberSession } from './remember.ts'
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
  const frame = connectFrame(launcher, { origin: new URL(src).origin, lang }, hear)
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
  function hear(message: FromFrame): void {
    if (message.frontdesk === 'ready' && isOpen) frame.tell({ frontdesk: 'opened' })
    if (message.frontdesk === 'close') close()
    if (message.frontdesk === 'unread') unread = Number(message.count) || 0
    show()
    const answer = remember(message)
    if (answer) frame.tell(answer)
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

/** Keeps on this site what the frame asks to be kept; answers what it asks for. */
function remember(message: FromFrame): ToFrame | undefined {
  if (message.frontdesk === 'session') rememberSession(message.isActive)
  if (message.frontdesk === 'keep') keep(message.key, message.text)
  return message.frontdesk === 'recall' ? { frontdesk: 'recalled', entries: kept() } : undefined
}

const whenIdle = (run: () => void) =>
  'requestIdleCallback' in window
    ? requestIdleCallback(run, { timeout: 5_000 })
    : setTimeout(run, 2_000)

if (!window.Frontdesk && URL.canParse(src)) {
  if (document.body) start()
  else document.addEventListener('DOMContentLoaded', start)
}
