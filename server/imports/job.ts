import type { ImportMapping } from '../contract/imports.ts'
import { insertRows } from '../db/bulk.ts'
import { listFields } from '../customer-fields/index.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { refreshAfter } from '../duplicates/index.ts'
import type { FileStore } from '../files/index.ts'
import type { JobHandler } from '../jobs/index.ts'
import type { Fate } from './apply.ts'
import { foreseen } from './foresee.ts'
import { findImport, type ImportRow, NOTHING_YET } from './queries.ts'
import { type CsvRow, rowsOf } from './read.ts'
import type { FieldTypes, Reason } from './row.ts'
import { type ErasedAt, takeAll } from './take.ts'

export const IMPORT = 'import'

// As many as a chat's message can wait for.
const BATCH = 20

/** What became, or would become, of a row: one about somebody whom a row before is about changes them once more. */
export type Outcome = Fate | 'repeated' | Reason

/** What became of some rows, and the tags that were made for them. */
export interface Gone {
  outcomes: Outcome[]
  newTags: readonly string[]
}

/** What is needed to read rows. */
export interface Reading {
  mapping: ImportMapping
  types: FieldTypes
  /** Since when the file is here: whoever was erased after that is not brought back by it. */
  since: string
}
export interface ImportOptions {
  database: Database
  store: FileStore
  /** When whoever is known by any of these was erased. */
  erasedAt: ErasedAt
}

type Do = (tx: Tx, rows: readonly CsvRow[], newTags: readonly string[]) => Promise<Gone>

/**
 * Goes through the rows of an import, to say what would happen or to do it. A few rows and how far it is are one commit,
 * so that whatever stops the server takes no row twice and leaves none out.
 */
export const importWhenAsked =
  ({ database, store, erasedAt }: ImportOptions): JobHandler =>
  async (payload) => {
    const { id } = payload as { id: string }
    const row = await findImport(database.sql, id)
    if (!row || row.mapping === null) return
    const mapping = JSON.parse(row.mapping) as ImportMapping
    const fields = await listFields(database.sql)
    const types = new Map(fields.map(({ key, type }) => [key, type]))
    const reading = { mapping, types, since: row.createdAt }
    const taking = { ...reading, byId: row.madeBy, erasedAt }
    if (row.state === 'checking') await check(database, store, row, reading)
    else if (row.state === 'running') {
      await goThrough(database, store, row, (tx, rows) => takeAll(tx, rows, taking))
      await store.remove(id)
    }
  }

/** Somebody else goes through the same import, or it was begun anew. */
class Overtaken extends Error {}

async function check(
  database: Database,
  store: FileStore,
  row: ImportRow,
  reading: Reading,
): Promise<void> {
  const seen = new Set<string>()
  try {
    await goThrough(database, store, row, (tx, rows, newTags) =>
      foreseen(tx, rows, { ...reading, seen, newTags }),
    )
  } catch (error) {
    // Tried again it would only stop the other, which has a job of its own.
    if (!(error instanceof Overtaken)) throw error
  }
}

async function goThrough(
  database: Database,
  store: FileStore,
  row: ImportRow,
  work: Do,
): Promise<void> {
  // A check that was stopped begins again: what it remembers of the rows before is gone.
  let now = row.state === 'checking' ? { ...row, ...NOTHING_YET } : row
  if (row.state === 'checking') await database.transaction((tx) => restart(tx, row))
  let batch: CsvRow[] = []
  const flush = async () => {
    const rows = batch
    batch = []
    if (rows.length > 0)
      now = { ...now, ...(await database.transaction((tx) => commit(tx, now, { rows, work }))) }
    await new Promise(setImmediate)
  }
  for await (const each of rowsOf(store.path(row.id), row.delimiter)) {
    // The header is no row.
    if (each.row <= now.rows || each.row === 0) continue
    batch.push(each)
    if (batch.length === BATCH) await flush()
  }
  await flush()
  await finish(database, now)
}

/** Changes an import that still is what it was, and keeps it from everybody else until the transaction ends. */
async function move(
  tx: Tx,
  { id, state, mapping, rows }: Pick<ImportRow, 'id' | 'state' | 'mapping'> & { rows?: number },
  set: Partial<ImportRow>,
): Promise<void> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('imports')
    .set(set)
    .where('id', '=', id)
    .where('state', '=', state)
    .where('mapping', '=', mapping)
    .$if(rows !== undefined, (query) => query.where('rows', '=', rows ?? 0))
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) throw new Overtaken('somebody else goes through this import')
}

async function restart(tx: Tx, { id, state, mapping }: ImportRow): Promise<void> {
  await move(tx, { id, state, mapping }, NOTHING_YET)
  await tx.sql.deleteFrom('importFailures').where('importId', '=', id).execute()
}

const FAILURES = {
  table: 'import_failures',
  columns: ['importId', 'row', 'line', 'cells', 'reason'],
}

async function commit(
  tx: Tx,
  row: ImportRow,
  { rows, work }: { rows: readonly CsvRow[]; work: Do },
): Promise<Pick<ImportRow, 'rows' | 'newTags'>> {
  const until = rows.at(-1)?.row ?? 0
  await move(tx, row, { rows: until })
  const before = JSON.parse(row.newTags) as string[]
  const { outcomes, newTags: more } = await work(tx, rows, before)
  const newTags = more.length === 0 ? row.newTags : JSON.stringify([...before, ...more])
  const count = (fate: Fate | 'repeated') => outcomes.filter((each) => each === fate).length
  const failures = rows.flatMap(({ row: number, line, cells }, index) => {
    const reason = outcomes[index]
    return typeof reason === 'object'
      ? [{ importId: row.id, row: number, line, cells, reason }]
      : []
  })
  await insertRows(tx.sql, tx.database.dialect, FAILURES, failures)
  await tx.sql
    .updateTable('imports')
    .set((column) => ({
      created: column('created', '+', count('created')),
      updated: column('updated', '+', count('updated') + count('repeated')),
      repeated: column('repeated', '+', count('repeated')),
      unchanged: column('unchanged', '+', count('unchanged')),
      failed: column('failed', '+', failures.length),
      newTags,
    }))
    .where('id', '=', row.id)
    .execute()
  return { rows: until, newTags }
}

const finish = (database: Database, row: ImportRow): Promise<void> =>
  database.transaction(async (tx) => {
    if (row.state === 'checking') return move(tx, row, { state: 'checked' })
    await move(tx, row, { state: 'done', endedAt: tx.now })
    await refreshAfter(tx, row.id)
  })
