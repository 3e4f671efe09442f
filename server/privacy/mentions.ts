import { amongIds } from '../db/bulk.ts'
import type { Database, Tx } from '../db/transaction.ts'

const BATCH = 500
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** Where something that is still to be done, or can be undone, names what it is about, and the column that does. */
const TABLES = [
  { table: 'jobs', column: 'payload' },
  { table: 'inboxActs', column: 'items' },
] as const

/** Whether a text names any of these ids. */
export const namesAny = (text: string, ids: ReadonlySet<string>): boolean =>
  text.match(ID)?.some((id) => ids.has(id)) ?? false

/** Removes what would say, send or bring back something of what is erased: each table is read once, a page at a time. */
export async function eraseMentions(
  database: Database,
  subjects: ReadonlySet<string>,
): Promise<void> {
  for (const each of TABLES)
    for (let last: string | undefined = ''; last !== undefined;)
      last = await database.transaction((tx) => erasePage(tx, each, { after: last, subjects }))
}

/** Answers the last id of a page; undefined when it was the last page. */
async function erasePage(
  tx: Tx,
  { table, column }: (typeof TABLES)[number],
  { after, subjects }: { after: string | undefined; subjects: ReadonlySet<string> },
): Promise<string | undefined> {
  const rows: Array<{ id: string; text: unknown }> = await tx.sql
    .selectFrom(table)
    .select(['id', `${column} as text`])
    .$if(Boolean(after), (query) => query.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(BATCH)
    .execute()
  const naming = rows.filter(({ text }) => namesAny(String(text), subjects))
  await tx.sql
    .deleteFrom(table)
    .where(
      amongIds(
        tx.database.dialect,
        'id',
        naming.map(({ id }) => id),
      ),
    )
    .execute()
  return rows.length < BATCH ? undefined : rows.at(-1)?.id
}
