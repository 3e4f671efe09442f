import { Worker } from 'node:worker_threads'
import type Sqlite from 'better-sqlite3'

/** Pages in the log from which on they are copied: those that many commits touched are copied once, not each time. */
export const LONG_PAGES = 2_000
const LOOK_MS = 50
const IDLE_MS = 5 * 60_000

/** What `pragma wal_checkpoint` answers: the pages in the log, and how many of them the file itself has. */
export interface Checkpoint {
  busy: number
  log: number
  checkpointed: number
}

/**
 * Copies what a long write-ahead log holds into its SQLite file, on a thread of its own: the copying and its two fsyncs
 * take so long that people who write just then would notice. Commits go on meanwhile; SQLite begins the log anew when
 * all of it is copied. The thread is there only while much is written.
 */
export class Checkpointer {
  readonly #path: string
  readonly #look: Sqlite.Statement<[], Checkpoint>
  #worker: Worker | undefined
  #isCopying = false
  #lookedAt = 0
  #idle: NodeJS.Timeout | undefined

  constructor(path: string, sqlite: Sqlite.Database) {
    this.#path = path
    this.#look = sqlite.prepare('pragma wal_checkpoint(noop)')
  }

  /** To be called after each commit. */
  committed(): void {
    const now = performance.now()
    if (this.#isCopying || now - this.#lookedAt < LOOK_MS) return
    this.#lookedAt = now
    const found = this.#pages()
    // What was written while the rest was copied keeps the log from beginning anew: it is copied next.
    if (found && found.log >= LONG_PAGES && found.checkpointed < found.log) this.#copy()
  }

  /** Waits until the thread is gone. */
  async end(): Promise<void> {
    clearTimeout(this.#idle)
    this.#idle = undefined
    const worker = this.#worker
    if (!worker) return
    worker.ref()
    const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
    worker.postMessage('end')
    await gone
  }

  // What was committed stays so, whatever comes of looking.
  #pages(): Checkpoint | undefined {
    try {
      return this.#look.get()
    } catch {
      return undefined
    }
  }

  #copy(): void {
    this.#isCopying = true
    this.#worker ??= this.#start()
    this.#worker.postMessage('copy')
    this.#idle ??= setTimeout(() => void this.end(), IDLE_MS).unref()
    this.#idle.refresh()
  }

  #start(): Worker {
    const worker = new Worker(new URL('./checkpoint-thread.ts', import.meta.url), {
      name: 'checkpoint',
      workerData: this.#path,
    })
    worker.unref()
    worker.on('message', () => (this.#isCopying = false))
    // Without it the connection that commits copies as well, if later; it is tried again after a while.
    worker.on('error', () => (this.#lookedAt = performance.now() + IDLE_MS))
    worker.once('exit', () => {
      this.#worker = undefined
      this.#isCopying = false
    })
    return worker
  }
}
