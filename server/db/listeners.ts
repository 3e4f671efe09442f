import { type Database, runHook, type Tx } from './transaction.ts'

/** Those in this process who hear of one kind of news of a database, whatever befalls the others who hear it. */
export class Listeners<News extends readonly unknown[]> {
  readonly #known = new WeakMap<Database, Set<(...news: News) => void>>()

  /** Lets somebody hear; answers how to stop. */
  add(database: Database, listener: (...news: News) => void): () => void {
    const known = this.#known.get(database) ?? new Set()
    this.#known.set(database, known.add(listener))
    return () => void known.delete(listener)
  }

  tell(database: Database, ...news: News): void {
    for (const listener of this.#known.get(database) ?? [])
      runHook(database, () => listener(...news))
  }

  /** Tells once it is committed. */
  tellAfter(tx: Tx, ...news: News): void {
    tx.afterCommit(() => this.tell(tx.database, ...news))
  }
}
