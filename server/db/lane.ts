import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  type QueryResult,
} from 'kysely'
import { plugins } from './plugins.ts'
import type { Schema } from './schema.ts'

/** One statement that only reads. */
export interface Read {
  text: string
  parameters: readonly unknown[]
}

/** Queries of one kind, which run beside those of the chat. */
export interface Lane {
  sql: Kysely<Schema>
  /** The same until nobody waits for them any more: none begins then, and what runs is ended where that can be. */
  until(signal: AbortSignal): Kysely<Schema>
  close(): Promise<void>
}

/** Who does the statements of a lane. */
export interface Reading {
  read(read: Read, signal: AbortSignal | undefined): Promise<unknown[]>
  close(): Promise<void>
}

// Which of its connections does a statement is decided for each one, so all share this one.
class LaneConnection implements DatabaseConnection {
  readonly #reading: Reading
  readonly #signal: AbortSignal | undefined

  constructor(reading: Reading, signal: AbortSignal | undefined) {
    this.#reading = reading
    this.#signal = signal
  }

  async executeQuery<R>({ sql: text, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    this.#signal?.throwIfAborted()
    return { rows: (await this.#reading.read({ text, parameters }, this.#signal)) as R[] }
  }

  streamQuery(): never {
    throw new Error('reads are not streamed: a statement held open keeps the log from being folded')
  }
}

const refuse = () => Promise.reject(new Error('reads take no transaction'))

function driverOf(reading: Reading, signal: AbortSignal | undefined): Driver {
  const connection = new LaneConnection(reading, signal)
  return {
    init: async () => {},
    acquireConnection: () => Promise.resolve(connection),
    releaseConnection: async () => {},
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
    destroy: async () => {},
  }
}

/** A lane of whoever reads, in their dialect. */
export function openLane(reading: Reading, dialect: Omit<Dialect, 'createDriver'>): Lane {
  const sqlUntil = (signal?: AbortSignal) =>
    new Kysely<Schema>({
      dialect: {
        createDriver: () => driverOf(reading, signal),
        createQueryCompiler: () => dialect.createQueryCompiler(),
        createAdapter: () => dialect.createAdapter(),
        createIntrospector: (db) => dialect.createIntrospector(db),
      },
      plugins,
    })
  return { sql: sqlUntil(), until: sqlUntil, close: () => reading.close() }
}

/** Queries that run among those of the chat after all, each to its end. */
export const laneAmong = (sql: Kysely<Schema>): Lane => ({
  sql,
  until: () => sql,
  close: async () => {},
})
