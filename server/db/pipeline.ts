import {
  AbortedTransactionError,
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  type TransactionSettings,
} from 'kysely'

const posted = new WeakSet<CompiledQuery>()

/**
 * Marks a statement of which nothing matters but that it succeeds. In a transaction on Postgres nobody waits for its
 * answer: the next statement follows at once, and a failure is that of the next that is waited for, or of the commit.
 */
export function post(query: CompiledQuery): CompiledQuery {
  posted.add(query)
  return query
}

// What is sent and not answered stays in memory, and the time that one statement may take is that of all before it, too.
const MOST_AHEAD = 4
const NOTHING = { rows: [] }
const IN_FAILED_TRANSACTION = '25P02'

/** A connection that sends statements before those before them are answered; Postgres does them in their order. */
class Pipeline implements DatabaseConnection {
  readonly line: DatabaseConnection
  isInTransaction = false
  #ahead = 0
  #failure: { error: unknown } | undefined

  constructor(line: DatabaseConnection) {
    this.line = line
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const answer = this.line.executeQuery<Row>(query)
    if (!this.isInTransaction || !posted.has(query) || this.#ahead >= MOST_AHEAD)
      return this.answered(answer)
    this.#goOnBefore(answer)
    return NOTHING
  }

  /** Waits for an answer; throws why it could not be when a statement before it failed. */
  async answered<Answer>(answer: Promise<Answer>): Promise<Answer> {
    try {
      const got = await answer
      // The part of the transaction that failed was taken back.
      this.#failure = undefined
      return got
    } catch (error) {
      throw isConsequence(error) ? (this.#failure?.error ?? error) : error
    }
  }

  streamQuery<Row>(query: CompiledQuery, size: number): AsyncIterableIterator<QueryResult<Row>> {
    return this.line.streamQuery(query, size)
  }

  #goOnBefore(answer: Promise<unknown>): void {
    this.#ahead += 1
    answer.then(
      () => {
        this.#ahead -= 1
      },
      (error: unknown) => {
        this.#ahead -= 1
        this.#failure ??= { error }
      },
    )
  }
}

const isConsequence = (error: unknown): boolean =>
  error instanceof AbortedTransactionError ||
  (error instanceof Error && 'code' in error && error.code === IN_FAILED_TRANSACTION)

/** Drives clients of pg that are in pipeline mode. */
export class PipelineDriver implements Driver {
  readonly #driver: Driver

  constructor(driver: Driver) {
    this.#driver = driver
  }

  init: Driver['init'] = (options) => this.#driver.init(options)
  destroy: Driver['destroy'] = () => this.#driver.destroy()

  async acquireConnection(...options: Parameters<Driver['acquireConnection']>): Promise<Pipeline> {
    return new Pipeline(await this.#driver.acquireConnection(...options))
  }

  async beginTransaction(pipeline: Pipeline, settings: TransactionSettings): Promise<void> {
    await this.#driver.beginTransaction(pipeline.line, settings)
    pipeline.isInTransaction = true
  }

  commitTransaction(pipeline: Pipeline): Promise<void> {
    return pipeline.answered(this.#driver.commitTransaction(pipeline.line))
  }

  rollbackTransaction(pipeline: Pipeline): Promise<void> {
    return this.#driver.rollbackTransaction(pipeline.line)
  }

  releaseConnection(pipeline: Pipeline): Promise<void> {
    return this.#driver.releaseConnection(pipeline.line)
  }
}
