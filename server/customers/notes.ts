import type { Selectable } from 'kysely'
import type { CustomerNote } from '../contract/customers.ts'
import { atLeast, type Role } from '../contract/identity.ts'
import type { Database, Sql, Tx } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { problem } from '../problems.ts'
import { changeOnce, recordActivity, removeOnce } from '../timeline/index.ts'
import { lockCustomer } from './queries.ts'
import type { CustomerNoteTable } from './table.ts'

/** Where a note is looked for. */
interface Place {
  customerId: string
  noteId: string
}

/** Who writes notes. */
interface Author {
  id: string
  role: Role
}

const MOST = 500

/** A customer's notes, the newest first. */
export const notesOf = (sql: Sql, customerId: string): Promise<CustomerNote[]> =>
  sql
    .selectFrom('customerNotes')
    .selectAll()
    .where('customerId', '=', customerId)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST)
    .execute()

const onceKey = (id: string) => `note:${id}`
const told = ({ id, content, authorId, editedAt }: CustomerNote) => ({
  noteId: id,
  content,
  byId: authorId,
  editedAt,
})

/** Notes something about a customer; throws `customer_not_found`. */
export const addNote = (
  database: Database,
  customerId: string,
  content: string,
  by: Author,
): Promise<CustomerNote> =>
  database.transaction(async (tx) => {
    const customer = await lockCustomer(tx, customerId)
    if (!customer) throw problem('customer_not_found')
    const note = await tx.sql
      .insertInto('customerNotes')
      .values({
        id: newId(),
        customerId: customer.id,
        authorId: by.id,
        content,
        createdAt: tx.now,
        editedAt: null,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    await recordActivity(tx, {
      customerId: customer.id,
      type: 'note',
      description: 'Note',
      metadata: told(note),
      onceKey: onceKey(note.id),
    })
    return note
  })

/** Edits a note of one's own, or as an admin anybody's; throws `customer_not_found`, `note_not_found` or `forbidden`. */
export const editNote = (
  database: Database,
  place: Place,
  content: string,
  by: Author,
): Promise<CustomerNote> =>
  database.transaction(async (tx) => {
    const before = await taken(tx, place, by)
    if (before.content === content) return before
    const note = { ...before, content, editedAt: tx.now }
    await tx.sql
      .updateTable('customerNotes')
      .set({ content, editedAt: tx.now })
      .where('id', '=', note.id)
      .execute()
    await changeOnce(tx, note.customerId, onceKey(note.id), told(note))
    return note
  })

/** Deletes a note, from the timeline too; throws like `editNote`. */
export const deleteNote = (database: Database, place: Place, by: Author): Promise<void> =>
  database.transaction(async (tx) => {
    const note = await taken(tx, place, by)
    await tx.sql.deleteFrom('customerNotes').where('id', '=', note.id).execute()
    await removeOnce(tx, note.customerId, onceKey(note.id))
  })

async function taken(
  tx: Tx,
  { customerId, noteId }: Place,
  by: Author,
): Promise<Selectable<CustomerNoteTable>> {
  const customer = await lockCustomer(tx, customerId)
  if (!customer) throw problem('customer_not_found')
  const note = await tx.sql
    .selectFrom('customerNotes')
    .selectAll()
    .where('id', '=', noteId)
    .where('customerId', '=', customer.id)
    .executeTakeFirst()
  if (!note) throw problem('note_not_found')
  if (note.authorId !== by.id && !atLeast(by.role, 'admin')) throw problem('forbidden')
  return note
}
