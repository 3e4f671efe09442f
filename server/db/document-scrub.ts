import { sql } from 'kysely'
import type { DocumentTable } from './full-text.ts'
import { scrub } from './scrub.ts'
import type { Database, Tx } from './transaction.ts'

// Postgres overwrites what was taken away when it vacuums, and a passing database is in no file.
const isInFile = ({ dialect, file }: Database) => dialect === 'sqlite' && file !== null

/** Asks, in the transaction that takes words of these tables away, that they leave the file as well. */
export async function askScrub(tx: Tx, tables: readonly DocumentTable[]): Promise<void> {
  if (!isInFile(tx.database)) return
  for (const table of tables)
    await sql`insert into search_scrubs (document_table) values (${table})`.execute(tx.sql)
}

/**
 * Makes sure that the words that were asked to leave are in no file any more. What fails, or was left by a process that
 * died, stays asked for.
 */
export async function scrubDocuments(database: Database): Promise<void> {
  if (!isInFile(database)) return
  const { rows: asked } = await sql<{ id: number; documentTable: DocumentTable }>`
    select id, document_table from search_scrubs order by id`.execute(database.sql)
  const last = asked.at(-1)
  if (!last) return
  // What FTS5 takes away it only marks, until all is written anew; what it wrote before is overwritten then.
  for (const table of new Set(asked.map(({ documentTable }) => documentTable))) {
    const words = sql.raw(`${table}_words`)
    await sql`insert into ${words} (${words}) values ('optimize')`.execute(database.sql)
  }
  await scrub(database)
  // Another process may have asked meanwhile.
  await sql`delete from search_scrubs where id <= ${last.id}`.execute(database.sql)
}
