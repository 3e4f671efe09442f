import type { FrontdeskApi, FrontdeskCall } from './api.ts'
import { placeChat } from './chat.ts'

declare global {
  interface Window {
    /** Before the loader has come: the calls that wait for it. */
    Frontdesk?: FrontdeskApi | FrontdeskCall[]
  }
}

const script =
  document.currentScript ?? document.querySelector<HTMLScriptElement>('script[src*="/widget.js"]')
const { src = '', dataset: { lang } = {} } = (script ?? {}) as Partial<HTMLScriptElement>

function start(): void {
  const waiting = window.Frontdesk
  // Another copy of the loader was quicker.
  if (waiting && !Array.isArray(waiting)) return
  const api = placeChat(new URL(src).origin, lang)
  window.Frontdesk = api
  api.push(...(waiting ?? []))
}

if (URL.canParse(src)) {
  if (document.body) start()
  else document.addEventListener('DOMContentLoaded', start)
}
