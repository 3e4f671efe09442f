import { holding } from '../../files/holding.ts'
import type { Changes, Storage } from './storage.ts'

const PREFIX = 'frontdesk.chat.'

/** Where values go that the browser does not take: lost with the page, unless somebody else keeps them. */
export interface Fallback {
  held: Map<string, string>
  keep: (key: string, text: string | null) => void
}

export const untilReload = (): Fallback => ({ held: new Map(), keep: () => {} })

/** Keeps values in `localStorage`, guarded against browsers that refuse it. */
export function browserStorage({ held, keep }: Fallback = untilReload()): Storage {
  // There is no room for files here: they are lost with the page.
  const files = new Map<string, Blob>()
  const set = (key: string, text: string) => {
    const isKept = attempt((store) => (store.setItem(PREFIX + key, text), true))
    if (isKept) return void held.delete(key)
    held.set(key, text)
    keep(key, text)
  }
  const remove = (key: string) => {
    attempt((store) => store.removeItem(PREFIX + key))
    if (held.delete(key)) keep(key, null)
    if (files.delete(key)) holding.free(key)
  }
  return {
    get: <T>(key: string) =>
      (files.get(key) as T | undefined) ??
      parse(held.get(key) ?? attempt((store) => store.getItem(PREFIX + key))),
    async write(changes) {
      for (const [key, value] of Object.entries(changes))
        if (value === undefined) remove(key)
        else if (value instanceof Blob) {
          files.set(key, value)
          holding.hold(key)
        } else set(key, JSON.stringify(value))
      return !hasFile(changes)
    },
    keys() {
      const stored = (attempt((store) => Object.keys(store)) ?? [])
        .filter((key) => key.startsWith(PREFIX))
        .map((key) => key.slice(PREFIX.length))
      return [...new Set([...held.keys(), ...files.keys(), ...stored])]
    },
    onChange: (listener) =>
      addEventListener('storage', ({ key }) => {
        if (key?.startsWith(PREFIX)) listener(key.slice(PREFIX.length))
      }),
    refresh: async () => {},
  }
}

export const hasFile = (changes: Changes): boolean =>
  Object.values(changes).some((value) => value instanceof Blob)

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
