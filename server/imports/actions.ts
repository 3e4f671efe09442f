import type { ImportMapping, ImportState } from '../contract/imports.ts'
import type { Database, Tx } from '../db/transaction.ts'
import type { FileStore } from '../files/index.ts'
import { newId } from '../ids.ts'
import { enqueue } from '../jobs/index.ts'
import { problem } from '../problems.ts'
import { IMPORT } from './job.ts'
import { findImport, type ImportRow, NOTHING_YET, type ShownImport } from './queries.ts'
import { beginningOf, delimiterOf, refuseOtherEncodings } from './read.ts'

const SAMPLE = 5

/** Keeps a file that was received as a draft. Throws `import_encoding` or `import_empty`. */
export async function keepImport(
  database: Database,
  store: FileStore,
  { draft, name, madeBy }: { draft: string; name: string; madeBy: string },
): Promise<string> {
  const path = store.draftPath(draft)
  await refuseOtherEncodings(path)
  const delimiter = await delimiterOf(path)
  const { columns, sample } = await beginningOf(path, delimiter, SAMPLE)
  const id = newId()
  const read = { columns: JSON.stringify(columns), sample: JSON.stringify(sample) }
  // The bytes come first: a row without them could never be gone through.
  await store.keep(draft, id)
  try {
    await database.transaction((tx) => insertImport(tx, { id, name, delimiter, madeBy, ...read }))
  } catch (error) {
    await store.remove(id)
    throw error
  }
  return id
}

async function insertImport(
  tx: Tx,
  row: Pick<ImportRow, 'id' | 'name' | 'delimiter' | 'columns' | 'sample' | 'madeBy'>,
): Promise<void> {
  await tx.sql
    .insertInto('imports')
    .values({
      ...row,
      state: 'uploaded',
      mapping: null,
      ...NOTHING_YET,
      createdAt: tx.now,
      endedAt: null,
    })
    .execute()
}

/** Says where the columns go, and has the rows gone through without changing anything. Throws `import_started`. */
export async function mapImport(tx: Tx, id: string, mapping: ImportMapping): Promise<void> {
  const row = await takeImport(tx, id, ['uploaded', 'checking', 'checked'])
  const columns = JSON.parse(row.columns) as string[]
  if (mapping.targets.length !== columns.length) throw problem('import_columns')
  await begin(tx, id, { state: 'checking', mapping: JSON.stringify(mapping) })
}

/** Takes the rows in. Throws `import_started` unless they have been checked and nobody has begun. */
export async function startImport(tx: Tx, id: string): Promise<void> {
  await takeImport(tx, id, ['checked'])
  await begin(tx, id, { state: 'running' })
}

async function takeImport(
  tx: Tx,
  id: string,
  states: readonly ImportState[],
): Promise<ShownImport> {
  const row = await findImport(tx.sql, id)
  if (!row) throw problem('import_not_found')
  // Whoever decides about it at the same time is waited for, and what they decided is what counts.
  const { numUpdatedRows } = await tx.sql
    .updateTable('imports')
    .set((column) => ({ state: column.ref('state') }))
    .where('id', '=', id)
    .where('state', 'in', states)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) throw problem('import_started')
  return row
}

async function begin(
  tx: Tx,
  id: string,
  set: { state: ImportState; mapping?: string },
): Promise<void> {
  await tx.sql.deleteFrom('importFailures').where('importId', '=', id).execute()
  await tx.sql
    .updateTable('imports')
    .set({ ...NOTHING_YET, ...set })
    .where('id', '=', id)
    .execute()
  await enqueue(tx, { kind: IMPORT, payload: { id }, dedupeKey: `import:${id}:${set.state}` })
}
