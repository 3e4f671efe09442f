import type { Selectable } from 'kysely'
import type { Sql } from '../db/transaction.ts'
import { isId } from '../ids.ts'
import type { ImportFailureTable, ImportTable } from './table.ts'

export type ImportRow = Selectable<ImportTable>
export type ImportFailureRow = Selectable<ImportFailureTable>
export type ShownImport = ImportRow & { agentName: string }

/** What became of the rows of an import of which no row is gone through. */
export const NOTHING_YET = {
  rows: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  failed: 0,
  repeated: 0,
  newTags: '[]',
}

const MOST = 50

const shown = (sql: Sql) =>
  sql
    .selectFrom('imports')
    .innerJoin('users', 'users.id', 'imports.madeBy')
    .selectAll('imports')
    .select('users.name as agentName')

/** The latest imports. */
export const latestImports = (sql: Sql): Promise<ShownImport[]> =>
  shown(sql).orderBy('imports.id', 'desc').limit(MOST).execute()

/** An import, or undefined. */
export const findImport = async (sql: Sql, id: string): Promise<ShownImport | undefined> =>
  isId(id) ? shown(sql).where('imports.id', '=', id).executeTakeFirst() : undefined

/** Rows that were not taken, in the order of the file, after one of them. */
export const failuresOf = (
  sql: Sql,
  importId: string,
  after: number,
  limit: number,
): Promise<ImportFailureRow[]> =>
  sql
    .selectFrom('importFailures')
    .selectAll()
    .where('importId', '=', importId)
    .where('row', '>', after)
    .orderBy('row')
    .limit(limit)
    .execute()
