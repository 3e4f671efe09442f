import { randomUUID } from 'node:crypto'

interface KeptFile {
  name: string
  type: string
  bytes: Buffer
}

/** Files that people attach in the page, kept in memory and given out to everybody who knows the address. */
export interface Shelf {
  /** Answers the path that the file has from now on. */
  put(file: KeptFile): string
  find(path: string): KeptFile | undefined
}

export function createShelf(): Shelf {
  const files = new Map<string, KeptFile>()
  return {
    put(file) {
      const path = `/files/${randomUUID()}/${encodeURIComponent(file.name)}`
      files.set(path, file)
      return path
    },
    find: (path) => files.get(path),
  }
}
