const PREFIX = 'frontdesk.chat.'

/** What this browser keeps for the chat. Where storage is blocked or full, it lasts as long as the page. */
export interface Storage {
  get: <T>(key: string) => T | undefined
  set: (key: string, value: unknown) => void
  remove: (key: string) => void
  keys: () => string[]
  /** Tells of changes made by other tabs. */
  onChange: (listener: (key: string) => void) => void
}

/** Keeps values in `localStorage`, guarded against browsers that refuse it. */
export function browserStorage(): Storage {
  const own = new Map<string, string>()
  const attempt = <T>(access: (store: globalThis.Storage) => T): T | undefined => {
    try {
      return access(localStorage)
    } catch {
      return undefined
    }
  }
  return {
    get: (key) => parse(own.get(key) ?? attempt((store) => store.getItem(PREFIX + key))),
    set(key, value) {
      const text = JSON.stringify(value)
      const kept = attempt((store) => (store.setItem(PREFIX + key, text), true))
      if (kept) own.delete(key)
      else own.set(key, text)
    },
    remove(key) {
      own.delete(key)
      attempt((store) => store.removeItem(PREFIX + key))
    },
    keys: () => [
      ...own.keys(),
      ...(attempt((store) => Object.keys(store)) ?? [])
        .filter((key) => key.startsWith(PREFIX))
        .map((key) => key.slice(PREFIX.length)),
    ],
    onChange: (listener) =>
      addEventListener('storage', ({ key }) => {
        if (key?.startsWith(PREFIX)) listener(key.slice(PREFIX.length))
      }),
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
