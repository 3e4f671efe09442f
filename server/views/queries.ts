import type { Selectable } from 'kysely'
import { InboxFilter } from '../contract/inbox.ts'
import type { SavedView } from '../contract/views.ts'
import type { Sql, Tx } from '../db/transaction.ts'
import { isId } from '../ids.ts'
import type { SavedViewTable } from './table.ts'

export type SavedViewRow = Selectable<SavedViewTable>

/** A saved view as the contract shows it. */
export const viewSaved = (row: SavedViewRow): SavedView => ({
  id: row.id,
  name: row.name,
  ownerId: row.ownerId,
  isShared: row.isShared === 1,
  filter: InboxFilter.parse(JSON.parse(row.filter)),
})

const ordered = (sql: Sql) =>
  sql.selectFrom('savedViews').selectAll().orderBy('position').orderBy('id')

/** The views an agent sees, everybody's first, each in their order. */
export async function viewsOf(sql: Sql, agentId: string): Promise<SavedViewRow[]> {
  const rows = await ordered(sql)
    .where((row) => row.or([row('isShared', '=', 1), row('ownerId', '=', agentId)]))
    .execute()
  return rows.toSorted((left, right) => right.isShared - left.isShared)
}

/** The view with this id, for this transaction alone; undefined when there is none. */
export const takeView = async (tx: Tx, id: string): Promise<SavedViewRow | undefined> =>
  isId(id)
    ? tx.sql
        .selectFrom('savedViews')
        .selectAll()
        .where('id', '=', id)
        .$if(tx.database.dialect === 'postgres', (query) => query.forUpdate())
        .executeTakeFirst()
    : undefined

/** How many views stand beside a new one, and where it would come after them. */
export const neighbours = (sql: Sql, ownerId: string, isShared: number) =>
  sql
    .selectFrom('savedViews')
    .select((row) => [
      row.fn.countAll<number>().as('count'),
      row.fn.coalesce(row.fn.max('position'), row.lit(0)).as('last'),
    ])
    .where('isShared', '=', isShared)
    .$if(isShared === 0, (query) => query.where('ownerId', '=', ownerId))
    .executeTakeFirstOrThrow()
