import { availableParallelism } from 'node:os'
import Sqlite from 'better-sqlite3'
import type { Read, Reading } from './lane.ts'
import { interrupted, Reader } from './reader.ts'

const IDLE_MS = 5 * 60_000
const MAX_WAITING = 1_000
// One core is left to the thread that commits.
const MOST = availableParallelism() > 2 ? 2 : 1

interface Waiting {
  resolve: (reader: Reader) => void
  reject: (error: unknown) => void
}

/**
 * The readers of one SQLite file: started when there is something to read, ended after idle minutes so that an idle
 * server needs no memory for them. A read that begins after a commit sees it.
 */
export class Readers implements Reading {
  readonly #path: string
  readonly #all = new Set<Reader>()
  readonly #free = new Set<Reader>()
  readonly #waiting: Waiting[] = []
  #idle: NodeJS.Timeout | undefined
  #isClosed = false

  constructor(path: string) {
    this.#path = path
  }

  /**
   * Does a read. One whose reader dies under it is done again, once; one for which nobody waits any more when its turn
   * comes is not begun.
   */
  async read(read: Read, signal: AbortSignal | undefined): Promise<unknown[]> {
    try {
      return await this.#once(read, signal)
    } catch (error) {
      if (!(error instanceof Sqlite.SqliteError && error.code === 'SQLITE_INTERRUPT')) throw error
      return this.#once(read, signal)
    }
  }

  /** Refuses what waits, lets what is under way finish, and waits until every reader is gone. */
  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#idle)
    for (const { reject } of this.#waiting.splice(0)) reject(interrupted('the database is closing'))
    await Promise.all([...this.#all].map((reader) => reader.end()))
  }

  async #once(read: Read, signal: AbortSignal | undefined): Promise<unknown[]> {
    const reader = await this.#acquire()
    try {
      signal?.throwIfAborted()
      return await reader.read(read)
    } finally {
      this.#release(reader)
    }
  }

  #acquire(): Reader | Promise<Reader> {
    if (this.#isClosed) throw interrupted('the database is closed')
    const free = this.#next()
    if (free) return free
    if (this.#waiting.length >= MAX_WAITING)
      throw new Sqlite.SqliteError('too many reads are waiting', 'SQLITE_BUSY')
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }))
  }

  #release(reader: Reader): void {
    if (!this.#all.has(reader)) return
    this.#free.add(reader)
    this.#idle ??= setTimeout(() => this.#rest(), IDLE_MS).unref()
    this.#idle.refresh()
    this.#serve()
  }

  #serve(): void {
    while (this.#waiting.length > 0) {
      const reader = this.#next()
      if (!reader) return
      this.#waiting.shift()?.resolve(reader)
    }
  }

  #next(): Reader | undefined {
    for (const reader of this.#free) {
      this.#free.delete(reader)
      return reader
    }
    if (this.#isClosed || this.#all.size >= MOST) return undefined
    const reader = new Reader(this.#path, (ended) => this.#lost(ended))
    this.#all.add(reader)
    return reader
  }

  #lost(reader: Reader): void {
    this.#all.delete(reader)
    this.#free.delete(reader)
    this.#serve()
  }

  #rest(): void {
    for (const reader of this.#free) void reader.end()
    this.#free.clear()
  }
}
