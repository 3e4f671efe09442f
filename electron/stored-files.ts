import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import { jsonFile, keptOnFailure } from './json-file.ts'
import type { JsonFile } from './json-file.ts'

/** Opens a small file of the app's own by its name. */
export type StoredFiles = <T>(
  name: string,
  schema: z.ZodType<T>,
  fallback: T,
  /** Secret: what was to be taken off the disk must not stay because writing failed. */
  isSecret?: boolean,
) => JsonFile<T>

export type StoredParts = {
  folder: string
  /** Says that what is set now will be gone; said once until writing succeeds again. */
  warn: () => void
  log: (what: string, error: unknown) => void
}

/** The files of the app's settings. A full disk costs what was set, at its end, and not the app. */
export function createStoredFiles({ folder, warn, log }: StoredParts): StoredFiles {
  const failing = new Set<string>()
  function remove(name: string) {
    try {
      rmSync(join(folder, name), { force: true })
    } catch (error) {
      log(`cannot remove ${name}`, error)
    }
  }
  return (name, schema, fallback, isSecret = false) =>
    keptOnFailure(jsonFile(join(folder, name), schema, fallback), {
      failed(error) {
        log(`cannot write ${name}`, error)
        if (isSecret) remove(name)
        if (failing.size === 0) warn()
        failing.add(name)
      },
      succeeded: () => void failing.delete(name),
    })
}
