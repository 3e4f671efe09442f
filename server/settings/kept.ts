import type { Database, Sql, Tx } from '../db/transaction.ts'

// Other processes change them too: what is older than this is read anew, what is older still no longer goes.
const FRESH_MS = 1_000
const USABLE_MS = 3_000

interface Known<T> {
  readAt: number
  value: Promise<T>
  isRenewing: boolean
}

/** Something of the database that is asked for all the time, a few seconds old at most. */
export class Kept<T> {
  readonly #load: (sql: Sql) => Promise<T>
  // By the connection: of a database there is another one for each whose request may be given up.
  readonly #known = new WeakMap<Sql, Known<T>>()

  constructor(load: (sql: Sql) => Promise<T>) {
    this.#load = load
  }

  /** What it is: no message may cost a read, nor wait for one. */
  read({ sql }: Database): Promise<T> {
    const known = this.#known.get(sql)
    const age = known ? performance.now() - known.readAt : Infinity
    if (known && age < USABLE_MS) {
      if (age >= FRESH_MS && !known.isRenewing) this.#renew(sql, known)
      return known.value
    }
    const reading = this.#reading(sql)
    this.#known.set(sql, reading)
    reading.value.catch(() => this.#known.delete(sql))
    return reading.value
  }

  /** From the commit on, this process reads it anew. */
  forget(tx: Tx): void {
    tx.afterCommit(() => void this.#known.delete(tx.database.sql))
  }

  #reading(sql: Sql): Known<T> {
    return { readAt: performance.now(), value: this.#load(sql), isRenewing: false }
  }

  // What was forgotten meanwhile stays forgotten: this may have been read before the change.
  #renew(sql: Sql, known: Known<T>): void {
    known.isRenewing = true
    const reading = this.#reading(sql)
    reading.value.then(
      () => {
        if (this.#known.get(sql) === known) this.#known.set(sql, reading)
      },
      () => {
        known.isRenewing = false
      },
    )
  }
}
