import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Database } from '../db/transaction.ts'
import { subscribe } from '../stream/index.ts'
import { createIndexer, type IndexerOptions } from './indexer.ts'

/** What the thread that indexes is told, and what it tells. */
export type ToIndexer = 'news' | 'stop'
export type FromIndexer = { lagMs: number } | { error: string }

/** Somebody who indexes: this process itself, or a thread of it. */
interface Hand {
  start(): void
  soon(): void
  stop(): Promise<void>
}

const AGAIN_MS = 1_000

/** A thread with the words of a SQLite file, so that neither their making nor their writing holds up a commit. */
class IndexerThread implements Hand {
  readonly #options: IndexerOptions & { file: string }
  #worker: Worker | undefined
  #again: NodeJS.Timeout | undefined
  #isStopped = false

  constructor(options: IndexerOptions & { file: string }) {
    this.#options = options
  }

  start(): void {
    const { file, onError, onIndexed } = this.#options
    const worker = new Worker(new URL('./indexer-thread.ts', import.meta.url), {
      name: 'indexer',
      workerData: file,
    })
    this.#worker = worker
    worker.on('message', (what: FromIndexer) => {
      if ('lagMs' in what) onIndexed?.(what.lagMs)
      else onError(new Error(what.error))
    })
    worker.on('error', onError)
    worker.once('exit', () => {
      this.#worker = undefined
      if (!this.#isStopped) this.#again = setTimeout(() => this.start(), AGAIN_MS)
    })
  }

  soon(): void {
    this.#worker?.postMessage('news' satisfies ToIndexer)
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    clearTimeout(this.#again)
    if (!this.#worker) return
    const gone = once(this.#worker, 'exit')
    this.#worker.postMessage('stop' satisfies ToIndexer)
    await gone
  }
}

/** Keeps the words true while the server runs. */
export class Indexing {
  readonly #hand: Hand
  readonly #database: Database
  #stopHearing = () => {}

  constructor(options: IndexerOptions) {
    const { database } = options
    this.#database = database
    this.#hand =
      database.file === null
        ? createIndexer(options)
        : new IndexerThread({ ...options, file: database.file })
  }

  start(): void {
    this.#stopHearing = subscribe(this.#database, () => this.#hand.soon())
    this.#hand.start()
  }

  async stop(): Promise<void> {
    this.#stopHearing()
    await this.#hand.stop()
  }
}
