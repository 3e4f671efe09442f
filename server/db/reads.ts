import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import { plugins } from './plugins.ts'
import { Readers } from './readers.ts'
import type { Schema } from './schema.ts'

class ReadsAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true
  }
}

// Which reader does a statement is decided for each one, so all share this one connection.
class ReadsConnection implements DatabaseConnection {
  readonly #readers: Readers

  constructor(readers: Readers) {
    this.#readers = readers
  }

  async executeQuery<R>({ sql: text, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    return { rows: (await this.#readers.read({ text, parameters })) as R[] }
  }

  streamQuery(): never {
    throw new Error('reads are not streamed: a statement held open keeps the log from being folded')
  }
}

const refuse = () => Promise.reject(new Error('reads take no transaction'))

function driverOf(readers: Readers): Driver {
  const connection = new ReadsConnection(readers)
  return {
    init: async () => {},
    acquireConnection: () => Promise.resolve(connection),
    releaseConnection: async () => {},
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
    destroy: () => readers.close(),
  }
}

/** Queries that run on the reader threads of a SQLite file, beside the thread that commits and serves the sockets. */
export const openReads = (path: string): Kysely<Schema> =>
  new Kysely<Schema>({
    dialect: {
      createDriver: () => driverOf(new Readers(path)),
      createQueryCompiler: () => new SqliteQueryCompiler(),
      createAdapter: () => new ReadsAdapter(),
      createIntrospector: (db) => new SqliteIntrospector(db),
    },
    plugins,
  })
