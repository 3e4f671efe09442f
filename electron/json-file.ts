import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { z } from 'zod'

export type JsonFile<T> = { read: () => Promise<T>; write: (value: T) => Promise<void> }

/** A small file of ours. Absent, unreadable or not what the schema says: the fallback. */
export function jsonFile<T>(path: string, schema: z.ZodType<T>, fallback: T): JsonFile<T> {
  return {
    async read() {
      try {
        const parsed = schema.safeParse(JSON.parse(await readFile(path, 'utf8')))
        return parsed.success ? parsed.data : fallback
      } catch {
        return fallback
      }
    },
    async write(value) {
      await mkdir(dirname(path), { recursive: true })
      // Renamed into place, so that a crash leaves the old file or the new one, never half.
      const draft = `${path}.new`
      await writeFile(draft, JSON.stringify(value), { mode: 0o600 })
      await rename(draft, path)
    },
  }
}
