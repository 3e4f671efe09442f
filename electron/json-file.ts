import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { z } from 'zod'

export type JsonFile<T> = { read: () => T; write: (value: T) => void }

/**
 * A small file of ours. Absent, unreadable or not what the schema says: the fallback. Written at
 * once, because what is under way when the app quits is lost.
 */
export function jsonFile<T>(path: string, schema: z.ZodType<T>, fallback: T): JsonFile<T> {
  return {
    read() {
      try {
        const parsed = schema.safeParse(JSON.parse(readFileSync(path, 'utf8')))
        return parsed.success ? parsed.data : fallback
      } catch {
        return fallback
      }
    },
    write(value) {
      mkdirSync(dirname(path), { recursive: true })
      // Renamed into place, so that a crash leaves the old file or the new one, never half.
      const draft = `${path}.new`
      writeFileSync(draft, JSON.stringify(value), { mode: 0o600 })
      renameSync(draft, path)
    },
  }
}

export type WriteOutcome = { failed: (error: unknown) => void; succeeded: () => void }

/** The same file, save that what cannot be written holds until the app quits. */
export function keptOnFailure<T>(file: JsonFile<T>, outcome: WriteOutcome): JsonFile<T> {
  let unwritten: { value: T } | null = null
  return {
    read: () => (unwritten === null ? file.read() : unwritten.value),
    write(value) {
      try {
        file.write(value)
        unwritten = null
        outcome.succeeded()
      } catch (error) {
        unwritten = { value }
        outcome.failed(error)
      }
    },
  }
}
