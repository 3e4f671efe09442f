import { desktop } from './desktop.ts'
import { newId } from '../../text/ids.ts'

const channel = new BroadcastChannel('frontdesk.focus')
const others = new Set<string>()
const self = newId()
const listeners = new Set<() => void>()
let focused = document.hasFocus()

function set(next: boolean) {
  if (next === focused) return
  focused = next
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel stays in its origin
  channel.postMessage({ tab: self, focused })
  for (const listener of listeners) listener()
}

channel.addEventListener('message', ({ data }: MessageEvent<{ tab: string; focused: boolean }>) => {
  if (data.focused) others.add(data.tab)
  else others.delete(data.tab)
})
addEventListener('focus', () => set(true))
addEventListener('blur', () => set(false))
addEventListener('pagehide', () => set(false))
desktop?.window.onFocus((event) => set(event.focused))

/** True while the agent looks at this very window. */
export const isFocused = () => focused && document.visibilityState === 'visible'

/** True while the agent looks at this window or another tab of the console. */
export const isAttended = () => isFocused() || others.size > 0

/** Calls when this window gains or loses the focus. Returns the function that ends it. */
export function onFocusChange(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
