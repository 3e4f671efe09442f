import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import Sqlite from 'better-sqlite3'
import type { Read } from './lane.ts'

/** What its thread says to it. */
export type Answer =
  | { rows: unknown[] }
  | { failure: { message: string; code?: string | undefined } }

interface Asking {
  resolve: (rows: unknown[]) => void
  reject: (error: unknown) => void
}

/** The read was not done: its thread ended, or was not to begin it. */
export const interrupted = (why: string, cause?: unknown): Error =>
  Object.assign(new Sqlite.SqliteError(why, 'SQLITE_INTERRUPT'), { cause })

/** A thread with a read-only connection to a SQLite file. Does one read at a time. */
export class Reader {
  readonly #worker: Worker
  #asking: Asking | undefined
  #fault: unknown

  constructor(path: string, onEnd: (reader: Reader) => void) {
    this.#worker = new Worker(new URL('./reader-thread.ts', import.meta.url), {
      name: 'reader',
      workerData: path,
    })
    this.#worker.unref()
    this.#worker.on('message', (answer: Answer) => this.#answered(answer))
    this.#worker.on('error', (error) => (this.#fault = error))
    this.#worker.once('exit', () => {
      onEnd(this)
      this.#take()?.reject(interrupted('the reader ended', this.#fault))
    })
  }

  read({ text, parameters }: Read): Promise<unknown[]> {
    return new Promise((resolve, reject) => {
      this.#worker.postMessage({ text, parameters } satisfies Read)
      this.#asking = { resolve, reject }
      // A process waits for what it asked; an idle reader keeps none alive.
      this.#worker.ref()
    })
  }

  /** Lets it finish its read and waits until it is gone. */
  async end(): Promise<void> {
    this.#worker.ref()
    const gone = once(this.#worker, 'exit')
    this.#worker.postMessage(null)
    await gone
  }

  #answered(answer: Answer): void {
    this.#worker.unref()
    const asking = this.#take()
    if ('rows' in answer) asking?.resolve(answer.rows)
    else asking?.reject(errorOf(answer.failure))
  }

  #take(): Asking | undefined {
    const asking = this.#asking
    this.#asking = undefined
    return asking
  }
}

// Errors lose their class and code on the way between threads.
const errorOf = ({ message, code }: { message: string; code?: string | undefined }): Error =>
  code === undefined ? new Error(message) : new Sqlite.SqliteError(message, code)
