import type {
  CompiledQuery,
  DatabaseConnection,
  Driver,
  QueryResult,
  TransactionSettings,
} from 'kysely'
import { wasCut } from './unavailable.ts'

type AcquireOptions = Parameters<Driver['acquireConnection']>[0]

/** A connection of the pool, in whose place another one may come. */
class HeldConnection implements DatabaseConnection {
  connection: DatabaseConnection
  isReleased = false

  constructor(connection: DatabaseConnection) {
    this.connection = connection
  }

  executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    return this.connection.executeQuery<R>(query)
  }

  streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    return this.connection.streamQuery<R>(query, chunkSize)
  }
}

/**
 * Begins a transaction on another connection of the pool where that it was given turns out to be dead, as after a
 * restart of Postgres: nothing was done on it yet, so nothing is done twice. Whatever comes after fails with its
 * connection.
 */
export class RenewingDriver implements Driver {
  readonly #driver: Driver
  readonly #poolSize: number

  constructor(driver: Driver, poolSize: number) {
    this.#driver = driver
    this.#poolSize = poolSize
  }

  init(options: AcquireOptions): Promise<void> {
    return this.#driver.init(options)
  }

  async acquireConnection(options: AcquireOptions): Promise<HeldConnection> {
    return new HeldConnection(await this.#driver.acquireConnection(options))
  }

  async beginTransaction(held: HeldConnection, settings: TransactionSettings): Promise<void> {
    // All that the pool held may be dead, and no more than that.
    for (let exchanged = 0; ; exchanged++) {
      try {
        return await this.#driver.beginTransaction(held.connection, settings)
      } catch (error) {
        if (exchanged === this.#poolSize || !wasCut(error)) throw error
        await this.#exchange(held)
      }
    }
  }

  async #exchange(held: HeldConnection): Promise<void> {
    // Once even this has failed on it the pool lets go of it; Postgres may tell that it ends before the line is down.
    await this.#driver.rollbackTransaction(held.connection).catch(() => {})
    await this.releaseConnection(held)
    held.connection = await this.#driver.acquireConnection()
    held.isReleased = false
  }

  commitTransaction({ connection }: HeldConnection): Promise<void> {
    return this.#driver.commitTransaction(connection)
  }

  rollbackTransaction({ connection }: HeldConnection): Promise<void> {
    return this.#driver.rollbackTransaction(connection)
  }

  async releaseConnection(held: HeldConnection): Promise<void> {
    // Where none came in its place it is back already.
    if (held.isReleased) return
    held.isReleased = true
    await this.#driver.releaseConnection(held.connection)
  }

  destroy(): Promise<void> {
    return this.#driver.destroy()
  }
}
