import type { Database, Tx } from './transaction.ts'

const MAX_BATCH = 500

/** What a group commit tells of each batch it committed: items, and milliseconds from begin to disk. */
export type BatchObserver = (size: number, milliseconds: number) => void

/** Puts one item into the next commit; answers when it is on disk. */
export interface GroupCommit<Item, Result> {
  (item: Item): Promise<Result>
  /** Resolves when nothing is under way any more. */
  settled(): Promise<void>
}

/**
 * Commits together whatever arrives while one commit is under way. The returned function answers when the item's
 * batch is on disk. `run` gets the batch and answers one result an item, in order; when it throws, each item is tried
 * alone so that one bad item fails only itself.
 */
export function createGroupCommit<Item, Result>(
  database: Database,
  run: (tx: Tx, items: Item[]) => Promise<Result[]>,
  observe: BatchObserver = () => {},
): GroupCommit<Item, Result> {
  type Waiting = { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void }
  let queue: Waiting[] = []
  let draining = false

  async function commit(batch: Waiting[]): Promise<void> {
    const begun = performance.now()
    const results = await database.transaction((tx) =>
      run(
        tx,
        batch.map((waiting) => waiting.item),
      ),
    )
    observe(batch.length, performance.now() - begun)
    batch.forEach((waiting, index) => waiting.resolve(results[index] as Result))
  }

  async function commitAlone(batch: Waiting[]): Promise<void> {
    for (const waiting of batch) await commit([waiting]).catch(waiting.reject)
  }

  async function drain(): Promise<void> {
    while (queue.length > 0) {
      const batch = queue.slice(0, MAX_BATCH)
      queue = queue.slice(MAX_BATCH)
      await commit(batch).catch((error: unknown) =>
        batch.length === 1 ? batch[0]?.reject(error) : commitAlone(batch),
      )
      // SQLite commits without leaving this turn of the event loop: let the sockets be read before the next batch.
      if (queue.length > 0) await new Promise(setImmediate)
    }
    draining = false
  }

  const submit = (item: Item): Promise<Result> =>
    new Promise((resolve, reject) => {
      queue.push({ item, resolve, reject })
      if (draining) return
      draining = true
      setImmediate(() => void drain())
    })

  return Object.assign(submit, {
    async settled() {
      while (draining) await new Promise(setImmediate)
    },
  })
}
