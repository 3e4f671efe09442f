const PREFIX = 'frontdesk.chat.'

/** What this browser keeps for the chat. */
export interface Storage {
  get: <T>(key: string) => T | undefined
  set: (key: string, value: unknown) => void
  remove: (key: string) => void
  keys: () => string[]
  /** Tells of changes made by other tabs. */
  onChange: (listener: (key: string) => void) => void
}

/** Where values go that the browser does not take: lost with the page, unless somebody else keeps them. */
export interface Fallback {
  held: Map<string, string>
  keep: (key: string, text: string | null) => void
}

const untilReload = (): Fallback => ({ held: new Map(), keep: () => {} })

/** Keeps values in `localStorage`, guarded against browsers that refuse it. */
export function browserStorage({ held, keep }: Fallback = untilReload()): Storage {
  return {
    get: (key) => parse(held.get(key) ?? attempt((store) => store.getItem(PREFIX + key))),
    set(key, value) {
      const text = JSON.stringify(value)
      const isKept = attempt((store) => (store.setItem(PREFIX + key, text), true))
      if (isKept) return void held.delete(key)
      held.set(key, text)
      keep(key, text)
    },
    remove(key) {
      attempt((store) => store.removeItem(PREFIX + key))
      if (held.delete(key)) keep(key, null)
    },
    keys() {
      const stored = (attempt((store) => Object.keys(store)) ?? [])
        .filter((key) => key.startsWith(PREFIX))
        .map((key) => key.slice(PREFIX.length))
      return [...new Set([...held.keys(), ...stored])]
    },
    onChange: (listener) =>
      addEventListener('storage', ({ key }) => {
        if (key?.startsWith(PREFIX)) listener(key.slice(PREFIX.length))
      }),
  }
}

/** Whether this page may not keep anything itself, as frames of other sites often may not. */
export const isStorageBlocked = () => attempt((store) => store.length) === undefined

function attempt<T>(access: (store: globalThis.Storage) => T): T | undefined {
  try {
    return access(localStorage)
  } catch {
    return undefined
  }
}

function parse<T>(text: string | null | undefined): T | undefined {
  if (text == null) return undefined
  try {
    return JSON.parse(text) as T
  } catch {
    return undefined
  }
}
