import type { PublicChat } from '../../../server/contract/chat-settings.ts'
import type { Storage } from './storage.ts'
import type { Store } from './store.ts'

const SETTINGS_KEY = 'settings'
const PATIENCE_MS = 4_000
const AGAIN_MS = 120_000
const SOON_MS = 5_000

/** What the admin decided, as far as it can be asked for. */
async function askSettings(): Promise<PublicChat | null> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS)
    const response = await fetch('/api/chat/widget', { cache: 'no-cache', signal })
    const body = (await response.json()) as { success?: boolean; data?: PublicChat }
    return response.ok && body.data ? body.data : null
  } catch {
    return null
  }
}

/** Shows what was decided last at once, and what is decided now as soon as it is known; looks again while it is shown. */
export function followSettings(store: Store, storage: Storage, ask = askSettings): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const look = async () => {
    clearTimeout(timer)
    const settings = await ask()
    store.set({ isSettled: true, ...(settings && { settings }) })
    if (settings) void storage.write({ [SETTINGS_KEY]: settings })
    clearTimeout(timer)
    timer = setTimeout(() => document.hidden || void look(), waitFor(settings))
  }
  const kept = storage.get<PublicChat>(SETTINGS_KEY)
  // Its looks at once; whether somebody is there may have changed since.
  if (kept) store.set({ settings: kept })
  document.addEventListener('visibilitychange', () => document.hidden || void look())
  store.subscribe((now, before) => {
    if (now.link === 'online' && before.link !== 'online' && before.downSince !== null) void look()
  })
  void look()
}

function waitFor(settings: PublicChat | null): number {
  if (!settings) return SOON_MS
  const opensIn = settings.opensAt ? Date.parse(settings.opensAt) - Date.now() + 1_000 : 0
  return opensIn > 0 ? Math.min(opensIn, AGAIN_MS) : AGAIN_MS
}
