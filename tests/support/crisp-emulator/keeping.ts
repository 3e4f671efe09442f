import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { CrispStore } from './store.ts'

/** Writes a store to a file, so that an emulator started later goes on with it. */
export function keepStore(path: string, store: CrispStore): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(
    path,
    JSON.stringify(store, (_, value: unknown) => asEntries(value)),
  )
}

/** The store that a file holds, if there is one. */
export function keptStore(path: string): CrispStore | undefined {
  if (!existsSync(path)) return undefined
  return JSON.parse(readFileSync(path, 'utf8'), (_, value: unknown) => asMap(value)) as CrispStore
}

function asEntries(value: unknown): unknown {
  return value instanceof Map ? { entries: [...value] } : value
}

function asMap(value: unknown): unknown {
  const { entries } = (value ?? {}) as { entries?: Array<[string, unknown]> }
  return Array.isArray(entries) && !Array.isArray(value) ? new Map(entries) : value
}
