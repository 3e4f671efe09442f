import { type ChosenFile, keysOf, waitingOf } from '../../files/waiting.ts'
import type { Changes, Storage } from './storage.ts'
import type { Outgoing } from './thread.ts'

const PREFIX = 'file.'

/** Where the bytes of a file are kept. */
export const keyOf = (key: string) => PREFIX + key

/** The bytes of a file that was chosen and no message has taken to the server yet. */
export const bytesOf = (storage: Storage, key: string) => storage.get<File>(keyOf(key))

/** What keeps the bytes of a file. */
export const keptFile = (key: string, file: File): Changes => ({ [keyOf(key)]: file })

/** What keeps the bytes of several files. */
export const keptFiles = (files: readonly ChosenFile[]): Changes =>
  Object.assign({}, ...files.map(({ key, bytes }) => key && bytes && keptFile(key, bytes)))

/** What forgets the bytes under these keys. */
export const withoutFiles = (keys: readonly string[]): Changes =>
  Object.fromEntries(keys.map((key) => [keyOf(key), undefined]))

const keptKeys = (storage: Storage) =>
  storage.keys().flatMap((key) => (key.startsWith(PREFIX) ? key.slice(PREFIX.length) : []))

/** What forgets the bytes of all files. */
export const withoutAnyFile = (storage: Storage): Changes => withoutFiles(keptKeys(storage))

/** Files that are kept for no message: those chosen for the next one. */
export function chosenIn(storage: Storage): ChosenFile[] {
  const taken = new Set(
    storage.keys().flatMap((key) => keysOf(storage.get<Outgoing>(key)?.attachments)),
  )
  return keptKeys(storage)
    .filter((key) => !taken.has(key))
    .toSorted()
    .flatMap((key) => {
      const bytes = bytesOf(storage, key)
      return bytes instanceof File ? { ...waitingOf(key, bytes), bytes } : []
    })
}
