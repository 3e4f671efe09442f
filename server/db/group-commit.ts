import { problem } from '../problems.ts'
import type { Database, Tx } from './transaction.ts'
import { isUnavailable } from './unavailable.ts'

const MAX_BATCH = 500
// So many wait only while the database hangs. Who is refused asks again.
const MAX_WAITING = 20_000

/** What a group commit tells of each batch it committed: items, and milliseconds from begin to disk. */
export type BatchObserver = (size: number, milliseconds: number) => void

export interface GroupCommitOptions<Item, Result> {
  database: Database
  /** Does a batch; answers one result an item, in order. */
  run: (tx: Tx, items: Item[]) => Promise<Result[]>
  observe?: BatchObserver | undefined
}

interface Waiting<Item, Result> {
  item: Item
  resolve: (result: Result) => void
  reject: (error: unknown) => void
}

/** Commits together whatever arrives while one commit is under way. */
export class GroupCommit<Item, Result> {
  readonly #options: GroupCommitOptions<Item, Result>
  #queue: Array<Waiting<Item, Result>> = []
  #isDraining = false

  constructor(options: GroupCommitOptions<Item, Result>) {
    this.#options = options
  }

  /**
   * Puts one item into the next commit; answers when it is on disk. When `run` throws, each item of the batch is tried
   * alone, so that one bad item fails only itself; when the database is away, all of it fails. Where too many wait it
   * is `unavailable`.
   */
  submit(item: Item): Promise<Result> {
    if (this.#queue.length >= MAX_WAITING) return Promise.reject(problem('unavailable'))
    return new Promise((resolve, reject) => {
      this.#queue.push({ item, resolve, reject })
      if (this.#isDraining) return
      this.#isDraining = true
      setImmediate(() => void this.#drain())
    })
  }

  /** Resolves when nothing is under way any more. */
  async settled(): Promise<void> {
    while (this.#isDraining) await new Promise(setImmediate)
  }

  async #drain(): Promise<void> {
    while (this.#queue.length > 0) {
      const batch = this.#queue.slice(0, MAX_BATCH)
      this.#queue = this.#queue.slice(MAX_BATCH)
      await this.#commit(batch).catch((error: unknown) => this.#commitAlone(batch, error))
      // SQLite commits without leaving this turn of the event loop: let the sockets be read before the next batch.
      if (this.#queue.length > 0) await new Promise(setImmediate)
    }
    this.#isDraining = false
  }

  async #commit(batch: Array<Waiting<Item, Result>>): Promise<void> {
    const { database, run, observe } = this.#options
    const begun = performance.now()
    const items = batch.map((waiting) => waiting.item)
    const results = await database.transaction((tx) => {
      tx.afterCommit(() => observe?.(batch.length, performance.now() - begun))
      return run(tx, items)
    })
    batch.forEach((waiting, index) => waiting.resolve(results[index] as Result))
  }

  async #commitAlone(batch: Array<Waiting<Item, Result>>, error: unknown): Promise<void> {
    // A commit whose answer was lost may be on disk: nothing of it is tried again but by who asked for it.
    if (batch.length === 1 || isUnavailable(error)) {
      for (const waiting of batch) waiting.reject(error)
      return
    }
    for (const waiting of batch) await this.#commit([waiting]).catch(waiting.reject)
  }
}
