import { desktop } from '../host/desktop.ts'

const TICK_MS = 5000

interface Wake {
  /** The machine or this window slept: nothing on the screen is certain until the server is asked. */
  readonly slept: () => void
  /** Somebody looks at this window again, or the network is back. */
  readonly looked: () => void
  /** The browser says that there is no network. */
  readonly lost: () => void
}

/** Watches for everything after which a connection may be dead without saying so. Returns the function that ends it. */
export function watchWake({ slept, looked, lost }: Wake) {
  let last = Date.now()
  function tick() {
    const now = Date.now()
    const gap = now - last
    last = now
    if (gap > 3 * TICK_MS) slept()
  }
  const ticking = setInterval(tick, TICK_MS)
  const end = new AbortController()
  const { signal } = end
  const seen = () => {
    tick()
    if (document.visibilityState === 'visible') looked()
  }
  document.addEventListener('visibilitychange', seen, { signal })
  document.addEventListener('resume', slept, { signal })
  addEventListener('pageshow', ({ persisted }) => persisted && slept(), { signal })
  addEventListener('online', looked, { signal })
  addEventListener('offline', lost, { signal })
  const endPower = desktop?.power.onWake(slept)
  return () => {
    clearInterval(ticking)
    endPower?.()
    end.abort()
  }
}
