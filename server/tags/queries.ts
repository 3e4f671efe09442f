import type { Selectable } from 'kysely'
import type { Tag } from '../contract/tags.ts'
import { amongIds } from '../db/bulk.ts'
import type { Sql, Tx } from '../db/transaction.ts'
import { isId } from '../ids.ts'
import { problem } from '../problems.ts'
import type { TagTable } from './table.ts'

export type TagRow = Selectable<TagTable>

/** As many as a list shows. */
export const TAGS_MOST = 2_000

/** A name as it is compared: whatever its case. */
export const tagKey = (name: string) => name.normalize('NFC').toLowerCase()

/** A tag as the contract shows it. */
export const viewTag = ({ id, name, color }: Pick<TagRow, 'id' | 'name' | 'color'>): Tag => ({
  id,
  name,
  color,
})

/** Every tag by name. */
export const listTags = (sql: Sql): Promise<Tag[]> =>
  sql
    .selectFrom('tags')
    .select(['id', 'name', 'color'])
    .orderBy('nameKey')
    .limit(TAGS_MOST)
    .execute()

/** Keeps tags from being deleted until the transaction ends; throws `tag_not_found` where one is not there. */
export async function holdTags(tx: Tx, ids: readonly string[]): Promise<void> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return
  if (!wanted.every(isId)) throw problem('tag_not_found')
  const found = await tx.sql
    .selectFrom('tags')
    .select('id')
    .where(amongIds(tx.database.dialect, 'id', wanted))
    .orderBy('id')
    .$if(tx.database.dialect === 'postgres', (query) => query.forKeyShare())
    .execute()
  if (found.length < wanted.length) throw problem('tag_not_found')
}

/** A tag for this transaction alone; throws `tag_not_found`. */
export async function takeTag(tx: Tx, id: string): Promise<TagRow> {
  const tag = isId(id)
    ? await tx.sql
        .selectFrom('tags')
        .selectAll()
        .where('id', '=', id)
        .$if(tx.database.dialect === 'postgres', (query) => query.forUpdate())
        .executeTakeFirst()
    : undefined
  if (!tag) throw problem('tag_not_found')
  return tag
}
