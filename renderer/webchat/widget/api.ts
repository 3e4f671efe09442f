import type { ChatEvents } from './protocol.ts'

/** What `window.Frontdesk` tells of, with what comes along. */
export interface FrontdeskEvents extends ChatEvents {
  ready: object
  open: object
  close: object
  unread: { count: number }
  /** A message that the chat shows by itself. */
  proactive: { rule: string }
}

/** What a site's own program can do with the chat. */
export interface FrontdeskActions {
  open: () => void
  close: () => void
  toggle: () => void
  /** Says who the visitor is, by a token that the site's own server signed. */
  identify: (token: string) => void
  /** The visitor has signed out of the site: their chat is theirs alone, and leaves this browser. */
  reset: () => void
  /** `en` or `vi`, instead of the browser's own. */
  setLanguage: (lang: string) => void
}

/** `window.Frontdesk` once the loader has come. */
export interface FrontdeskApi extends FrontdeskActions {
  /** Answers what ends it. */
  on: <E extends keyof FrontdeskEvents>(
    event: E,
    listener: (detail: FrontdeskEvents[E]) => void,
  ) => () => void
  /** One call as a list, as it is written before the loader has come: `['identify', token]`. */
  push: (...calls: FrontdeskCall[]) => void
}
export type FrontdeskCall =
  | [name: 'open' | 'close' | 'toggle' | 'reset']
  | [name: 'identify' | 'setLanguage', value: string]
  | [name: 'on', event: keyof FrontdeskEvents, listener: (detail: never) => void]

export type Emit = <E extends keyof FrontdeskEvents>(event: E, detail: FrontdeskEvents[E]) => void

type Listener = (detail: never) => void

/** Makes the API of the chat's actions, and what tells its listeners. */
export function makeApi(actions: FrontdeskActions): { api: FrontdeskApi; emit: Emit } {
  const listeners = new Map<string, Set<Listener>>()
  let isReady = false
  const on: FrontdeskApi['on'] = (event, listener) => {
    const all = listeners.get(event) ?? new Set()
    listeners.set(event, all.add(listener))
    // Whoever asks late has not missed it.
    if (event === 'ready' && isReady) queueMicrotask(() => guarded(listener, {}))
    return () => void all.delete(listener)
  }
  const api: FrontdeskApi = {
    ...actions,
    on,
    push(...calls) {
      for (const [name, ...values] of calls) {
        const call = Object.hasOwn(api, name) && name !== ('push' as string) && api[name]
        if (call) guarded(() => (call as (...given: unknown[]) => unknown)(...values), {})
      }
    },
  }
  const emit: Emit = (event, detail) => {
    isReady ||= event === 'ready'
    for (const listener of listeners.get(event) ?? []) guarded(listener, detail)
  }
  return { api, emit }
}

// A fault in the site's own program is the site's, and the chat goes on.
function guarded(listener: (detail: never) => unknown, detail: unknown): void {
  try {
    listener(detail as never)
  } catch (error) {
    reportError(error)
  }
}
