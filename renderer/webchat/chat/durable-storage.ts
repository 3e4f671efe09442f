import { browserStorage, type Fallback, untilReload } from './browser-storage.ts'
import { type Database, openDatabase } from './database.ts'
import type { Storage } from './storage.ts'

const CHANNEL = 'frontdesk.chat'
const PATIENCE_MS = 3_000

/**
 * Opens what this browser keeps: IndexedDB, or where it is not to be had, `localStorage`, or whatever stands in for it.
 * What an earlier version kept in `localStorage` moves.
 */
export async function openStorage(fallback: Fallback = untilReload()): Promise<Storage> {
  const plain = browserStorage(fallback)
  try {
    const database = await inTime(openDatabase())
    const moved = plain.keys()
    await database.write(Object.fromEntries(moved.map((key) => [key, plain.get(key)])))
    const kept = await inTime(database.read())
    await plain.write(Object.fromEntries(moved.map((key) => [key, undefined])))
    return durableStorage(database, kept, plain)
  } catch {
    return plain
  }
}

function durableStorage(database: Database, kept: Map<string, unknown>, plain: Storage): Storage {
  const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(CHANNEL) : undefined
  const listeners: Array<(key: string) => void> = []
  let writes = 0
  // Another tab's word is only a hint: what counts is what the database holds.
  const refresh = async (): Promise<void> => {
    const before = writes
    const now = await database.read()
    if (writes !== before) return refresh()
    const changed = [...new Set([...kept.keys(), ...now.keys()])].filter(
      (key) => !isSame(kept.get(key), now.get(key)),
    )
    for (const key of changed) put(kept, key, now.get(key))
    for (const key of changed) for (const listener of listeners) listener(key)
  }
  const look = () => void refresh().catch(() => {})
  channel?.addEventListener('message', look)
  return {
    get: <T>(key: string) => kept.get(key) as T | undefined,
    keys: () => [...kept.keys()],
    write(changes) {
      writes++
      for (const [key, value] of Object.entries(changes)) put(kept, key, value)
      const done = inTime(database.write(changes))
      return done.then(
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has none
        () => channel?.postMessage(null),
        () => plain.write(changes),
      )
    },
    onChange: (listener) => void listeners.push(listener),
    refresh: () => refresh().catch(() => {}),
  }
}

function put(kept: Map<string, unknown>, key: string, value: unknown): void {
  if (value === undefined) kept.delete(key)
  else kept.set(key, value)
}

const isSame = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b)

// A database that hangs, as some browsers' do, must not hold up the chat.
const inTime = <T>(work: Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('too slow')), PATIENCE_MS)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
