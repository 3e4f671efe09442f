import { SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import { type Lane, openLane } from './lane.ts'
import { Readers } from './readers.ts'

class ReadsAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true
  }
}

/** Queries that run on the reader threads of a SQLite file, beside the thread that commits and serves the sockets. */
export const openReads = (path: string): Lane =>
  openLane(new Readers(path), {
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new ReadsAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  })
