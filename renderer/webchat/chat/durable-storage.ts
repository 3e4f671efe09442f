import { browserStorage, type Fallback, hasFile, untilReload } from './browser-storage.ts'
import { type Database, openDatabase } from './database.ts'
import type { Changes, Storage } from './storage.ts'

const CHANNEL = 'frontdesk.chat'
const PATIENCE_MS = 3_000
const FILE_PATIENCE_MS = 30_000
// So many bytes of files are kept; others wait in the memory of their page.
const FILES_MOST = 100 * 1_048_576

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
    await plain.write(forgotten(moved))
    return durableStorage(database, kept, plain)
  } catch {
    return plain
  }
}

function durableStorage(database: Database, kept: Map<string, unknown>, plain: Storage): Storage {
  const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(CHANNEL) : undefined
  const listeners: Array<(key: string) => void> = []
  // What the database has not taken: it is in memory, and as far as may be where it was kept before there was one.
  const untaken = new Map<string, unknown>()
  let writes = 0
  // Another tab's word is only a hint: what counts is what the database holds.
  const refresh = async (): Promise<void> => {
    const before = writes
    const now = await database.read()
    if (writes !== before) return refresh()
    for (const [key, value] of untaken) put(now, key, value)
    for (const key of takeOver(kept, now)) for (const listener of listeners) listener(key)
  }
  channel?.addEventListener('message', () => void refresh().catch(() => {}))
  return {
    get: <T>(key: string) => kept.get(key) as T | undefined,
    keys: () => [...kept.keys()],
    write(changes) {
      writes++
      for (const [key, value] of Object.entries(changes)) put(kept, key, value)
      const keys = Object.keys(changes)
      return writeIn(database, kept, changes).then(
        () => {
          void plain.write(forgotten(keys.filter((key) => untaken.delete(key))))
          // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has none
          channel?.postMessage(null)
          return true
        },
        () => {
          for (const key of keys) untaken.set(key, changes[key])
          return plain.write(changes)
        },
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

// Where all files that are to be kept would take too much room, these are not.
function writeIn(database: Database, kept: Map<string, unknown>, changes: Changes): Promise<void> {
  if (!hasFile(changes)) return inTime(database.write(changes))
  const sizes = [...kept.values()].map((value) => (value instanceof Blob ? value.size : 0))
  if (sizes.reduce((sum, size) => sum + size, 0) > FILES_MOST)
    return Promise.reject(new Error('full'))
  return inTime(database.write(changes), FILE_PATIENCE_MS)
}

// Answers what has changed.
function takeOver(kept: Map<string, unknown>, now: Map<string, unknown>): string[] {
  const changed = [...new Set([...kept.keys(), ...now.keys()])].filter(
    (key) => !isSame(kept.get(key), now.get(key)),
  )
  for (const key of changed) put(kept, key, now.get(key))
  return changed
}

const forgotten = (keys: readonly string[]): Changes =>
  Object.fromEntries(keys.map((key) => [key, undefined]))

const isSame = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b)

// A database that hangs, as some browsers' do, must not hold up the chat.
const inTime = <T>(work: Promise<T>, patience = PATIENCE_MS): Promise<T> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('too slow')), patience)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
