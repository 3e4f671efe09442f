import { desktop } from './desktop.ts'

const IDLE_MS = 10 * 60_000
const LOOK_MS = 15_000
const TELL_MS = 10_000
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'focus'] as const

interface Parts {
  readonly now: () => number
  /** Tells the other windows that this one is in use. */
  readonly tell: () => void
  readonly changed: (isIdle: boolean) => void
}

/** Decides from the last sign of use, in this window or another, whether the agent is at their desk. */
export function createIdleWatch({ now, tell, changed }: Parts) {
  let usedAt = now()
  let toldAt = -Infinity
  let isIdle = false
  function look() {
    const next = now() - usedAt >= IDLE_MS
    if (next === isIdle) return
    isIdle = next
    changed(isIdle)
  }
  function usedElsewhere() {
    usedAt = now()
    look()
  }
  function used() {
    usedElsewhere()
    if (usedAt - toldAt < TELL_MS) return
    toldAt = usedAt
    tell()
  }
  return { look, usedElsewhere, used }
}

/** In a browser only what happens in the console itself can be seen. */
function watchPage(changed: (isIdle: boolean) => void) {
  const channel = new BroadcastChannel('frontdesk.used')
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel stays in its origin
  const watch = createIdleWatch({ now: Date.now, tell: () => channel.postMessage(null), changed })
  channel.addEventListener('message', watch.usedElsewhere)
  const looking = setInterval(watch.look, LOOK_MS)
  const end = new AbortController()
  for (const sign of SIGNS)
    addEventListener(sign, watch.used, { signal: end.signal, passive: true, capture: true })
  return () => {
    clearInterval(looking)
    channel.close()
    end.abort()
  }
}

/** The shell knows of the whole machine. */
function watchMachine({ power }: NonNullable<typeof desktop>, changed: (isIdle: boolean) => void) {
  let isHeard = false
  const hear = ({ state }: { state: string }) => changed(state !== 'active')
  const end = power.onChange((body) => {
    isHeard = true
    hear(body)
  })
  void power.state().then((body) => isHeard || hear(body))
  return end
}

/** Calls when the agent leaves this machine alone for a while or locks it, and when they are back. */
export const watchIdle = (changed: (isIdle: boolean) => void) =>
  desktop ? watchMachine(desktop, changed) : watchPage(changed)
